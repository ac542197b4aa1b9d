// SPDX-License-Identifier: GPL-3.0-or-later
// How calls travel: kept connections, compression with a bound, proxies, names of this machine, redirects, deadlines.
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

#include <QtNetwork/QNetworkProxy>

#include <algorithm>

using namespace metascope;
using test::ClientFixture;
using test::LoneSession;
using test::rawWorkspaces;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

constexpr qint64 megabyte = 1024 * 1024;

/// `size` bytes of white space and a list, as a body with `Content-Encoding: deflate`.
QByteArray bomb(qsizetype size)
{
    return qCompress(QByteArray(size, ' ') + "[]", 9).mid(4); // Qt puts the length before the stream
}

/// Answers from a fixed list for every name.
HostLookup answering(const QStringList &addresses)
{
    return [addresses](const QString &, QObject *, const std::function<void(const QList<QHostAddress> &)> &found) {
        QList<QHostAddress> list;
        std::ranges::transform(addresses, std::back_inserter(list),
                               [](const QString &text) { return QHostAddress(text); });
        found(list);
    };
}

ConfirmedWrite rename(WorkspaceId workspace)
{
    Request request;
    request.endpoint = EndpointId::SchemaRename;
    request.args = {QString::number(workspace.value()), QStringLiteral("1")};
    request.body = *RawJson::parse(R"({"old_name":"a","new_name":"b"})");
    return {request, {}};
}

Reply<Done> sendRename(Session &session, WorkspaceId workspace = WorkspaceId(1))
{
    Request request = rename(workspace).request;
    request.ticket = *session.gate().issue(workspace, Confirmation::Review, {rename(workspace)});
    return session.client().send<Done>(request, [](const RawJson &) { return Result<Done>(Done{}); });
}

} // namespace

class TransportTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheConnection();
    void asksForGzipAndInflatesMoreThanTenMegabytes();
    void refusesMoreThanTheCallsLimit_data();
    void refusesMoreThanTheCallsLimit();
    void takesExactlyTheLimit();
    void aBrokenBodyIsNoAnswer();
    void loopbackKnowsNoProxy();
    void localhostMustBeThisMachine_data();
    void localhostMustBeThisMachine();
    void aLookUpHasADeadline();
    void plainHttpStaysHere();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void tellsTheTwoDeadlinesApart_data();
    void tellsTheTwoDeadlinesApart();
    void showsNoTokenThatTheServerRepeats();
    void aReadThatMeetsNobodySaysSo();
};

void TransportTest::keepsTheConnection()
{
    const ClientFixture fixture;
    for (int i = 0; i < 3; ++i)
        QVERIFY(waitFor(fixture.session->workspaces().list()));
    QVERIFY(!waitFor(sendRename(*fixture.session, fixture.workspace()))); // there is no field “a”
    const auto requests = fixture.server.requests();
    QCOMPARE(requests.size(), 4);
    for (const auto &each : requests)
        QCOMPARE(each.request.connection, requests.constFirst().request.connection);
}

void TransportTest::asksForGzipAndInflatesMoreThanTenMegabytes()
{
    ClientOptions options = test::quickOptions();
    options.deadlines.list = {std::chrono::seconds(30), std::chrono::seconds(60)};
    ClientFixture fixture({}, options);
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET /workspace huge=20")}));
    const auto json = waitFor(rawWorkspaces(*fixture.session, 32 * megabyte));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
    QVERIFY(json->text().size() >= 20 * megabyte);
    QVERIFY(fixture.server.requests().constFirst().request.header("accept-encoding").contains("gzip"));
    QCOMPARE(fixture.client().running(), 0);
}

void TransportTest::refusesMoreThanTheCallsLimit_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray deflate = "Content-Encoding: deflate\r\n";
    QTest::newRow("plain") << stubAnswer(QByteArray(3 * megabyte, ' ') + "[]");
    QTest::newRow("compressed") << stubAnswer(bomb(3 * megabyte), "200 OK", deflate);
    QTest::newRow("bomb") << stubAnswer(bomb(200 * megabyte), "200 OK", deflate);
}

void TransportTest::refusesMoreThanTheCallsLimit()
{
    QFETCH(QByteArray, answer);
    const StubServer server([&answer](const StubRequest &) { return answer; });
    const LoneSession session(server.url());
    const auto json = waitFor(rawWorkspaces(*session, 2 * megabyte));
    QVERIFY(!json);
    QVERIFY2(json.error().kind == ErrorKind::TooLarge, qPrintable(describe(json.error())));
    QCOMPARE(server.requests.size(), 1);
}

