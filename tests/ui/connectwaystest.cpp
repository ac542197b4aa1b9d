// SPDX-License-Identifier: GPL-3.0-or-later
// The pages "Import from Xano CLI" and "Sign in with Browser": what is shown, what cannot be pressed, what the keyboard does,
// and that nothing is stored before it was confirmed.
#include "tests/support/testmain.h"
#include "tests/ui/viewwalk.h"
#include "tests/ui/waysviews.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>

using namespace metascope;
using test::profileOf;
using test::WaysViews;

namespace {

const QByteArray head("default: one\nprofiles:\n");

/// One that can be imported, one that must not, one that names no token.
QByteArray threeProfiles(const WaysViews &views)
{
    return head + profileOf("one", views.instance().url, views.ready.token)
        + profileOf("two", views.instance().url, "made-up-token-two", "    insecure: true\n")
        + "  three:\n    instance_origin: " + views.instance().url.toUtf8() + "\n";
}

SharedSecret secretOf(const QByteArray &token)
{
    return std::make_shared<const Secret>(QByteArray(token.constData(), token.size()));
}

} // namespace

class ConnectWaysTest final : public QObject {
    Q_OBJECT

    static QListWidget *profiles(const WaysViews &views) { return views.find<QListWidget>("profiles"); }
    static QLineEdit *edit(const WaysViews &views, const char *name) { return views.find<QLineEdit>(name); }

private Q_SLOTS:
    void profilesAreListedWithTheReasonAgainstThem()
    {
        WaysViews views;
        views.setProfiles(threeProfiles(views));
        views.ways.showImport();
        QListWidget *list = profiles(views);
        QCOMPARE(list->count(), 3);
        QCOMPARE(list->item(0)->text(), QStringLiteral("one: ") + views.instance().url);
        QCOMPARE(list->item(0)->checkState(), Qt::Checked);
        QVERIFY(list->item(1)->text().contains(QStringLiteral("marked insecure")));
        for (const int row : {1, 2})
            QVERIFY(!(list->item(row)->flags() & (Qt::ItemIsEnabled | Qt::ItemIsUserCheckable)));
        QPushButton *import = views.button("importPicked");
        QCOMPARE(import->text(), QStringLiteral("Import 1 Profile"));
        QVERIFY(import->isEnabled());
        QVERIFY(list->hasFocus());
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(!import->isEnabled());
        QCOMPARE(views.told(), QString());
        QVERIFY(views.sandbox.requests().isEmpty());
    }

