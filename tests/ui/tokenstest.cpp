// SPDX-License-Identifier: GPL-3.0-or-later
// The window "Access Tokens" over a real sandbox and a made-up keychain: what a person does and sees, and what is
// stored.
#include "tests/support/testmain.h"
#include "tests/ui/tokensviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/tokens/tokenreveal.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateTimeEdit>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace metascope;
using test::TokensViews;

namespace {

void setClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

QString clipboardText()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class TokensTest final : public QObject {
    Q_OBJECT

    static QPushButton *in(const QWidget *dialog, const char *name)
    {
        return dialog->findChild<QPushButton *>(QLatin1String(name));
    }

private Q_SLOTS:
    void anEmptyListOffersToConnect()
    {
        TokensViews tokens;
        tokens.window.show();
        auto *connectNow = tokens.button("emptyAction");
        QVERIFY(connectNow->isVisible());
        QVERIFY(!tokens.table()->isVisible());
        QSignalSpy asked(&tokens.window, &TokensWindow::connectRequested);
        connectNow->click();
        QCOMPARE(asked.count(), 1);
    }

    void lookingSendsAndReadsNothing()
    {
        TokensViews tokens;
        tokens.open();
        QVERIFY(QTest::qWaitForWindowExposed(&tokens.window));
        QCOMPARE(tokens.table()->model()->rowCount(), 1);
        QVERIFY(tokens.sandbox.requests().isEmpty());
        QCOMPARE(tokens.keychain.reads, 0);
        QVERIFY(!tokens.window.isModal());
    }

    void testingSaysWhomItBelongsTo()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        tokens.button("testToken")->click();
        QVERIFY(!tokens.button("testToken")->isEnabled());
        QVERIFY(tokens.button("cancelAction")->isVisible());
        QTRY_VERIFY(tokens.told().startsWith(QStringLiteral("Note: The token works at Acme. It belongs to ")));
        QVERIFY(!tokens.button("cancelAction")->isVisible());
        QVERIFY(!tokens.entry(id).token.person.isEmpty());
        QCOMPARE(tokens.sandbox.requests().size(), 1);
    }

    void aTokenThatIsRefusedIsAnErrorWithRetry()
    {
        TokensViews tokens;
        tokens.open();
        const InstanceId id = tokens.list(QStringLiteral("Beta"), tokens.ready.instances.constFirst().revokedToken);
        tokens.window.pick(id);
        tokens.button("testToken")->click();
        QTRY_VERIFY(tokens.told().startsWith(QStringLiteral("Error: ")));
        tokens.window.pick(tokens.registry.entries().constFirst().id);
        const auto requests = tokens.sandbox.requests().size();
        tokens.button("messageAction")->click();
        // It is the same token that is tried again.
        QTRY_COMPARE(tokens.sandbox.requests().size(), requests + 1);
        QTRY_VERIFY(tokens.told().startsWith(QStringLiteral("Error: ")));
    }

    void cancellingFreesTheWindowAtOnce()
    {
        TokensViews tokens;
        tokens.open();
        QVERIFY(tokens.sandbox.setFaults({QStringLiteral("GET /auth/me hang")}));
        tokens.button("testToken")->click();
        QTRY_COMPARE(tokens.sandbox.requests().size(), 1);
        tokens.button("cancelAction")->click();
        QVERIFY(tokens.button("testToken")->isEnabled());
        QCOMPARE(tokens.told(), QString());
        // The same when the window is closed.
        tokens.button("testToken")->click();
        QVERIFY(!tokens.button("testToken")->isEnabled());
        tokens.window.close();
        QVERIFY(tokens.button("testToken")->isEnabled());
    }

