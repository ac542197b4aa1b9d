// SPDX-License-Identifier: GPL-3.0-or-later
// A proxy that wants a login, and a person who gives it: from the 407 to the retry that passes.
#include "app/credentials/proxylogins.h"
#include "tests/api/behindproxy.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using test::Far;
using test::LoneSession;
using test::rawWorkspaces;
using test::stubAnswer;
using test::waitFor;

namespace {

ProxyLogin login(const QByteArray &password)
{
    return {QStringLiteral("made-up-user"), Secret(QByteArray(password.constData(), password.size()))};
}

} // namespace

class ProxyLoginTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksThenPasses();
    void saysThatALoginWasRefused();
    void keepsANewerLoginThanTheRefused();
    void givesARefusedLoginToNoOtherCall();
    void givesItToThatProxyAlone();
    void refusesAUserWithAColon();
    void aServerThatSays407AsksNobody();
};

void ProxyLoginTest::asksThenPasses()
{
    Far far;
    far.proxy.login = "made-up-user:made-up-password";
    ProxyLogins logins(nullptr);
    QSignalSpy wanted(&logins, &ProxyLogins::wanted);
    far.options.proxyCredentials = &logins;
    const LoneSession session(far.url(), far.options);
    const auto before = waitFor(rawWorkspaces(*session));
    QVERIFY(!before);
    QVERIFY2(before.error().message.contains(QLatin1String("wants")), qPrintable(before.error().message));
    QTRY_COMPARE(wanted, (QList<QVariantList>{{far.proxyName(), false}}));
    QVERIFY(waitFor(logins.give(far.proxyName(), login("made-up-password"), true)));
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
    QVERIFY(!far.server.received.contains("Proxy-Authorization"));
    QVERIFY(!far.proxy.received.contains("made-up-token"));
    QCOMPARE(wanted.size(), 1);
}

void ProxyLoginTest::saysThatALoginWasRefused()
{
    Far far;
    far.proxy.login = "made-up-user:made-up-password";
    ProxyLogins logins(nullptr);
    QSignalSpy wanted(&logins, &ProxyLogins::wanted);
    far.options.proxyCredentials = &logins;
    const LoneSession session(far.url(), far.options);
    QVERIFY(waitFor(logins.give(far.proxyName(), login("made-up-mistake"), false)));
    const auto refused = waitFor(rawWorkspaces(*session));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(QLatin1String("did not accept")), qPrintable(refused.error().message));
    QTRY_COMPARE(wanted, (QList<QVariantList>{{far.proxyName(), true}}));
    // It is not tried again: the next call says that one is wanted.
    const auto tries = far.proxy.received.count("Proxy-Authorization");
    const auto next = waitFor(rawWorkspaces(*session));
    QVERIFY(!next);
    QVERIFY2(next.error().message.contains(QLatin1String("wants")), qPrintable(next.error().message));
    QVERIFY(far.proxy.received.count("Proxy-Authorization") <= tries + 1); // Qt's own memory of it
    QVERIFY(waitFor(logins.give(far.proxyName(), login("made-up-password"), false)));
    QVERIFY(waitFor(rawWorkspaces(*session)));
}

void ProxyLoginTest::keepsANewerLoginThanTheRefused()
{
    const QString proxy = QStringLiteral("proxy.test:3128");
    ProxyLogins logins(nullptr);
    QSignalSpy wanted(&logins, &ProxyLogins::wanted);
    QVERIFY(waitFor(logins.give(proxy, login("made-up-mistake"), false)));
    const auto mistaken = logins.loginFor(QStringLiteral("proxy.test"), 3128);
    QVERIFY(mistaken);
    // The first is refused in a call that was under way while the person gave another, and this one is in use already.
    QVERIFY(waitFor(logins.give(proxy, login("made-up-password"), false)));
    const auto newer = logins.loginFor(QStringLiteral("proxy.test"), 3128);
    QVERIFY(newer);
    QVERIFY(newer->number != mistaken->number);
    logins.notLoggedIn(proxy, mistaken->number);
    logins.notLoggedIn(proxy, 0); // a call from before either
    logins.notLoggedIn(QStringLiteral("behind.test:1"), 0);
    QTRY_COMPARE(wanted, (QList<QVariantList>{{QStringLiteral("behind.test:1"), false}}));
    QCOMPARE(logins.loginFor(QStringLiteral("proxy.test"), 3128)->password.expose(), "made-up-password");
    logins.notLoggedIn(proxy, newer->number);
    QTRY_COMPARE(wanted.size(), 2);
    QVERIFY(!logins.loginFor(QStringLiteral("proxy.test"), 3128));
}

void ProxyLoginTest::givesARefusedLoginToNoOtherCall()
{
    Far far;
    far.proxy.login = "made-up-user:made-up-password";
    ProxyLogins logins(nullptr);
    far.options.proxyCredentials = &logins;
    const LoneSession session(far.url(), far.options);
    QVERIFY(waitFor(logins.give(far.proxyName(), login("made-up-mistake"), false)));
    // Both are at the proxy before the first refusal comes back.
    const auto first = rawWorkspaces(*session);
    const auto second = rawWorkspaces(*session);
    QVERIFY(!waitFor(first));
    QVERIFY(!waitFor(second));
    QVERIFY2(far.proxy.received.count("Proxy-Authorization") <= 2, far.proxy.received.constData());
}

void ProxyLoginTest::givesItToThatProxyAlone()
{
    ProxyLogins logins(nullptr);
    QVERIFY(waitFor(logins.give(QStringLiteral("proxy.test:3128"), login("made-up-password"), false)));
    const auto found = logins.loginFor(QStringLiteral("proxy.test"), 3128);
    QVERIFY(found);
    QCOMPARE(found->user, QStringLiteral("made-up-user"));
    QCOMPARE(found->password.expose(), "made-up-password");
    QVERIFY(!logins.loginFor(QStringLiteral("proxy.test"), 3129));
    QVERIFY(!logins.loginFor(QStringLiteral("other.test"), 3128));
    QVERIFY(!logins.loginFor(QStringLiteral("proxy.test.evil.test"), 3128));
    logins.forgetAll();
    QVERIFY(!logins.loginFor(QStringLiteral("proxy.test"), 3128));
}

void ProxyLoginTest::refusesAUserWithAColon()
{
    ProxyLogins logins(nullptr);
    for (const char *user : {"", "a:b"}) {
        const auto given = waitFor(logins.give(QStringLiteral("proxy.test:1"),
                                               {QString::fromLatin1(user), Secret(QByteArray("made-up"))}, false));
        QVERIFY(!given);
        QCOMPARE(given.error().kind, ErrorKind::Validation);
        QVERIFY(!logins.loginFor(QStringLiteral("proxy.test"), 1));
    }
}

void ProxyLoginTest::aServerThatSays407AsksNobody()
{
    Far far(stubAnswer("{}", "407 Who", "Proxy-Authenticate: Basic realm=\"trap\"\r\n"));
    ProxyLogins logins(nullptr);
    QSignalSpy wanted(&logins, &ProxyLogins::wanted);
    QVERIFY(waitFor(logins.give(far.proxyName(), login("made-up-password"), false)));
    far.options.proxyCredentials = &logins;
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QVERIFY2(!far.server.received.toLower().contains("proxy-authorization"), far.server.received.constData());
    QVERIFY(
        waitFor(logins.give(QStringLiteral("proxy.test:1"), login("made-up-password"), false))); // a turn of the loop
    QVERIFY(wanted.isEmpty());
}

METASCOPE_TEST(ProxyLoginTest)
#include "proxylogintest.moc"
