// SPDX-License-Identifier: GPL-3.0-or-later
// The way through a proxy: CONNECT alone, its own error for its own login, nothing of ours outside the tunnel.
#include "app/api/proxycredentials.h"
#include "tests/api/behindproxy.h"
#include "tests/support/testmain.h"

using namespace metascope;
using test::always;
using test::ConnectProxy;
using test::Far;
using test::LoneSession;
using test::rawWorkspaces;
using test::stubAnswer;
using test::TestCertificate;
using test::waitFor;

namespace {

/// One login for one proxy; counts how often it was asked for.
class OneLogin final : public ProxyCredentials {
public:
    OneLogin(quint16 port, QByteArray password) : m_port(port), m_password(std::move(password)) {}
    [[nodiscard]] std::optional<ProxyLogin> loginFor(const QString &host, quint16 port) const override
    {
        ++asked;
        if (host != QLatin1String("127.0.0.1") || port != m_port)
            return std::nullopt;
        return ProxyLogin{QStringLiteral("made-up-user"), Secret(QByteArray(m_password)), m_number};
    }
    void set(const QByteArray &password)
    {
        m_password = password;
        ++m_number;
    }
    mutable int asked = 0;

private:
    quint16 m_port;
    QByteArray m_password;
    quint64 m_number = 1;
};

} // namespace

class ProxyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tunnelsWithTheTokenInside_data();
    void tunnelsWithTheTokenInside();
    void refusesACertificateBehindTheProxy();
    void usesNoProxyOfAnotherKind_data();
    void usesNoProxyOfAnotherKind();
    void takesTheNextOfAKindThatItUses();
    void asksForALogin();
    void signsIn();
    void aWrongPasswordEnds();
    void aCorrectedPasswordPasses();
    void takesTheLoginOfTheSystem();
    void aServerGetsNoLogin();
    void aProxyThatIsGone();
    void aProxyThatRefusesTheTunnel();
    void loopbackGoesRound_data();
    void loopbackGoesRound();
};

void ProxyTest::tunnelsWithTheTokenInside_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("tunnel") << int(QNetworkProxy::HttpProxy);
    QTest::newRow("caching") << int(QNetworkProxy::HttpCachingProxy);
}

void ProxyTest::tunnelsWithTheTokenInside()
{
    QFETCH(int, type);
    Far far;
    far.options.systemProxies = always(far.proxy.proxy(static_cast<QNetworkProxy::ProxyType>(type)));
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
    QCOMPARE(far.proxy.heads.size(), 1);
    QVERIFY(far.proxy.heads.constFirst().startsWith("CONNECT proxied.test:"));
    QVERIFY(!far.proxy.received.contains("made-up-token"));
    QVERIFY(far.server.received.contains("Bearer made-up-token-0001"));
}

void ProxyTest::refusesACertificateBehindTheProxy()
{
    Far far;
    far.options.extraAuthorities.clear();
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::Tls);
    QCOMPARE(json.error().detail, QString::fromLatin1(far.server.pin().toHex(':').toUpper()));
    QVERIFY(far.server.received.isEmpty());
    far.options.pinnedCertificate = far.server.pin();
    const LoneSession pinned(far.url(), far.options);
    QVERIFY(waitFor(rawWorkspaces(*pinned)));
}

void ProxyTest::usesNoProxyOfAnotherKind_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("SOCKS") << int(QNetworkProxy::Socks5Proxy);
    QTest::newRow("FTP") << int(QNetworkProxy::FtpCachingProxy);
}

void ProxyTest::usesNoProxyOfAnotherKind()
{
    QFETCH(int, type);
    Far far;
    far.options.systemProxies = always(far.proxy.proxy(static_cast<QNetworkProxy::ProxyType>(type)));
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QVERIFY2(json.error().kind == ErrorKind::Proxy, qPrintable(describe(json.error())));
    QVERIFY2(json.error().message.contains(QLatin1String("kind")), qPrintable(json.error().message));
    QCOMPARE(json.error().detail, far.proxyName());
    QCOMPARE(json.error().delivery, Delivery::NotSent);
    QCOMPARE(far.proxy.connections, 0);
}

void ProxyTest::takesTheNextOfAKindThatItUses()
{
    Far far;
    const QNetworkProxy socks(QNetworkProxy::Socks5Proxy, QStringLiteral("127.0.0.1"), 1);
    far.options.systemProxies = [socks, http = far.proxy.proxy()](const QNetworkProxyQuery &) {
        return QList<QNetworkProxy>{socks, http};
    };
    const LoneSession session(far.url(), far.options);
    QVERIFY(waitFor(rawWorkspaces(*session)));
    QCOMPARE(far.proxy.tunnels, 1);
}

void ProxyTest::asksForALogin()
{
    Far far;
    far.proxy.login = "made-up-user:made-up-password";
    const LoneSession session(far.url(), far.options);
    QSignalSpy answered(&session->client(), &ApiClient::answered);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    const Error &error = json.error();
    QVERIFY2(error.kind == ErrorKind::Proxy, qPrintable(describe(error)));
    QCOMPARE(error.httpStatus, 407);
    QCOMPARE(error.detail, far.proxyName());
    QCOMPARE(error.delivery, Delivery::NotSent);
    QVERIFY2(error.message.contains(far.proxyName()), qPrintable(error.message));
    QVERIFY2(error.message.contains(QLatin1String("wants")), qPrintable(error.message));
    QVERIFY2(describe(error).contains(QLatin1String("Sign in to the proxy")), qPrintable(describe(error)));
    QCOMPARE(far.proxy.tunnels, 0);
    QVERIFY2(answered.isEmpty(), "the answer of a proxy says nothing of the token's rights");
}

