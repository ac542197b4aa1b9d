// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/runningsandbox.h"
#include "tests/support/testmain.h"

#include <QtCore/QDateTime>
#include <QtCore/QUrlQuery>

using namespace metascope;
using namespace metascope::sandbox;
using metascope::test::agency;
using metascope::test::codeOf;
using metascope::test::linksOf;
using metascope::test::payloadOf;
using metascope::test::RawClient;
using metascope::test::Running;

namespace {

constexpr qint64 SevenDays = 7 * 24 * 3600;
const QByteArray Callback = "http://127.0.0.1:4711/callback";

QByteArray loginFor(const QByteArray &callback)
{
    return "/login?dest=cli&callback=" + callback.toPercentEncoding();
}

void compareIsPrivate(const QByteArray &response)
{
    QCOMPARE(RawClient::header(response, "cache-control"), "no-store");
    QCOMPARE(RawClient::header(response, "referrer-policy"), "no-referrer");
    QCOMPARE(RawClient::header(response, "content-security-policy"), "default-src 'none'");
}

} // namespace

/// The sandbox's login page, over its sockets.
class SandboxLoginTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void callbackGetsTheToken_data();
    void callbackGetsTheToken();
    void codeIsTheToken();
    void everyWorkspaceHasItsLink();
    void callbackIsRefused_data();
    void callbackIsRefused();
    void plainCallbackTakesOnePath_data();
    void plainCallbackTakesOnePath();
    void pagesEscapeWhatTheyAreGiven();
    void loginIsTheAccountsAlone();
    void unknownWorkspaceGetsNoToken_data();
    void unknownWorkspaceGetsNoToken();
};

void SandboxLoginTest::callbackGetsTheToken_data()
{
    QTest::addColumn<QByteArray>("callback");
    QTest::addColumn<QByteArray>("before");
    const auto row = [](const char *callback, const char *more) {
        QTest::newRow(callback) << QByteArray(callback) << callback + QByteArray(more);
    };
    row("http://127.0.0.1:4711/callback", "?token=");
    row("http://[::1]:4711/callback", "?token=");
    row("http://localhost:4711/callback", "?token=");
    row("http://localhost/0123456789abcdef/callback", "?token=");
    row("http://127.0.0.1:4711/callback?state=a%26b", "&token=");
    row("http://127.0.0.1:4711/callback?", "token=");
}

void SandboxLoginTest::callbackGetsTheToken()
{
    QFETCH(QByteArray, callback);
    QFETCH(QByteArray, before);
    const Running running;
    const QByteArray page = running.account().get(loginFor(callback));
    QCOMPARE(RawClient::status(page), 200);
    QVERIFY(RawClient::header(page, "content-type").startsWith("text/html"));
    compareIsPrivate(page);
    const auto links = linksOf(page);
    QCOMPARE(links.size(), 1);
    QVERIFY(links.first().startsWith("/login/continue?"));
    QVERIFY(RawClient::body(page).contains(">Sign in to shop</a>"));

    const QByteArray answer = running.account().get(links.first());
    QCOMPARE(RawClient::status(answer), 303);
    compareIsPrivate(answer);
    const QByteArray location = RawClient::header(answer, "location");
    QVERIFY2(location.startsWith(before), location.constData());
    const QByteArray token = QUrlQuery(QUrl::fromEncoded(location)).queryItemValue(QStringLiteral("token")).toUtf8();
    QCOMPARE(location, before + token);
    QVERIFY(!RawClient::body(answer).contains(token));
    QCOMPARE(running.instance().status("/workspace/1", token), 200);
}

void SandboxLoginTest::codeIsTheToken()
{
    const Running running;
    const qint64 begin = QDateTime::currentSecsSinceEpoch();
    const auto links = linksOf(running.account().get("/login?dest=cli&display=code"));
    QCOMPARE(links.size(), 1);
    const QByteArray page = running.account().get(links.first());
    const qint64 end = QDateTime::currentSecsSinceEpoch();
    QCOMPARE(RawClient::status(page), 200);
    compareIsPrivate(page);
    const QByteArray token = codeOf(page);
    QCOMPARE(running.instance().status("/workspace/1", token), 200);
    const qint64 expires = *payloadOf(token).member(u"exp")->toInteger();
    QVERIFY(expires >= begin + SevenDays && expires <= end + SevenDays);
}

void SandboxLoginTest::everyWorkspaceHasItsLink()
{
    const Running running(agency());
    const auto links = linksOf(running.account().get("/login?dest=cli&display=code"));
    qsizetype next = 0;
    for (const Ready::Instance &instance : running.ready.instances) {
        for (const WorkspaceInfo &workspace : instance.workspaces) {
            const RawJson claims = payloadOf(codeOf(running.account().get(links.value(next++))));
            QCOMPARE(claims.member(u"instance")->toString(), instance.name);
            QCOMPARE(claims.member(u"workspace")->toInteger(), workspace.id);
        }
    }
    QCOMPARE(links.size(), next);
}

