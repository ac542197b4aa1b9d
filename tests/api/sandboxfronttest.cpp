// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/rawjson.h"
#include "app/sandbox/front/connection.h"
#include "app/sandbox/front/listener.h"
#include "tests/api/fakeapi.h"
#include "tests/api/rawclient.h"
#include "tests/api/testcertificate.h"
#include "tests/support/testmain.h"

#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

#include <optional>

using namespace metascope;
using namespace metascope::sandbox;
using metascope::test::FakeApi;
using metascope::test::RawClient;
using metascope::test::TestCertificate;

namespace {

/// One origin in front of an API that answers one text.
class Origin final {
public:
    explicit Origin(const QStringList &rules = {}, const TlsContext *tls = nullptr)
    {
        auto socket = Socket::listenOnLoopback(0);
        auto parsed = FaultList::parse(rules);
        if (!socket || !parsed)
            return;
        port = socket->port();
        desk.begin({QStringLiteral("shop")}, {"http://127.0.0.1:1", {"http://127.0.0.1:2"}}, *parsed);
        m_listener.emplace(*std::move(socket), m_wakeup, tls, [this](std::unique_ptr<Stream> stream) {
            return std::make_unique<Connection>(desk, std::move(stream), 0, ++m_lastConnection);
        });
    }
    ~Origin() { m_wakeup.raise(); }
    Q_DISABLE_COPY_MOVE(Origin)

    FakeApi api;
    SteadyClock clock;
    Desk desk{api, Plan::Paid, clock};
    quint16 port = 0;

private:
    Wakeup m_wakeup;
    qint64 m_lastConnection = 0;
    std::optional<Listener> m_listener;
};

const QByteArray Put = "PUT /api:meta/t/schema HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";

} // namespace

/// The sandbox's front over real sockets, seen byte by byte.
class SandboxFrontTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsTheConnection();
    void closesWhenAsked();
    void continuesWhenExpected();
    void refusesWhatIsNotHttp();
    void aRefusalArrivesInTheMiddleOfSending();
    void whatFollowsTheLastRequestIsNoReset();
    void faultsThatEndTheConnection_data();
    void faultsThatEndTheConnection();
    void mutationsPrecedeEveryFault();
    void faultsThatAnswer_data();
    void faultsThatAnswer();
    void brokenBodiesAreBroken();
    void hugeIsHugeAndJson();
    void latencyComesBeforeTheAnswer();
    void trickleGoesOnByteByByte();
    void hangEndsWithTheClient();
    void oneHeldConnectionHoldsNoOther();
    void speaksTls();
    void truncatesUnderTls();
};

void SandboxFrontTest::answersAndKeepsTheConnection()
{
    Origin origin;
    RawClient client(origin.port);
    QVERIFY(client.isConnected());
    QVERIFY(client.send(Put + Put));
    for (int i = 0; i < 2; ++i) {
        const QByteArray response = client.readResponse();
        QCOMPARE(RawClient::status(response), 200);
        QCOMPARE(RawClient::header(response, "content-type"), "application/json");
        QCOMPARE(RawClient::body(response), origin.api.answer());
    }
    RawClient other(origin.port);
    QVERIFY(other.send(Put));
    QCOMPARE(RawClient::status(other.readResponse()), 200);
    const auto entries = origin.desk.log().entries();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[2].n, 3);
    QCOMPARE(entries[0].request.connection, entries[1].request.connection);
    QVERIFY(entries[0].request.connection != entries[2].request.connection);
    QCOMPARE(entries[0].request.body, "{}");
    QCOMPARE(entries[0].status, 200);
}

void SandboxFrontTest::closesWhenAsked()
{
    Origin origin;
    RawClient client(origin.port);
    QVERIFY(client.send("GET /api:meta/x HTTP/1.1\r\nConnection: close\r\n\r\n"));
    const QByteArray response = client.readAll();
    QCOMPARE(RawClient::header(response, "connection"), "close");
    QCOMPARE(RawClient::body(response), origin.api.answer());
    QCOMPARE(client.end(), RawClient::End::Closed);
}