void ProxyTest::signsIn()
{
    Far far;
    far.proxy.login = "made-up-user:made-up-password";
    const OneLogin login(far.proxy.port(), "made-up-password");
    far.options.proxyCredentials = &login;
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
    QCOMPARE(login.asked, 1);
    QVERIFY(!far.server.received.contains("Proxy-Authorization"));
    QVERIFY(!far.proxy.received.contains("made-up-token"));
    for (const TrafficEntry &entry : session->client().traffic().entries())
        for (const auto &[name, value] : entry.requestHeaders)
            QVERIFY(!value.contains(far.proxy.login.toBase64()) && !value.contains("made-up-password"));
}

void ProxyTest::aWrongPasswordEnds()
{
    Far far;
    far.proxy.login = "made-up-user:made-up-password";
    const OneLogin login(far.proxy.port(), "made-up-mistake");
    far.options.proxyCredentials = &login;
    const LoneSession session(far.url(), far.options);
    for (int attempt = 1; attempt <= 2; ++attempt) {
        const auto json = waitFor(rawWorkspaces(*session));
        QVERIFY(!json);
        QVERIFY2(json.error().kind == ErrorKind::Proxy, qPrintable(describe(json.error())));
        QCOMPARE(json.error().httpStatus, 407);
        // Once by us, and then once a call from Qt's own memory.
        QCOMPARE(far.proxy.received.count("Proxy-Authorization"), attempt);
        QVERIFY2(json.error().message.contains(QLatin1String("did not accept")), qPrintable(json.error().message));
        QVERIFY(!describe(json.error()).contains(QLatin1String("made-up")));
    }
    QVERIFY2(far.proxy.heads.size() <= 6, QByteArray::number(far.proxy.heads.size()).constData());
}

void ProxyTest::aCorrectedPasswordPasses()
{
    Far far;
    far.proxy.login = "made-up-user:made-up-password";
    OneLogin login(far.proxy.port(), "made-up-mistake");
    far.options.proxyCredentials = &login;
    const LoneSession session(far.url(), far.options);
    QVERIFY(!waitFor(rawWorkspaces(*session)));
    login.set("made-up-password");
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
}

void ProxyTest::takesTheLoginOfTheSystem()
{
    Far far;
    far.proxy.login = "system-user:system-password";
    QNetworkProxy proxy = far.proxy.proxy();
    proxy.setUser(QStringLiteral("system-user"));
    proxy.setPassword(QStringLiteral("system-password"));
    far.options.systemProxies = always(proxy);
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
    // One that is refused is not shown either.
    far.proxy.login = "another:one";
    const LoneSession refused(far.url(), far.options);
    const auto error = waitFor(rawWorkspaces(*refused)).error();
    QCOMPARE(error.httpStatus, 407);
    QVERIFY(!describe(error).contains(QLatin1String("system-")) && !error.detail.contains(QLatin1String("system-")));
}

void ProxyTest::aServerGetsNoLogin()
{
    Far far(stubAnswer("{}", "407 Who", "Proxy-Authenticate: Basic realm=\"trap\"\r\n"));
    far.proxy.login = "made-up-user:made-up-password";
    const OneLogin login(far.proxy.port(), "made-up-password");
    far.options.proxyCredentials = &login;
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QVERIFY(far.server.requests >= 1);
    QVERIFY2(!far.server.received.toLower().contains("proxy-authorization"), far.server.received.constData());
    QCOMPARE(login.asked, 1); // for the proxy itself
}

void ProxyTest::aProxyThatIsGone()
{
    Far far;
    quint16 port = 0;
    {
        const ConnectProxy gone(0);
        port = gone.port();
    }
    far.options.systemProxies = always({QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), port});
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QVERIFY2(json.error().kind == ErrorKind::Proxy, qPrintable(describe(json.error())));
    QCOMPARE(json.error().httpStatus, 0);
    QCOMPARE(json.error().detail, QStringLiteral("127.0.0.1:%1").arg(port));
    QVERIFY2(json.error().message.contains(QLatin1String("can not be reached")), qPrintable(json.error().message));
}

void ProxyTest::aProxyThatRefusesTheTunnel()
{
    Far far;
    far.proxy.refuses = true;
    const LoneSession session(far.url(), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QVERIFY2(json.error().kind == ErrorKind::Proxy, qPrintable(describe(json.error())));
    QCOMPARE(json.error().httpStatus, 0);
    QCOMPARE(json.error().detail, far.proxyName());
    QCOMPARE(far.server.handshakes, 0);
}

void ProxyTest::loopbackGoesRound_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("address") << QStringLiteral("127.0.0.1");
    QTest::newRow("name") << QStringLiteral("localhost");
}

void ProxyTest::loopbackGoesRound()
{
    QFETCH(QString, host);
    const TestCertificate here;
    Far far;
    far.server.use(here);
    far.options.extraAuthorities = {far.server.leaf};
    const LoneSession session(far.server.url(host), far.options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
    QCOMPARE(far.proxy.connections, 0);
}

METASCOPE_TEST(ProxyTest)
#include "proxytest.moc"