void SandboxLoginTest::callbackIsRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char *name, const QByteArray &target) { QTest::newRow(name) << target; };
    row("no callback", "/login?dest=cli");
    row("nobody to sign in", "/login?callback=" + Callback);
    row("another destination", "/login?dest=browser&callback=" + Callback);
    for (const char *callback : {"https://127.0.0.1:4711/callback",
                                 "http://evil.example/callback",
                                 "http://127.0.0.1.evil.example/callback",
                                 "http://localhost.evil.example/callback",
                                 "http://127.0.0.1@evil.example/callback",
                                 "http://user@127.0.0.1/callback",
                                 "http://user:word@localhost/callback",
                                 "http://@localhost/callback",
                                 "http://127.0.0.2/callback",
                                 "http://0.0.0.0/callback",
                                 "http://[::]/callback",
                                 "http://10.0.0.1/callback",
                                 "//127.0.0.1/callback",
                                 "/callback",
                                 "javascript:alert(1)",
                                 "file:///tmp/callback",
                                 "http://127.0.0.1/callback#end",
                                 "http://127.0.0.1:99999/callback",
                                 "http://127.0.0.1/a\r\nSet-Cookie: a=b",
                                 "http://127.0.0.1\\@evil.example/callback",
                                 "http:///callback"})
        row(callback, loginFor(callback));
}

void SandboxLoginTest::callbackIsRefused()
{
    QFETCH(QByteArray, target);
    const Running running;
    const QByteArray page = running.account().get(target);
    QCOMPARE(RawClient::status(page), 400);
    compareIsPrivate(page);
    QVERIFY(linksOf(page).isEmpty());
    QVERIFY(RawClient::body(page).contains("<p>"));
    if (target.contains("&callback=") && target.startsWith("/login?dest=cli&")) {
        const QByteArray next
            = "/login/continue?workspace=1&instance=Acme&" + target.mid(QByteArray("/login?dest=cli&").size());
        const QByteArray answer = running.account().get(next);
        QCOMPARE(RawClient::status(answer), 400);
        QVERIFY(RawClient::header(answer, "location").isEmpty());
    }
}

void SandboxLoginTest::plainCallbackTakesOnePath_data()
{
    QTest::addColumn<QByteArray>("callback");
    QTest::addColumn<bool>("isTaken");
    const auto row
        = [](const char *callback, bool isTaken) { QTest::newRow(callback) << QByteArray(callback) << isTaken; };
    row("http://localhost:4711/callback", true);
    row("http://127.0.0.1:4711/callback?state=1", true);
    row("http://localhost:4711/0123456789abcdef/callback", false);
    row("http://localhost:4711/callback/0123456789abcdef", false);
    row("http://localhost:4711/callback/", false);
    row("http://localhost:4711/", false);
    row("http://localhost:4711", false);
}

void SandboxLoginTest::plainCallbackTakesOnePath()
{
    QFETCH(QByteArray, callback);
    QFETCH(bool, isTaken);
    ApiOptions options;
    options.loginCallback = LoginCallback::Plain;
    const Running plain(options);
    QCOMPARE(RawClient::status(plain.account().get(loginFor(callback))), isTaken ? 200 : 400);
    const QByteArray next = "/login/continue?workspace=1&instance=Acme&callback=" + callback.toPercentEncoding();
    QCOMPARE(RawClient::status(plain.account().get(next)), isTaken ? 303 : 400);
    QCOMPARE(RawClient::status(plain.account().get("/login?dest=cli&display=code")), 200);
    const Running any;
    QCOMPARE(RawClient::status(any.account().get(loginFor(callback))), 200);
}

void SandboxLoginTest::pagesEscapeWhatTheyAreGiven()
{
    const Running running;
    const QByteArray callback = "http://127.0.0.1:4711/callback?a=%22%3E%3Cscript%3E&b='";
    const QByteArray page = running.account().get(loginFor(callback));
    QCOMPARE(RawClient::status(page), 200);
    QVERIFY(!RawClient::body(page).contains("<script"));
    for (const char *outside : {"src=", "<link", "<img", "<style", "http:"})
        QVERIFY2(!RawClient::body(page).contains(outside), outside);
    const QByteArray location = RawClient::header(running.account().get(linksOf(page).value(0)), "location");
    QVERIFY2(location.startsWith(QByteArray(callback + "&token=")), location.constData());
    const QByteArray refused = running.account().get("/login?dest=%3Cscript%3E&callback=%3Cscript%3E");
    QVERIFY(!RawClient::body(refused).contains("<script"));
}

void SandboxLoginTest::loginIsTheAccountsAlone()
{
    const Running running;
    QCOMPARE(RawClient::status(running.instance().get(loginFor(Callback))), 404);
    RawClient poster(static_cast<quint16>(QUrl(running.ready.accountUrl).port()));
    QVERIFY(poster.send("POST " + loginFor(Callback) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"));
    QCOMPARE(RawClient::status(poster.readResponse()), 404);
    QCOMPARE(RawClient::status(running.account().get("/login/elsewhere")), 404);
}

void SandboxLoginTest::unknownWorkspaceGetsNoToken_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"", "workspace=1", "instance=Acme", "workspace=2&instance=Acme",
                              "workspace=x&instance=Acme", "workspace=1&instance=Nobody", "workspace=0&instance=Acme"})
        QTest::newRow(query) << QByteArray(query);
}

void SandboxLoginTest::unknownWorkspaceGetsNoToken()
{
    QFETCH(QByteArray, query);
    const Running running;
    const QByteArray page = running.account().get("/login/code?" + query);
    QCOMPARE(RawClient::status(page), 400);
    QVERIFY(codeOf(page).isEmpty());
    const QByteArray answer = running.account().get("/login/continue?" + query + "&callback=" + Callback);
    QCOMPARE(RawClient::status(answer), 400);
    QVERIFY(RawClient::header(answer, "location").isEmpty());
}

METASCOPE_TEST(SandboxLoginTest)
#include "sandboxlogintest.moc"