    void aFileThatOthersCanReadIsSaid()
    {
        WaysViews views;
        views.setProfiles(threeProfiles(views), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        views.ways.showImport();
        QVERIFY(views.told().startsWith(QStringLiteral("Warning: Other users of this computer can read the file")));
        QVERIFY(views.button("importPicked")->isEnabled());
    }

    void aFileThatIsNotThereIsNoError()
    {
        WaysViews views;
        views.ways.showImport();
        QVERIFY2(views.told().startsWith(QStringLiteral("Note: ")), qPrintable(views.told()));
        QVERIFY2(views.told().contains(QStringLiteral("no profiles here")), qPrintable(views.told()));
        QCOMPARE(profiles(views)->count(), 0);
        QVERIFY(!views.button("importPicked")->isEnabled());
    }

    void aFileThatIsNoneIsAnErrorInPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("empty") << QByteArray("\n") << QStringLiteral("is empty");
        QTest::newRow("broken") << QByteArray("profiles: [one\n") << QStringLiteral("is not valid YAML");
        QTest::newRow("something else") << QByteArray("a: b\n") << QStringLiteral("holds no profiles");
        QTest::newRow("huge") << QByteArray(1'100'000, 'x') << QStringLiteral("too large");
        QTest::newRow("no text") << QByteArray("profiles:\n  \0\1", 15) << QStringLiteral("the file");
    }
    void aFileThatIsNoneIsAnErrorInPlace()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, said);
        WaysViews views;
        views.setProfiles(text);
        views.ways.showImport();
        QVERIFY2(views.told().startsWith(QStringLiteral("Error: ")), qPrintable(views.told()));
        QVERIFY2(views.told().contains(said), qPrintable(views.told()));
        QCOMPARE(profiles(views)->count(), 0);
        QVERIFY(!views.button("importPicked")->isEnabled());
        QVERIFY(views.button("chooseProfilesFile")->isEnabled());
        QStringList found;
        const auto isWell = [&] {
            found = test::unnamed(views.page()) + test::cutOrCovered(views.page());
            return found.isEmpty();
        };
        QVERIFY2(QTest::qWaitFor(isWell, 1000), qPrintable(found.join(QStringLiteral("; "))));
    }

    void importedThenCutOutOfTheFile()
    {
        WaysViews views;
        const QByteArray before = threeProfiles(views);
        views.setProfiles(before);
        views.ways.showImport();
        views.button("importPicked")->click();
        QTRY_VERIFY(views.told().contains(QStringLiteral("1 profile imported.")));
        QCOMPARE(views.registry.entries().size(), 1);
        const InstanceEntry &entry = views.registry.entries().constFirst();
        QCOMPARE(entry.name, QStringLiteral("one"));
        QVERIFY(views.keychain.has(tokenKeyOf(entry)));
        QCOMPARE(views.profilesText(), before);

        views.button("removePlainTokens")->click();
        auto *box = views.page()->findChild<QDialog *>(QStringLiteral("plainTokensBox"));
        QVERIFY(box);
        const QString change = box->findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY(change.contains(QStringLiteral("line 5")));
        QVERIFY2(!change.contains(QString::fromUtf8(views.ready.token)), "the box shows the token");
        // A window counts as active there with its parent.
        QTRY_VERIFY(QApplication::activeWindow() == box);
        const QStringList unwell = test::unnamed(box) + test::cutOrCovered(box);
        QVERIFY2(unwell.isEmpty(), qPrintable(unwell.join(QStringLiteral("; "))));
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!views.page()->findChild<QDialog *>(QStringLiteral("plainTokensBox")));
        QCOMPARE(views.profilesText(), before);
        views.button("removePlainTokens")->click();
        views.page()->findChild<QPushButton *>(QStringLiteral("confirmPlainTokens"))->click();
        QTRY_VERIFY(views.told().contains(QStringLiteral("will ask for a login again")));
        QVERIFY(!views.profilesText().contains(views.ready.token));
        QVERIFY(views.profilesText().contains("made-up-token-two"));

        QSignalSpy connected(&views.ways, &ConnectWays::connected);
        views.button("openImported")->click();
        QCOMPARE(connected.count(), 1);
        QCOMPARE(connected.front().front().value<QList<InstanceId>>(), QList<InstanceId>{entry.id});
    }

    void whatCannotBeImportedIsNamed()
    {
        WaysViews views;
        views.setProfiles(head + profileOf("one", views.instance().url, views.ready.token)
                          + profileOf("old", views.instance().url, views.instance().revokedToken));
        views.ways.showImport();
        views.button("importPicked")->click();
        QTRY_VERIFY(views.told().startsWith(QStringLiteral("Warning: 1 profile imported. 1 could not be.")));
        const auto details = views.page()->findChildren<QPlainTextEdit *>();
        QVERIFY(std::ranges::any_of(details, [](const QPlainTextEdit *each) {
            return each->toPlainText().startsWith(QStringLiteral("old: ")) && each->toPlainText().contains(u"401");
        }));
        QCOMPARE(views.registry.entries().size(), 1);
    }

    void aLockedKeychainImportsNothing()
    {
        WaysViews views;
        views.keychain.refusesWrites = true;
        views.setProfiles(threeProfiles(views));
        views.ways.showImport();
        views.button("importPicked")->click();
        QTRY_COMPARE(views.told().trimmed(), QStringLiteral("Error: Nothing was imported."));
        QVERIFY(views.registry.entries().isEmpty());
        QVERIFY(views.button("importPicked")->isEnabled());
        QVERIFY(!views.button("removePlainTokens"));
    }

    void escapeStopsTheImportFirstAndThenLeaves()
    {
        WaysViews views;
        QVERIFY(views.sandbox.setFaults({QStringLiteral("GET /auth/me hang")}));
        views.setProfiles(threeProfiles(views));
        views.ways.showImport();
        QSignalSpy cancelled(&views.ways, &ConnectWays::cancelled);
        views.button("importPicked")->click();
        QVERIFY(!profiles(views)->isEnabled());
        QVERIFY(!views.button("importPicked")->isEnabled());
        QTRY_COMPARE(views.sandbox.requests().size(), 1);
        QTest::keyClick(views.page(), Qt::Key_Escape);
        QVERIFY(profiles(views)->isEnabled());
        QCOMPARE(cancelled.count(), 0);
        QTest::keyClick(views.page(), Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(profiles(views)->count(), 0);
        QVERIFY(views.registry.entries().isEmpty());
    }

    void theBrowserIsWaitedForAndGivenUp()
    {
        WaysViews views;
        views.ways.showSignIn();
        QVERIFY(views.button("openBrowser")->hasFocus());
        QVERIFY(!views.button("copySignInAddress")->isVisible());
        QVERIFY(!views.button("useCode")->isEnabled());
        edit(views, "accountAddress")->setText(views.ready.accountUrl);
        views.button("openBrowser")->click();
        QCOMPARE(views.browsed, QList<QUrl>{QUrl(views.ready.accountUrl + QStringLiteral("/login?made=up"))});
        QCOMPARE(views.button("openBrowser")->accessibleName(), QStringLiteral("Open Again"));
        QVERIFY(views.button("copySignInAddress")->isVisible());
        QVERIFY(!edit(views, "accountAddress")->isEnabled());
        QVERIFY(views.find<QLabel>("signInState")->text().contains(QStringLiteral("five minutes")));
        views.button("openBrowser")->click();
        QCOMPARE(views.browsed.size(), 2);

        QSignalSpy cancelled(&views.ways, &ConnectWays::cancelled);
        QTest::keyClick(views.page(), Qt::Key_Escape);
        QVERIFY(views.isGivenUp);
        QVERIFY(edit(views, "accountAddress")->isEnabled());
        QCOMPARE(cancelled.count(), 0);
        QTest::keyClick(views.page(), Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
    }

    void aSignInThatFailsIsSaid()
    {
        WaysViews views;
        views.ways.showSignIn();
        edit(views, "accountAddress")->setText(QStringLiteral("https://name:word@app.xano.com"));
        views.button("openBrowser")->click();
        QVERIFY(views.told().startsWith(QStringLiteral("Error: ")));
        QVERIFY(edit(views, "accountAddress")->hasFocus());
        QVERIFY(views.browsed.isEmpty());

        edit(views, "accountAddress")->clear();
        views.cannotListen = Error::local(ErrorKind::Network, QStringLiteral("no port is free"));
        views.button("openBrowser")->click();
        QVERIFY(views.told().contains(QStringLiteral("no port is free")));
        QVERIFY(views.browsed.isEmpty());

        views.cannotListen.reset();
        views.button("openBrowser")->click();
        QCOMPARE(views.told(), QString());
        views.browser.resolve(Failure(Error::local(ErrorKind::Timeout, QStringLiteral("the browser did not answer"))));
        QTRY_VERIFY(views.told().contains(QStringLiteral("the browser did not answer")));
        QCOMPARE(views.button("openBrowser")->text(), QStringLiteral("Open Browser"));
        QVERIFY(views.button("openBrowser")->hasFocus());
    }

    void whoSignedInIsConfirmedBeforeAnythingIsStored()
    {
        WaysViews views;
        const auto signIn = [&views] {
            views.ways.showSignIn();
            edit(views, "accountAddress")->setText(views.instance().url);
            views.button("openBrowser")->click();
            views.browser.resolve(secretOf(views.ready.token));
        };
        signIn();
        QTRY_VERIFY(views.ways.currentWidget() == &views.ways.paste());
        QTRY_VERIFY(views.button("connect")->isEnabled());
        const auto isSigned = [&views] {
            const auto labels = views.page()->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *each) {
                return each->isVisible() && each->text().startsWith(QStringLiteral("Signed in as "));
            });
        };
        QVERIFY(isSigned());
        QVERIFY(!edit(views, "accessToken")->isVisible());
        QVERIFY(views.registry.entries().isEmpty());
        QTest::keyClick(views.page(), Qt::Key_Escape);
        QVERIFY(views.registry.entries().isEmpty());

        signIn();
        QTRY_VERIFY(views.ways.currentWidget() == &views.ways.paste());
        QTRY_VERIFY(views.button("connect")->isEnabled());
        QSignalSpy connected(&views.ways, &ConnectWays::connected);
        views.button("connect")->click();
        QTRY_COMPARE(connected.count(), 1);
        QCOMPARE(views.registry.entries().size(), 1);
        QCOMPARE(views.registry.entries().constFirst().token.kind, TokenKind::SignedIn);
    }

    void aCodeIsTakenByEnterAndForgotten()
    {
        WaysViews views;
        views.ways.showSignIn();
        auto *code = edit(views, "signInCode");
        QCOMPARE(code->echoMode(), QLineEdit::Password);
        QVERIFY(code->inputMethodHints().testFlag(Qt::ImhSensitiveData));
        edit(views, "accountAddress")->setText(views.instance().url);
        views.button("showCode")->click();
        QCOMPARE(views.browsed, QList<QUrl>{QUrl(views.instance().url + QStringLiteral("/code"))});
        QVERIFY(code->hasFocus());
        code->setText(QStringLiteral("words that are no code"));
        QTest::keyClick(code, Qt::Key_Return);
        QVERIFY(views.told().startsWith(QStringLiteral("Error: ")));
        QVERIFY(views.sandbox.requests().isEmpty());
        code->setText(QString::fromUtf8(views.ready.token));
        QTest::keyClick(code, Qt::Key_Return);
        QCOMPARE(code->text(), QString());
        QVERIFY(views.ways.currentWidget() == &views.ways.paste());
        QTRY_VERIFY(views.button("connect")->isEnabled());
        QVERIFY(views.registry.entries().isEmpty());
    }

    void pagesAreWalked_data()
    {
        QTest::addColumn<QByteArray>("state");
        for (const char *state : {"import", "import, long names", "import, running", "import, done", "sign-in",
                                  "sign-in, waiting", "sign-in, error"})
            QTest::newRow(state) << QByteArray(state);
    }
    void pagesAreWalked()
    {
        QFETCH(const QByteArray, state);
        WaysViews views;
        const QByteArray name = state.contains("long") ? QByteArray(300, 'n') : QByteArray("one");
        views.setProfiles(head + profileOf(name, views.instance().url, views.ready.token),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        if (state.startsWith("import"))
            views.ways.showImport();
        else
            views.ways.showSignIn();
        if (state.endsWith("running")) {
            QVERIFY(views.sandbox.setFaults({QStringLiteral("GET /auth/me hang")}));
            views.button("importPicked")->click();
        } else if (state.endsWith("done")) {
            views.button("importPicked")->click();
            QTRY_VERIFY(views.button("openImported"));
        } else if (state.startsWith("sign-in,")) {
            if (state.endsWith("error"))
                views.cannotListen = Error::local(ErrorKind::Network, QString(400, u'x'));
            views.button("openBrowser")->click();
        }
        QStringList found;
        const auto isWell = [&] {
            found = test::unnamed(views.page()) + test::cutOrCovered(views.page());
            return found.isEmpty();
        };
        QVERIFY2(QTest::qWaitFor(isWell, 1000), qPrintable(found.join(QStringLiteral("; "))));
    }
};

METASCOPE_TEST(ConnectWaysTest)
#include "connectwaystest.moc"