void TransportTest::takesExactlyTheLimit()
{
    const QByteArray body = QByteArray(megabyte - 2, ' ') + "[]";
    const StubServer server([&body](const StubRequest &) { return stubAnswer(body); });
    const LoneSession session(server.url());
    QVERIFY(waitFor(rawWorkspaces(*session, megabyte)));
    QVERIFY(!waitFor(rawWorkspaces(*session, megabyte - 1)));
}

void TransportTest::aBrokenBodyIsNoAnswer()
{
    const QByteArray gzip = "Content-Encoding: gzip\r\n";
    QByteArray answer = stubAnswer("this was never compressed at all", "200 OK", gzip);
    const StubServer server([&answer](const StubRequest &) { return answer; });
    const LoneSession session(server.url());
    auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::TooLarge); // Qt does not tell it from one that is
    QVERIFY(json.error().message.contains(QLatin1String("broken")));
    // An error stays one, whatever its body is like.
    answer = stubAnswer("nor was this", "500 Oh", gzip);
    json = waitFor(rawWorkspaces(*session));
    QCOMPARE(json.error().kind, ErrorKind::Server);
}

void TransportTest::loopbackKnowsNoProxy()
{
    StubServer proxy([](const StubRequest &) { return stubAnswer("{}", "502 No"); });
    const QByteArray address = proxy.url().toLatin1();
    const QList<const char *> names{"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "no_proxy", "NO_PROXY"};
    QHash<const char *, QByteArray> before;
    for (const char *name : names) {
        before.insert(name, qgetenv(name));
        qputenv(name, QByteArray(name).toLower() == "no_proxy" ? QByteArray() : address);
    }
    QNetworkProxy application(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port());
    QNetworkProxy::setApplicationProxy(application);

    const StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
    const LoneSession direct(server.url());
    const auto here = waitFor(rawWorkspaces(*direct));
    const LoneSession byName(server.url(QStringLiteral("localhost")));
    const auto named = waitFor(rawWorkspaces(*byName));
    const int seenBefore = proxy.connections;
    // The same settings do take everything else there.
    const LoneSession far(QStringLiteral("https://far.invalid"));
    const auto there = waitFor(rawWorkspaces(*far));

    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    for (const char *name : names)
        before[name].isEmpty() ? qunsetenv(name) : qputenv(name, before[name]);

    QVERIFY2(here, qPrintable(here ? QString() : describe(here.error())));
    QVERIFY2(named, qPrintable(named ? QString() : describe(named.error())));
    QCOMPARE(server.requests.size(), 2);
    QCOMPARE(seenBefore, 0);
    QVERIFY(!there);
    QVERIFY2(!proxy.requests.isEmpty(), "the proxy was not used for a host far away");
    QCOMPARE(proxy.requests.constFirst().method, QByteArray("CONNECT"));
    QVERIFY2(!proxy.requests.constFirst().head.contains("made-up-token"), "a proxy never sees the token");
}

void TransportTest::localhostMustBeThisMachine_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<bool>("isSent");
    const QString four = QStringLiteral("127.0.0.1");
    QTest::newRow("v4") << QStringList{four} << true;
    QTest::newRow("v4 and v6") << QStringList{QStringLiteral("::1"), four} << true;
    QTest::newRow("elsewhere") << QStringList{QStringLiteral("192.0.2.1")} << false;
    QTest::newRow("here and elsewhere") << QStringList{four, QStringLiteral("192.0.2.1")} << false;
    QTest::newRow("nowhere") << QStringList{} << false;
}

void TransportTest::localhostMustBeThisMachine()
{
    QFETCH(QStringList, addresses);
    QFETCH(bool, isSent);
    const StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
    ClientOptions options = test::quickOptions();
    options.lookup = answering(addresses);
    const LoneSession session(server.url(QStringLiteral("localhost")), options);
    const auto json = waitFor(rawWorkspaces(*session));
    QCOMPARE(json.has_value(), isSent);
    QCOMPARE(server.connections, isSent ? 1 : 0);
    if (!isSent) {
        QCOMPARE(json.error().kind, ErrorKind::Refused);
        QCOMPARE(json.error().delivery, Delivery::NotSent);
    }
}

void TransportTest::aLookUpHasADeadline()
{
    const StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
    ClientOptions options = test::quickOptions();
    options.deadlines.list.total = std::chrono::milliseconds(50);
    options.lookup = [](const QString &, QObject *, const std::function<void(const QList<QHostAddress> &)> &) {};
    const LoneSession session(server.url(QStringLiteral("localhost")), options);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::Timeout);
    QCOMPARE(json.error().delivery, Delivery::NotSent);
    QCOMPARE(server.connections, 0);
}

