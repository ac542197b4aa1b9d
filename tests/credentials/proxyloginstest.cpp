// SPDX-License-Identifier: GPL-3.0-or-later
// The logins of proxies in the keychain: on a private bus without a provider of its own.
#include "app/credentials/proxylogins.h"
#include "tests/credentials/fakesecretservice.h"
#include "tests/credentials/keyring.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using metascope::test::FakeSecretService;
using metascope::test::Keyring;
using metascope::test::outcome;
using metascope::test::settled;
using metascope::test::Surroundings;

namespace {

const QString proxy = QStringLiteral("proxy.test:3128");

ProxyLogin newLogin()
{
    return {QStringLiteral("made-up-user"), Secret(QByteArray("made-up:password"))};
}

} // namespace

class ProxyLoginsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void comesBackFromTheKeychain();
    void asksWhereTheKeychainHasNone();
    void isUsedWhereItCannotBeKept();
    void leavesTheKeychainAloneUnlessWished();

private:
    std::unique_ptr<FakeSecretService> m_service;
    std::unique_ptr<KeychainStore> m_keychain;
};

void ProxyLoginsTest::init()
{
    if (metascope::test::surroundings() == Surroundings::Session)
        QSKIP(metascope::test::needsOwnBus);
    const QString difference = Keyring::differsFrom(Surroundings::NoProvider);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    m_service = std::make_unique<FakeSecretService>();
    QVERIFY2(m_service->isOwner(), "the name of the Secret Service cannot be had");
    m_keychain = std::make_unique<KeychainStore>();
}

void ProxyLoginsTest::cleanup()
{
    m_keychain.reset();
    m_service.reset();
}

void ProxyLoginsTest::comesBackFromTheKeychain()
{
    {
        ProxyLogins logins(m_keychain.get());
        QCOMPARE(outcome(settled(logins.give(proxy, newLogin(), true))), QStringLiteral("ok"));
        QCOMPARE(m_service->secret(), "made-up-user:made-up:password");
    }
    ProxyLogins logins(m_keychain.get());
    QSignalSpy wanted(&logins, &ProxyLogins::wanted);
    QSignalSpy recalled(&logins, &ProxyLogins::recalled);
    QVERIFY(!logins.loginFor(QStringLiteral("proxy.test"), 3128));
    QCOMPARE(m_service->count("SearchItems"), 0); // not before a proxy has wanted it
    logins.notLoggedIn(proxy, 0);
    QTRY_COMPARE(recalled, (QList<QVariantList>{{proxy}}));
    const auto found = logins.loginFor(QStringLiteral("proxy.test"), 3128);
    QVERIFY(found);
    QCOMPARE(found->user, QStringLiteral("made-up-user"));
    QCOMPARE(found->password.expose(), "made-up:password");
    QVERIFY(wanted.isEmpty());
    // What the keychain holds was refused: the person is asked, and the keychain is not again.
    const auto looks = m_service->count("SearchItems");
    logins.notLoggedIn(proxy, found->number);
    QTRY_COMPARE(wanted, (QList<QVariantList>{{proxy, true}}));
    QCOMPARE(m_service->count("SearchItems"), looks);
    QVERIFY(!logins.loginFor(QStringLiteral("proxy.test"), 3128));
}

void ProxyLoginsTest::asksWhereTheKeychainHasNone()
{
    ProxyLogins logins(m_keychain.get());
    QSignalSpy wanted(&logins, &ProxyLogins::wanted);
    logins.notLoggedIn(proxy, 0);
    QTRY_COMPARE(wanted, (QList<QVariantList>{{proxy, false}}));
    logins.notLoggedIn(proxy, 0);
    QTRY_COMPARE(wanted.size(), 2);
}

void ProxyLoginsTest::isUsedWhereItCannotBeKept()
{
    m_service->deny = {QStringLiteral("CreateItem")};
    ProxyLogins logins(m_keychain.get());
    const auto given = settled(logins.give(proxy, newLogin(), true));
    QCOMPARE(outcome(given), QStringLiteral("KeychainUnavailable"));
    QVERIFY2(given.error().message.contains(QLatin1String("could not be written")), qPrintable(given.error().message));
    QVERIFY(logins.loginFor(QStringLiteral("proxy.test"), 3128));
}

void ProxyLoginsTest::leavesTheKeychainAloneUnlessWished()
{
    ProxyLogins logins(m_keychain.get());
    QCOMPARE(outcome(settled(logins.give(proxy, newLogin(), false))), QStringLiteral("ok"));
    QVERIFY(m_service->calls().isEmpty() || m_service->count("CreateItem") == 0);
    QCOMPARE(m_service->count(), 0);
}

METASCOPE_TEST(ProxyLoginsTest)
#include "proxyloginstest.moc"