void SandboxFrontTest::continuesWhenExpected()
{
    Origin origin;
    RawClient client(origin.port);
    QVERIFY(client.send("POST /api:meta/x HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
    const QByteArray go = "HTTP/1.1 100 Continue\r\n\r\n";
    QCOMPARE(client.read(go.size()), go);
    QVERIFY(client.send("ok"));
    QCOMPARE(RawClient::status(client.readResponse()), 200);
    QCOMPARE(origin.api.arrived()[0].body, "ok");
}

void SandboxFrontTest::refusesWhatIsNotHttp()
{
    Origin origin;
    RawClient client(origin.port);
    QVERIFY(client.send("hello\r\n\r\n"));
    const QByteArray response = client.readAll();
    QCOMPARE(RawClient::status(response), 400);
    QVERIFY(RawJson::parse(RawClient::body(response)));
    QVERIFY(origin.desk.log().entries().isEmpty());
}

void SandboxFrontTest::aRefusalArrivesInTheMiddleOfSending()
{
    Origin origin;
    RawClient client(origin.port);
    QVERIFY(client.send("GET / HTTP/1.1\r\nA: " + QByteArray(3'000'000, 'x') + "\r\n\r\n"));
    const QByteArray response = client.readAll();
    QCOMPARE(RawClient::status(response), 431);
    QVERIFY(RawJson::parse(RawClient::body(response)));
    QCOMPARE(client.end(), RawClient::End::Closed);
}

void SandboxFrontTest::whatFollowsTheLastRequestIsNoReset()
{
    Origin origin;
    RawClient client(origin.port);
    QVERIFY(client.send("GET /api:meta/x HTTP/1.1\r\nConnection: close\r\n\r\n" + QByteArray(200'000, 'x')));
    QCOMPARE(RawClient::body(client.readAll()), origin.api.answer());
    QCOMPARE(client.end(), RawClient::End::Closed);
}

void SandboxFrontTest::mutationsPrecedeEveryFault()
{
    for (const char *kind :
         {"status=500", "429", "html502", "close-before", "reset-before", "redirect", "wrong-type"}) {
        Origin origin({QStringLiteral("PUT * ") + QLatin1String(kind)});
        HttpRequest call;
        call.method = "DELETE";
        origin.desk.mutations().add(*RequestPattern::parse(QStringLiteral("PUT */schema")), 1, call);
        RawClient client(origin.port);
        QVERIFY(client.send(Put));
        QVERIFY(!client.read(1).isEmpty() || client.end() != RawClient::End::GuardTime);
        QCOMPARE(origin.api.arrived().size(), 1);
        QCOMPARE(origin.api.arrived()[0].method, "DELETE");
        QCOMPARE(origin.desk.log().entries().size(), 1);
    }
}

void SandboxFrontTest::faultsThatEndTheConnection_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<RawClient::End>("end");
    QTest::addColumn<bool>("isApplied");
    QTest::addColumn<qsizetype>("bodyBytes");
    const qsizetype half = FakeApi().answer().size() / 2;
    QTest::newRow("close-before") << QStringLiteral("close-before") << RawClient::End::Closed << false << qsizetype(0);
    QTest::newRow("reset-before") << QStringLiteral("reset-before") << RawClient::End::Reset << false << qsizetype(0);
    QTest::newRow("reset-body") << QStringLiteral("reset-body") << RawClient::End::Reset << true << half;
    QTest::newRow("truncate") << QStringLiteral("truncate") << RawClient::End::Closed << true << half;
}

void SandboxFrontTest::faultsThatEndTheConnection()
{
    QFETCH(QString, kind);
    QFETCH(bool, isApplied);
    QFETCH(qsizetype, bodyBytes);
    Origin origin({QStringLiteral("PUT */schema %1 x1").arg(kind)});
    RawClient client(origin.port);
    QVERIFY(client.send(Put));
    const QByteArray response = client.readAll();
    QTEST(client.end(), "end");
    QCOMPARE(RawClient::body(response).size(), bodyBytes);
    QCOMPARE(response.isEmpty(), bodyBytes == 0);
    if (bodyBytes > 0)
        QCOMPARE(RawClient::header(response, "content-length").toLongLong(), origin.api.answer().size());
    QCOMPARE(origin.api.arrived().size(), isApplied ? 1 : 0);
    const auto entries = origin.desk.log().entries();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries[0].request.body, "{}");
    QCOMPARE(entries[0].status, isApplied ? 200 : 0);

    RawClient next(origin.port);
    QVERIFY(next.send(Put));
    QCOMPARE(RawClient::body(next.readResponse()), origin.api.answer());
}

void SandboxFrontTest::faultsThatAnswer_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isApplied");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("bodyPart");
    const auto row
        = [](const char *kind, int status, bool isApplied, const char *header, const char *value, const char *body) {
              QTest::newRow(kind) << QString::fromLatin1(kind) << status << isApplied << QByteArray(header)
                                  << QByteArray(value) << QByteArray(body);
          };
    row("latency=1", 200, true, "content-type", "application/json", "Orders");
    row("status=503", 503, false, "content-type", "application/json", "ERROR_FATAL");
    row("status=401", 401, false, "content-type", "application/json", "ERROR_CODE_UNAUTHORIZED");
    row("429", 429, false, "retry-after", "", "Whoa there!");
    row("429=3", 429, false, "retry-after", "3", "Whoa there!");
    row("html502", 502, false, "content-type", "text/html; charset=utf-8", "<h1>502 Bad Gateway</h1>");
    row("apply-then-502", 502, true, "content-type", "text/html; charset=utf-8", "<h1>502 Bad Gateway</h1>");
    row("wrong-type", 200, false, "content-type", "text/html; charset=utf-8", "<!DOCTYPE html>");
    row("null-body", 200, true, "content-length", "4", "null");
    row("redirect", 307, false, "location", "http://127.0.0.1:1/api:meta/t/schema", "");
}

void SandboxFrontTest::faultsThatAnswer()
{
    QFETCH(QString, kind);
    QFETCH(int, status);
    QFETCH(bool, isApplied);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, bodyPart);
    Origin origin({QStringLiteral("PUT */schema %1").arg(kind)});
    RawClient client(origin.port);
    // Twice on one connection: these faults leave it as it is.
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(client.send(Put));
        const QByteArray response = client.readResponse();
        QCOMPARE(RawClient::status(response), status);
        QCOMPARE(RawClient::header(response, header), value);
        QVERIFY(RawClient::body(response).contains(bodyPart));
        QCOMPARE(origin.api.arrived().size(), isApplied ? i : 0);
        QCOMPARE(origin.desk.log().entries().last().status, status);
    }
}

