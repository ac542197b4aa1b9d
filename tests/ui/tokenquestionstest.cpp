// SPDX-License-Identifier: GPL-3.0-or-later
// Picking several instances of an account, and the two questions of connecting: for a token, and whether to trust a
// certificate.
#include "tests/support/testmain.h"
#include "tests/ui/look.h"
#include "tests/ui/viewwalk.h"
#include "tests/ui/waysviews.h"
#include "ui/connect/instancelist.h"
#include "ui/connect/tokenquestion.h"
#include "ui/connect/trustquestion.h"

#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMessageBox>

using namespace metascope;
using test::WaysViews;

namespace {

sandbox::SandboxOptions agency(sandbox::AccountReach reach = sandbox::AccountReach::WorksOnInstances)
{
    sandbox::SandboxOptions options;
    options.api.sample = sandbox::Sample::Agency;
    options.api.accountReach = reach;
    return options;
}

/// The account's token was checked and its instances are shown.
QListView *listed(WaysViews &views)
{
    views.ways.showPaste();
    views.find<QLineEdit>("accessToken")->setText(QString::fromUtf8(views.ready.accountToken));
    views.find<QLineEdit>("instanceAddress")->setText(views.ready.accountUrl);
    views.button("connect")->click();
    auto *list = views.find<QListView>("instances");
    if (!QTest::qWaitFor([list] { return list->isVisible() && list->isEnabled(); }))
        QTest::qFail("the instances are not listed", __FILE__, __LINE__);
    return list;
}

void pick(QListView *list, const QList<int> &rows)
{
    for (int row = 0; row < list->model()->rowCount(); ++row)
        list->model()->setData(list->model()->index(row, 0), rows.contains(row) ? Qt::Checked : Qt::Unchecked,
                               Qt::CheckStateRole);
}

/// Refuses from the second write on.
class SecondFails final : public TokenStore {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("Made-up Keychain"); }
    Reply<Done> write(const TokenKey &key, Secret secret) override
    {
        ++writes;
        if (writes == failing)
            return Reply<Done>::ready(
                Failure(Error::local(ErrorKind::KeychainLocked, QStringLiteral("the made-up keychain is locked"))));
        return m_kept.write(key, std::move(secret));
    }
    Reply<SharedSecret> read(const TokenKey &key) override { return m_kept.read(key); }
    Reply<Done> remove(const TokenKey &key) override { return m_kept.remove(key); }

    int writes = 0;
    int failing = 2;

private:
    SessionStore m_kept;
};

/// A question for a token, with what came of it.
class Asked final : public test::Look {
public:
    explicit Asked(const QString &instance = QStringLiteral("Acme"))
        : reply(TokenQuestion::ask(instance, QStringLiteral("https://x8ki.n7.xano.io"), theme, icons, &window))
    {
        reply.then(&window, [this](Result<SharedSecret> result) { answer = std::move(result); });
        window.show();
        dialog = window.findChild<TokenQuestion *>();
        token = dialog->findChild<QLineEdit *>(QStringLiteral("askedToken"));
        open = dialog->findChild<QPushButton *>(QStringLiteral("useAskedToken"));
    }
    [[nodiscard]] bool isCancelled() const
    {
        return answer && !answer->has_value() && answer->error().kind == ErrorKind::Cancelled;
    }

    QWidget window;
    std::optional<Result<SharedSecret>> answer;
    Reply<SharedSecret> reply;
    QPointer<TokenQuestion> dialog;
    QLineEdit *token = nullptr;
    QPushButton *open = nullptr;
};

Error untrusted(const QByteArray &certificate)
{
    Error error = Error::local(ErrorKind::Tls, QStringLiteral("the certificate is self-signed"));
    error.detail = QString::fromLatin1(certificate.toHex(':').toUpper());
    return error;
}

} // namespace

class TokenQuestionsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void severalInstancesShareOneToken()
    {
        WaysViews views(agency());
        QListView *list = listed(views);
        QCOMPARE(list->model()->rowCount(), int(views.ready.instances.size()));
        QVERIFY(list->hasFocus());
        QVERIFY(views.registry.entries().isEmpty());
        const auto asked = views.sandbox.requests().size();
        pick(list, {0, 2});
        QSignalSpy connected(&views.ways, &ConnectWays::connected);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(connected.count(), 1);
        const auto &entries = views.registry.entries();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(connected.front().front().value<QList<InstanceId>>(),
                 (QList<InstanceId>{entries.at(0).id, entries.at(1).id}));
        QCOMPARE(entries.at(0).tokenId, entries.at(1).tokenId);
        QVERIFY(entries.at(0).base != entries.at(1).base);
        for (const InstanceEntry &entry : entries) {
            QVERIFY(views.keychain.has(tokenKeyOf(entry)));
            QCOMPARE(entry.token.kind, TokenKind::Account);
        }
        QCOMPARE(entries.at(1).base.toString(), ApiBase::fromUserInput(views.instance(2).url)->toString());
        // One question to each that was picked, and none to the others.
        QCOMPARE(views.sandbox.requests().size(), asked + 2);
    }

    void nothingPickedCannotBeConnected()
    {
        WaysViews views(agency());
        QListView *list = listed(views);
        // Of several none is picked beforehand.
        QVERIFY(!views.button("connect")->isEnabled());
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(views.button("connect")->isEnabled());
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(!views.button("connect")->isEnabled());
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(views.registry.entries().isEmpty());
        QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(views.registry.entries().isEmpty());
        QVERIFY(views.find<QLineEdit>("accessToken")->text().isEmpty());
    }

    void instancesAreCheckedByKeysAndClicks()
    {
        WaysViews views(agency());
        QListView *list = listed(views);
        const auto isChecked
            = [list](int row) { return list->model()->index(row, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked; };
        const auto click = [list](int row, int left) {
            const QRect place = list->visualRect(list->model()->index(row, 0));
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, {place.left() + left, place.center().y()});
        };
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(!isChecked(0) && isChecked(1) && !isChecked(2));
        click(2, 8); // on the box
        QVERIFY(isChecked(1) && isChecked(2));
        click(2, 60); // on the name
        QVERIFY(isChecked(1) && !isChecked(2));
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
        QVERIFY(views.registry.entries().isEmpty());
        QAccessibleInterface *shown = QAccessible::queryAccessibleInterface(list);
        QVERIFY(shown && shown->childCount() == 3);
        QVERIFY(shown->child(0)->state().checkable && !shown->child(0)->state().checked);
        list->model()->setData(list->model()->index(0, 0), Qt::Checked, Qt::CheckStateRole);
        QVERIFY(shown->child(0)->state().checked);
    }

    void anInstanceThatDoesNotTakeItLeadsToItsOwn()
    {
        WaysViews views(agency(sandbox::AccountReach::AccountOnly));
        pick(listed(views), {1});
        views.button("connect")->click();
        QTRY_VERIFY(views.told().contains(QStringLiteral("does not take the account's token")));
        QVERIFY(views.registry.entries().isEmpty());
        views.button("pasteOwnToken")->click();
        QCOMPARE(*ApiBase::fromUserInput(views.find<QLineEdit>("instanceAddress")->text()),
                 *ApiBase::fromUserInput(views.instance(1).url));
        QVERIFY(views.find<QLineEdit>("accessToken")->text().isEmpty());
        QVERIFY(!views.find<QListView>("instances")->isVisible());
    }

    void aRetryDoesNotListTwice()
    {
        WaysViews views(agency());
        SecondFails keychain;
        Connector connector(views.registry, {keychain, views.session, views.ask},
                            {views.registry, views.clock, false, {}});
        ConnectPage page(connector, views.theme, views.icons);
        page.show();
        page.findChild<QLineEdit *>(QStringLiteral("accessToken"))
            ->setText(QString::fromUtf8(views.ready.accountToken));
        page.findChild<QLineEdit *>(QStringLiteral("instanceAddress"))->setText(views.ready.accountUrl);
        auto *connectNow = page.findChild<QPushButton *>(QStringLiteral("connect"));
        connectNow->click();
        auto *list = page.findChild<QListView *>(QStringLiteral("instances"));
        QTRY_VERIFY(list->isVisible());
        pick(list, {0, 1, 2});
        connectNow->click();
        QTRY_VERIFY(page.findChild<QPushButton *>(QStringLiteral("retryStore")));
        QCOMPARE(views.registry.entries().size(), 1);
        QSignalSpy connected(&page, &ConnectPage::connected);
        page.findChild<QPushButton *>(QStringLiteral("retryStore"))->click();
        QTRY_COMPARE(connected.count(), 1);
        QCOMPARE(views.registry.entries().size(), 3);
        QCOMPARE(connected.front().front().value<QList<InstanceId>>().size(), 3);
    }

    void cancellingInBetweenKeepsWhatIsListed()
    {
        WaysViews views(agency());
        QListView *list = listed(views);
        pick(list, {0, 1});
        QVERIFY(views.sandbox.setFaults(
            {QStringLiteral("GET /auth/me latency=1 x1"), QStringLiteral("GET /auth/me hang")}));
        views.button("connect")->click();
        QTRY_COMPARE(views.registry.entries().size(), 1);
        QVERIFY(!views.button("connect")->isEnabled());
        QTest::keyClick(views.page(), Qt::Key_Escape);
        QVERIFY(views.button("connect")->isEnabled());
        QCOMPARE(views.registry.entries().size(), 1);
        QVERIFY(views.keychain.has(tokenKeyOf(views.registry.entries().constFirst())));
    }

    void theQuestionForATokenTakesOne()
    {
        Asked asked;
        QCOMPARE(asked.token->echoMode(), QLineEdit::Password);
        QVERIFY(!asked.open->isEnabled());
        asked.token->setText(QStringLiteral("words that are no token"));
        QVERIFY(asked.open->isEnabled());
        QTest::keyClick(asked.token, Qt::Key_Return);
        QVERIFY(asked.dialog->isVisible());
        QVERIFY(test::TokensViews::toldIn(asked.dialog).startsWith(QStringLiteral("Error: ")));
        QVERIFY(!asked.answer);
        asked.token->setText(QStringLiteral("  made-up-token-0001\n"));
        QTest::keyClick(asked.token, Qt::Key_Return);
        QTRY_VERIFY(asked.answer.has_value());
        QVERIFY(asked.answer->has_value());
        QCOMPARE((**asked.answer)->expose(), QByteArrayLiteral("made-up-token-0001"));
        QTRY_VERIFY(!asked.dialog);
    }

    void escapeAndAnAbortGiveNoToken()
    {
        {
            Asked asked;
            asked.token->setText(QStringLiteral("made-up-token-0001"));
            QTest::keyClick(asked.dialog, Qt::Key_Escape);
            QTRY_VERIFY(asked.isCancelled());
            QTRY_VERIFY(!asked.dialog);
        }
        Asked asked;
        asked.reply.abort();
        QTRY_VERIFY(asked.isCancelled());
        QTRY_VERIFY(!asked.dialog);
    }

    void theQuestionForATokenIsWalked()
    {
        for (const QString &name : {QStringLiteral("Acme"), QString(300, u'n'), QStringLiteral("a\u202Eb\nc")}) {
            Asked asked(name);
            asked.token->setText(QStringLiteral("words that are no token"));
            asked.open->click();
            QVERIFY(QTest::qWaitForWindowExposed(asked.dialog));
            QStringList found;
            const auto isWell = [&] {
                found = test::unnamed(asked.dialog) + test::cutOrCovered(asked.dialog);
                return found.isEmpty();
            };
            QVERIFY2(QTest::qWaitFor(isWell, 1000), qPrintable(name.left(9) + found.join(QStringLiteral("; "))));
        }
    }

    void onlyAFingerprintCanBeTrusted()
    {
        const QByteArray certificate = QByteArray(31, '\x5a') + '\x01';
        QCOMPARE(refusedCertificate(untrusted(certificate)).value_or(QByteArray()), certificate);
        QVERIFY(!refusedCertificate(untrusted(certificate.left(20))));
        QVERIFY(!refusedCertificate(Error::local(ErrorKind::Tls, {})));
        Error other = untrusted(certificate);
        other.kind = ErrorKind::Network;
        QVERIFY(!refusedCertificate(other));
        QWidget window;
        askToTrust(&window, QStringLiteral("https://x.example"), other, [](const QByteArray &) { QFAIL("asked"); });
        QVERIFY(!window.findChild<QMessageBox *>());
    }

    void trustIsAskedForAndNotTheDefault()
    {
        const QByteArray certificate = QByteArray(31, '\x5a') + '\x01';
        QWidget window;
        window.show();
        QList<QByteArray> trusted;
        const auto ask = [&] {
            askToTrust(&window, QStringLiteral("https://x.example:8443"), untrusted(certificate),
                       [&trusted](const QByteArray &given) { trusted.append(given); });
            return window.findChildren<QMessageBox *>().constLast();
        };
        QMessageBox *box = ask();
        QVERIFY(box->text().contains(QStringLiteral("https://x.example:8443")));
        QVERIFY(box->informativeText().contains(QStringLiteral("5A:5A:5A")));
        QVERIFY(box->informativeText().contains(QStringLiteral("5A:01")));
        QCOMPARE(box->defaultButton()->text(), QStringLiteral("Cancel"));
        QVERIFY(QTest::qWaitForWindowExposed(box));
        const QStringList found = test::unnamed(box);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(window.findChildren<QMessageBox *>().isEmpty());
        QVERIFY(trusted.isEmpty());
        ask()->findChild<QPushButton *>(QStringLiteral("trustCertificate"))->click();
        QCOMPARE(trusted, QList<QByteArray>{certificate});
    }

    void aTrustedCertificateIsKeptWithTheInstance()
    {
        sandbox::SandboxOptions options;
        options.selfSigned = true;
        WaysViews views(options);
        views.ways.showPaste();
        views.find<QLineEdit>("accessToken")->setText(QString::fromUtf8(views.ready.token));
        views.find<QLineEdit>("instanceAddress")->setText(views.instance().url);
        views.button("connect")->click();
        QTRY_VERIFY(views.button("askToTrust"));
        QVERIFY(views.told().startsWith(QStringLiteral("Error: ")));
        QVERIFY(views.sandbox.requests().isEmpty());
        views.button("askToTrust")->click();
        auto *yes = views.page()->findChild<QPushButton *>(QStringLiteral("trustCertificate"));
        QVERIFY(yes);
        yes->click();
        QTRY_COMPARE(views.registry.entries().size(), 1);
        const QByteArray pin = views.registry.entries().constFirst().pinnedCertificate;
        QCOMPARE(QString::fromLatin1(pin.toHex(':').toUpper()), views.ready.certificateSha256);
    }
};

METASCOPE_TEST(TokenQuestionsTest)
#include "tokenquestionstest.moc"