void TransportTest::plainHttpStaysHere()
{
    QVERIFY(!ApiBase::fromUserInput(QStringLiteral("http://far.invalid")));
    // Should one be made by hand all the same, nothing leaves.
    const LoneSession session(
        ApiBase{*Origin::fromUrl(QUrl(QStringLiteral("http://far.invalid"))), QStringLiteral("/api:meta")});
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::Refused);
    QCOMPARE(json.error().delivery, Delivery::NotSent);
    QVERIFY(session->client().traffic().entries().empty());
}

void TransportTest::followsNoRedirect_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("elsewhere");
    QTest::addColumn<bool>("isWrite");
    for (const char *status : {"301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"})
        for (const bool elsewhere : {false, true})
            for (const bool isWrite : {false, true})
                QTest::addRow("%s, %s, %s", status, elsewhere ? "other origin" : "same origin",
                              isWrite ? "write" : "read")
                    << QByteArray(status) << elsewhere << isWrite;
}

void TransportTest::followsNoRedirect()
{
    QFETCH(QByteArray, status);
    QFETCH(bool, elsewhere);
    QFETCH(bool, isWrite);
    const StubServer other([](const StubRequest &) { return stubAnswer("[]"); });
    QByteArray location;
    const StubServer server(
        [&](const StubRequest &) { return stubAnswer("{}", status, "Location: " + location + "\r\n"); });
    location = (elsewhere ? other.url() : server.url()).toLatin1() + "/api:meta/elsewhere";
    const LoneSession session(server.url());
    const auto error = isWrite ? waitFor(sendRename(*session)).error() : waitFor(rawWorkspaces(*session)).error();
    QVERIFY2(error.kind == ErrorKind::Redirected, qPrintable(describe(error)));
    QCOMPARE(error.delivery, Delivery::Answered);
    QCOMPARE(server.requests.size(), 1);
    QCOMPARE(other.connections, 0);
}

void TransportTest::tellsTheTwoDeadlinesApart_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("least");
    QTest::newRow("hang") << QStringLiteral("POST * hang") << 300;
    QTest::newRow("trickle") << QStringLiteral("POST * trickle") << 1500;
}

void TransportTest::tellsTheTwoDeadlinesApart()
{
    QFETCH(QString, fault);
    QFETCH(int, least);
    using namespace std::chrono_literals;
    ClientOptions options = test::quickOptions();
    options.deadlines.write = {400ms, 1600ms};
    ClientFixture fixture({}, options);
    QVERIFY(fixture.server.setFaults({fault}));
    QElapsedTimer timer;
    timer.start();
    const auto result = waitFor(sendRename(*fixture.session, fixture.workspace()));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Timeout);
    QCOMPARE(result.error().delivery, Delivery::Unknown);
    QVERIFY(timer.elapsed() >= least); // bytes that trickle in keep the one from passing, not the other
    QCOMPARE(fixture.server.requests().size(), 1);
}

void TransportTest::showsNoTokenThatTheServerRepeats()
{
    const QByteArray token = "made-up-token-0001";
    const StubServer server([&token](const StubRequest &) {
        return stubAnswer("{\"code\":\"E_" + token + "\",\"message\":\"no " + token + "\",\"param\":\"" + token + "\"}",
                          "401 No", "X-Echo: Bearer " + token + "\r\n");
    });
    const LoneSession session(server.url());
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    const Error &error = json.error();
    QCOMPARE(error.kind, ErrorKind::Unauthorized);
    for (const QString &text : {error.code, error.message, error.detail, error.endpoint, describe(error)})
        QVERIFY2(!text.contains(QLatin1String("made-up")), qPrintable(text));
    const auto &entry = session->client().traffic().entries().front();
    QVERIFY(!entry.responseBody.contains("made-up"));
    QVERIFY(!entry.url.toEncoded().contains("made-up"));
    for (const auto *headers : {&entry.requestHeaders, &entry.responseHeaders})
        for (const auto &[name, value] : *headers)
            QVERIFY2(!value.contains("made-up"), name.constData());
}

void TransportTest::aReadThatMeetsNobodySaysSo()
{
    quint16 port = 0;
    {
        const StubServer gone([](const StubRequest &) { return QByteArray(); });
        port = gone.port();
    }
    const LoneSession session(QStringLiteral("http://127.0.0.1:%1").arg(port));
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::Network);
    QCOMPARE(json.error().delivery, Delivery::NotSent);
    QVERIFY(!describe(json.error()).contains(QLatin1String("carried it out")));
    const auto write = waitFor(sendRename(*session));
    QCOMPARE(write.error().kind, ErrorKind::Network);
    QCOMPARE(write.error().delivery, Delivery::NotSent);
}

METASCOPE_TEST(TransportTest)
#include "transporttest.moc"