void SandboxFrontTest::brokenBodiesAreBroken()
{
    Origin origin({QStringLiteral("PUT * bad-json x1"), QStringLiteral("PUT * bad-utf8")});
    RawClient client(origin.port);
    QVERIFY(client.send(Put));
    QByteArray response = client.readResponse();
    QCOMPARE(RawClient::header(response, "content-type"), "application/json");
    QVERIFY(!RawJson::parse(RawClient::body(response)));
    QVERIFY(client.send(Put));
    response = client.readResponse();
    const QByteArray body = RawClient::body(response);
    QVERIFY(body.contains("\"name\":\"\xC3\x28\xFF"));
    QVERIFY(body.contains("Orders\"}"));
    QVERIFY(!RawJson::parse(body));
    QCOMPARE(origin.api.arrived().size(), 2);
}

void SandboxFrontTest::hugeIsHugeAndJson()
{
    Origin origin({QStringLiteral("* * huge=2")});
    RawClient client(origin.port);
    QVERIFY(client.send(Put));
    const QByteArray body = RawClient::body(client.readResponse());
    QVERIFY(body.size() >= 2 * 1024 * 1024);
    const auto json = RawJson::parse(body);
    QVERIFY(json);
    QVERIFY(json->isArray());
}

void SandboxFrontTest::latencyComesBeforeTheAnswer()
{
    constexpr std::chrono::milliseconds latency{60};
    Origin origin({QStringLiteral("* * latency=60")});
    RawClient client(origin.port);
    const auto begin = std::chrono::steady_clock::now();
    QVERIFY(client.send(Put));
    QCOMPARE(RawClient::status(client.readResponse()), 200);
    QVERIFY(std::chrono::steady_clock::now() - begin >= latency);
}