    void whatIsImpossibleSaysWhy()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        QVERIFY(tokens.registry.change(id, [](InstanceEntry &entry) { entry.tokenId.clear(); }));
        for (const char *name : {"testToken", "copyToken", "revealToken", "checkScopes", "removeToken", "setEnd"}) {
            QVERIFY2(!tokens.button(name)->isEnabled(), name);
            QCOMPARE(tokens.button(name)->toolTip(), QStringLiteral("No token is stored."));
        }
        for (const char *name : {"replaceToken", "renameToken", "openTokenPage"})
            QVERIFY2(tokens.button(name)->isEnabled(), name);
        const InstanceId asked = tokens.list(QStringLiteral("Beta"), {}, {}, TokenPlace::Ask);
        tokens.window.pick(asked);
        for (const char *name : {"copyToken", "revealToken", "removeToken"})
            QVERIFY2(!tokens.button(name)->isEnabled(), name);
        QVERIFY(tokens.button("testToken")->isEnabled());
    }

    void renamingSetsTheLabel()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        QTest::keyClick(tokens.table(), Qt::Key_F2);
        auto *dialog = tokens.find<QDialog>("renameDialog");
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(QStringLiteral("tokenLabel"))->setText(QStringLiteral("  nightly job "));
        in(dialog, "confirmRename")->click();
        QCOMPARE(tokens.entry(id).token.label, QStringLiteral("nightly job"));
        QCOMPARE(tokens.table()->currentIndex().siblingAtColumn(TokenModel::LabelColumn).data().toString(),
                 QStringLiteral("nightly job"));
    }

    void theEndIsCountedFromWhenItWasMade()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        tokens.button("setEnd")->click();
        auto *dialog = tokens.find<QDialog>("endDialog");
        auto *after = dialog->findChild<QComboBox *>(QStringLiteral("tokenEndsAfter"));
        auto *made = dialog->findChild<QDateTimeEdit *>(QStringLiteral("tokenMade"));
        // What is known is offered first.
        QCOMPARE(after->currentText(), QStringLiteral("On a date"));
        QVERIFY(!made->isEnabled());
        after->setCurrentIndex(after->findText(QStringLiteral("7 days after it was made")));
        QVERIFY(made->isEnabled());
        made->setDateTime(tokens.now.addDays(-6).toLocalTime());
        in(dialog, "confirmEnd")->click();
        QCOMPARE(tokens.entry(id).token.expiry, (TokenExpiry{TokenExpiry::Source::Person, tokens.now.addDays(1)}));
        QCOMPARE(tokens.table()->currentIndex().siblingAtColumn(TokenModel::StateColumn).data().toString(),
                 QStringLiteral("expires soon"));
        // A token that says it itself is not asked about.
        QVERIFY(tokens.registry.change(
            id, [](InstanceEntry &entry) { entry.token.expiry.source = TokenExpiry::Source::Token; }));
        QVERIFY(!tokens.button("setEnd")->isEnabled());
        QCOMPARE(tokens.button("setEnd")->toolTip(), QStringLiteral("The token itself says when it ends."));
    }

    void recordedScopesAreSaved()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        QTest::keyClick(tokens.table(), Qt::Key_Return);
        auto *grid = tokens.find<QTableView>("recordedScopes");
        QCOMPARE(tokens.window.focusWidget(), grid);
        QVERIFY(!tokens.entry(id).token.recorded);
        const QAbstractItemModel &boxes = *grid->model();
        QCOMPARE(boxes.rowCount(), 9);
        QCOMPARE(boxes.headerData(2, Qt::Vertical).toString(), QStringLiteral("Live Data Source"));
        QCOMPARE(boxes.index(2, 1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Live Data Source: Read"));
        grid->setCurrentIndex(boxes.index(2, 1));
        QTest::keyClick(grid, Qt::Key_Space);
        QVERIFY(tokens.entry(id).token.recorded);
        QCOMPARE(tokens.entry(id).token.recorded->letters(ScopeArea::LiveDataSource), QStringLiteral("R"));
        QCOMPARE(boxes.index(2, 1).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        QCOMPARE(tokens.table()->currentIndex().siblingAtColumn(TokenModel::ScopesColumn).data().toString(),
                 QStringLiteral("1 of 36 recorded"));
        QTest::keyClick(grid, Qt::Key_Space);
        QCOMPARE(tokens.entry(id).token.recorded->count(), 0);
    }

    void aRightIsNeverOutOfSight()
    {
        TokensViews tokens;
        tokens.open();
        tokens.window.resize(tokens.window.minimumSizeHint());
        const auto *grid = tokens.find<QTableView>("recordedScopes");
        const int last = grid->model()->columnCount() - 1;
        QTRY_VERIFY(grid->columnViewportPosition(last) + grid->columnWidth(last) <= grid->viewport()->width());
    }

    void checkingScopesFillsTheOtherList()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        const auto *seen = tokens.find<QTableView>("seenScopes");
        QCOMPARE(seen->model()->rowCount(), 0);
        tokens.button("checkScopes")->click();
        QTRY_VERIFY(tokens.told().contains(QStringLiteral("cannot be known without doing it")));
        QVERIFY(seen->model()->rowCount() > 0);
        QVERIFY(!tokens.entry(id).token.recorded);
        const auto requests = tokens.sandbox.requests();
        for (const auto &each : requests)
            QCOMPARE(each.request.method, QByteArrayLiteral("GET"));
        tokens.rights.note(tokens.entry(id).tokenId, QStringLiteral("Workspace Log: Read"), false, tokens.now);
        QVERIFY(
            tokens.find<QLabel>("seenNote")->text().contains(QStringLiteral("the role, the plan or the workspace")));
    }

    void theHintIsShownBesideTheGrid()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        tokens.rights.note(tokens.entry(id).tokenId, QStringLiteral("Workspace Database: Read"), true, tokens.now);
        const auto *hint = tokens.find<QLabel>("leastPrivilegeHint");
        QVERIFY(!hint->isVisible());
        QVERIFY(tokens.keeper.edit(id, [](TokenFacts &facts) {
            facts.recorded.emplace().set(ScopeArea::Database, ScopeRight::Delete, true);
        }));
        QVERIFY(hint->isVisible());
        QVERIFY(hint->text().contains(QStringLiteral("Delete")));
    }

    void copyingGoesToTheClipboardForAWhile()
    {
        TokensViews tokens(std::chrono::milliseconds(300));
        tokens.open();
        QSignalSpy cleared(&tokens.clipboard, &SecretClipboard::cleared);
        tokens.button("copyToken")->click();
        QTRY_COMPARE(clipboardText(), QString::fromUtf8(tokens.ready.token));
        QVERIFY(tokens.told().startsWith(QStringLiteral("Note: Copied; the clipboard is cleared in ")));
        QTRY_COMPARE(cleared.count(), 1);
        QCOMPARE(clipboardText(), QString());
        QCOMPARE(tokens.told(), QString());
    }

    void ctrlCCopiesTheLabelAlone()
    {
        TokensViews tokens;
        tokens.open();
        setClipboard({});
        QTest::keySequence(tokens.table(), QKeySequence::Copy);
        QCOMPARE(clipboardText(), QStringLiteral("deploy"));
    }

    void revealingIsShortAndLeavesNoCopy()
    {
        TokensViews tokens;
        tokens.open();
        const InstanceId other = tokens.list(QStringLiteral("Beta"), {});
        setClipboard(QStringLiteral("kept"));
        QPlainTextEdit *text = nullptr;
        const auto reveal = [&] {
            tokens.button("revealToken")->click();
            return QTest::qWaitFor([&] {
                text = tokens.find<QPlainTextEdit>("revealedToken");
                return text && text->isVisible();
            });
        };
        QVERIFY(reveal());
        QCOMPARE(text->toPlainText(), QString::fromUtf8(tokens.ready.token));
        QVERIFY(text->isReadOnly());
        QCOMPARE(tokens.find<QLabel>("revealCountdown")->text(), QStringLiteral("Hidden in 10 s"));
        text->selectAll();
        QTest::keySequence(text, QKeySequence::Copy);
        text->copy();
        QVERIFY(!clipboardText().contains(text->toPlainText()));

        tokens.window.pick(other);
        QVERIFY(!text->isVisible());
        QCOMPARE(text->toPlainText(), QString());
        QVERIFY(reveal());
        tokens.button("hideToken")->click();
        QCOMPARE(text->toPlainText(), QString());
        QVERIFY(reveal());
        QEvent away(QEvent::WindowDeactivate);
        QCoreApplication::sendEvent(&tokens.window, &away);
        QVERIFY(!text->isVisible());
        QCOMPARE(text->toPlainText(), QString());
        QVERIFY(reveal());
        tokens.window.close();
        QCOMPARE(text->toPlainText(), QString());
    }

    void whatIsRevealedGoesByItself()
    {
        TokenReveal reveal;
        reveal.reveal(Secret(QByteArrayLiteral("made-up-token")), std::chrono::seconds(1));
        QVERIFY(reveal.isVisible());
        QTRY_VERIFY(!reveal.isVisible());
        QCOMPARE(reveal.findChild<QPlainTextEdit *>()->toPlainText(), QString());
    }

    void aLockedKeychainIsSaid()
    {
        TokensViews tokens;
        tokens.open();
        tokens.keychain.isLocked = true;
        for (const char *name : {"copyToken", "revealToken", "testToken"}) {
            tokens.button(name)->click();
            QTRY_VERIFY2(tokens.told().contains(QStringLiteral("locked")), name);
        }
        QVERIFY(tokens.button("messageAction")->isVisible());
    }

    void removingAsksAndKeepsTheInstance()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        const TokenKey key = tokenKeyOf(tokens.entry(id));
        QTest::keyClick(tokens.table(), Qt::Key_Delete);
        auto *box = tokens.find<QMessageBox>("removeTokenBox");
        QVERIFY(box);
        QCOMPARE(box->defaultButton()->text(), QStringLiteral("Cancel"));
        QVERIFY(box->informativeText().contains(QStringLiteral("until it expires or is revoked")));
        QVERIFY(tokens.keychain.has(key));
        in(box, "confirmRemoveToken")->click();
        QTRY_VERIFY(tokens.told().contains(QStringLiteral("was removed")));
        QVERIFY(!tokens.keychain.has(key));
        QVERIFY(tokens.entry(id).tokenId.isEmpty());
        QCOMPARE(tokens.table()->currentIndex().siblingAtColumn(TokenModel::StateColumn).data().toString(),
                 QStringLiteral("no token stored"));
    }

    void theTokenPageIsTheAccountsStart()
    {
        TokensViews tokens;
        tokens.open();
        QSignalSpy opened(&tokens.window, &TokensWindow::openUrlRequested);
        tokens.button("openTokenPage")->click();
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().toUrl(), QUrl(QStringLiteral("https://app.xano.com")));
        QVERIFY(tokens.told().contains(QStringLiteral("created and revoked there")));
    }

    void viewsAreWalked_data()
    {
        QTest::addColumn<QByteArray>("view");
        QTest::addColumn<bool>("dark");
        for (const char *view :
             {"", "empty", "error", "reveal", "replaceToken", "renameToken", "setEnd", "removeToken"})
            for (const bool dark : {false, true})
                QTest::addRow("%s, %s", *view ? view : "window", dark ? "dark" : "light") << QByteArray(view) << dark;
    }
    void viewsAreWalked()
    {
        QFETCH(const QByteArray, view);
        QFETCH(const bool, dark);
        TokensViews tokens;
        tokens.theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        if (view == "empty")
            tokens.window.show();
        else
            tokens.open();
        QWidget *root = &tokens.window;
        if (view == "error" || view == "reveal") {
            tokens.keychain.isLocked = view == "error";
            tokens.button("revealToken")->click();
            const char *shown = view == "error" ? "messageAction" : "hideToken";
            QTRY_VERIFY(tokens.button(shown) && tokens.button(shown)->isVisible());
        } else if (tokens.button(view.constData())) {
            tokens.button(view.constData())->click();
            root = tokens.window.findChildren<QDialog *>().constLast();
        }
        QVERIFY(QTest::qWaitForWindowExposed(root));
        // What was just shown is laid out from the event loop.
        QStringList found;
        const bool isWell = QTest::qWaitFor(
            [root, &found] {
                found = test::unnamed(root) + test::cutOrCovered(root);
                return found.isEmpty();
            },
            1000);
        QVERIFY2(isWell, qPrintable(found.join(QStringLiteral("; "))));
    }
};

METASCOPE_TEST(TokensTest)
#include "tokenstest.moc"