void SandboxFrontTest::trickleGoesOnByteByByte()
{
    Origin origin({QStringLiteral("* * trickle")});
    RawClient client(origin.port);
    QVERIFY(client.send(Put));
    QByteArray seen = client.read(1);
    while (!seen.contains("\r\n\r\n"))
        seen += client.read(1);
    QCOMPARE(RawClient::status(seen), 200);
    for (qsizetype i = 0; i < 4; ++i)
        QCOMPARE(client.read(6), QByteArray("1\r\n").append(origin.api.answer()[i]).append("\r\n"));
}

void SandboxFrontTest::hangEndsWithTheClient()
{
    Origin origin({QStringLiteral("* * hang x1")});
    {
        RawClient client(origin.port);
        QVERIFY(client.send(Put));
        QTRY_COMPARE(origin.desk.log().entries().size(), 1);
    }
    RawClient next(origin.port);
    QVERIFY(next.send(Put));
    QCOMPARE(RawClient::status(next.readResponse()), 200);
    QCOMPARE(origin.api.arrived().size(), 1);
    QCOMPARE(origin.desk.log().entries()[0].status, 0);
}

void SandboxFrontTest::oneHeldConnectionHoldsNoOther()
{
    Origin origin({QStringLiteral("PUT * hang")});
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 20; ++i) {
        held.push_back(std::make_unique<RawClient>(origin.port));
        QVERIFY(held.back()->send(Put));
    }
    QTRY_COMPARE(origin.desk.log().entries().size(), 20);
    RawClient client(origin.port);
    QVERIFY(client.send("GET /api:meta/x HTTP/1.1\r\n\r\n"));
    QCOMPARE(RawClient::status(client.readResponse()), 200);
}

void SandboxFrontTest::speaksTls()
{
    const TestCertificate certificate;
    QVERIFY(certificate.isValid());
    const auto tls = TlsContext::load(certificate.certificateFile(), certificate.keyFile());
    QVERIFY(tls);
    Origin origin({}, &*tls);
    QSslSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(certificate.certificateFile()));
    configuration.setAllowedNextProtocols(
        {QSslConfiguration::ALPNProtocolHTTP2, QSslConfiguration::NextProtocolHttp1_1});
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), origin.port);
    QVERIFY2(socket.waitForEncrypted(), qPrintable(socket.errorString()));
    QCOMPARE(socket.sslConfiguration().nextNegotiatedProtocol(), QByteArray(QSslConfiguration::NextProtocolHttp1_1));
    for (int i = 0; i < 2; ++i) {
        socket.write(Put);
        QByteArray response;
        while (!response.endsWith(origin.api.answer()) && socket.waitForReadyRead())
            response += socket.readAll();
        QCOMPARE(RawClient::body(response), origin.api.answer());
    }
    QCOMPARE(origin.api.arrived().size(), 2);

    RawClient plain(origin.port);
    QVERIFY(plain.send(Put));
    QVERIFY(RawClient::status(plain.readAll()) == 0);
    QCOMPARE(origin.api.arrived().size(), 2);
}

void SandboxFrontTest::truncatesUnderTls()
{
    const TestCertificate certificate;
    const auto tls = TlsContext::load(certificate.certificateFile(), certificate.keyFile());
    QVERIFY(tls);
    Origin origin({QStringLiteral("* * truncate")}, &*tls);
    QSslSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(certificate.certificateFile()));
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), origin.port);
    QVERIFY2(socket.waitForEncrypted(), qPrintable(socket.errorString()));
    socket.write(Put);
    QByteArray response;
    while (socket.waitForReadyRead())
        response += socket.readAll();
    QCOMPARE(socket.error(), QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(RawClient::body(response).size(), origin.api.answer().size() / 2);
}

METASCOPE_TEST(SandboxFrontTest)
#include "sandboxfronttest.moc"
