// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/rawjson.h"
#include "app/sandbox/front/socket.h"
#include "app/sandbox/sandbox.h"
#include "tests/api/rawclient.h"
#include "tests/api/testcertificate.h"
#include "tests/support/testmain.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

using namespace metascope;
using namespace metascope::sandbox;
using metascope::test::RawClient;

namespace {

const QByteArray Put = "PUT /api:meta/t/schema HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";
constexpr std::chrono::seconds Quickly{2};

QString fingerprintOf(const QSslCertificate &certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace

/// A whole sandbox from start to stop, in this process.
class SandboxRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAndSaysWhere();
    void makesACertificateAndSaysWhich();
    void saysWhichCertificateItWasGiven();
    void stopsWhileRequestsHang();
    void stopsUnderLoad();
    void isSteeredWithoutSockets();
    void aTakenPortIsSaid();
    void wrongOptionsAreSaid();
    void controlAnswersWhileEverythingHangs();
    void aDataFileStaysWithItsSample();
    void controlIsNotForWebPages_data();
    void controlIsNotForWebPages();
    void heldControlConnectionsHoldNothing();
    void controlAnswersEveryMethodWithASentence();
    void controlTakesWhatCurlSends();
};

void SandboxRunTest::startsAndSaysWhere()
{
    Sandbox sandbox;
    const auto ready = sandbox.start();
    QVERIFY2(ready, qPrintable(ready ? QString() : ready.error().message));
    const auto json = RawJson::parse(ready->toJson());
    QVERIFY(json);
    QStringList keys;
    for (const auto &member : json->members())
        keys.append(member.key);
    QCOMPARE(keys, QStringLiteral("account_url instances tokens token control_url pid").split(QLatin1Char(' ')));
    QVERIFY(!ready->instances.isEmpty());
    QCOMPARE(ready->token, ready->instances.first().fullToken);
    QVERIFY(!ready->toJson().contains('\n'));
    for (const QString &url : {ready->accountUrl, ready->instances.first().url, ready->controlUrl}) {
        const QUrl parsed(url);
        QVERIFY(parsed.path().isEmpty());
        QVERIFY(RawClient(static_cast<quint16>(parsed.port())).isConnected());
    }
    QVERIFY(!sandbox.start());
    sandbox.stop();
    QVERIFY(!RawClient(static_cast<quint16>(QUrl(ready->accountUrl).port())).isConnected());
    QVERIFY(sandbox.start());
}

void SandboxRunTest::makesACertificateAndSaysWhich()
{
    SandboxOptions options;
    options.selfSigned = true;
    Sandbox sandbox;
    const auto ready = sandbox.start(options);
    QVERIFY2(ready, qPrintable(ready ? QString() : ready.error().message));
    QVERIFY(QUrl(ready->controlUrl).scheme() == QLatin1String("http"));
    const auto json = RawJson::parse(ready->toJson());
    QVERIFY(json);
    QCOMPARE(json->member(u"certificate_sha256")->toString(), ready->certificateSha256);
    for (const QString &url : {ready->accountUrl, ready->instances.first().url}) {
        QCOMPARE(QUrl(url).scheme(), QStringLiteral("https"));
        for (const char *host : {"127.0.0.1", "localhost", "::1"}) {
            QSslSocket stranger;
            stranger.connectToHostEncrypted(QStringLiteral("127.0.0.1"), static_cast<quint16>(QUrl(url).port()),
                                            QString::fromLatin1(host));
            QVERIFY2(!stranger.waitForEncrypted(), "nobody trusts it");
            QCOMPARE(stranger.error(), QAbstractSocket::SslHandshakeFailedError);

            const QSslCertificate certificate = stranger.peerCertificate();
            QCOMPARE(fingerprintOf(certificate), ready->certificateSha256);
            QVERIFY(certificate.isSelfSigned());
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setCaCertificates({certificate});
            QSslSocket friendly;
            friendly.setSslConfiguration(configuration);
            friendly.connectToHostEncrypted(QStringLiteral("127.0.0.1"), static_cast<quint16>(QUrl(url).port()),
                                            QString::fromLatin1(host));
            QVERIFY2(friendly.waitForEncrypted(), qPrintable(friendly.errorString()));
        }
    }
    Sandbox other;
    QVERIFY2(other.start(options)->certificateSha256 != ready->certificateSha256, "each has its own");
}

void SandboxRunTest::saysWhichCertificateItWasGiven()
{
    const test::TestCertificate certificate;
    QVERIFY(certificate.isValid());
    SandboxOptions options;
    options.certificateFile = certificate.certificateFile();
    options.keyFile = certificate.keyFile();
    Sandbox sandbox;
    const auto ready = sandbox.start(options);
    QVERIFY(ready);
    QCOMPARE(ready->certificateSha256, fingerprintOf(QSslCertificate::fromPath(options.certificateFile).value(0)));
    options.selfSigned = true;
    QCOMPARE(Sandbox().start(options).error().kind, ErrorKind::Validation);
}

void SandboxRunTest::stopsWhileRequestsHang()
{
    std::optional<Sandbox> sandbox(std::in_place);
    SandboxOptions options;
    options.faults
        = {QStringLiteral("PUT * hang"), QStringLiteral("GET * latency=600000"), QStringLiteral("* * trickle")};
    const auto ready = sandbox->start(options);
    QVERIFY(ready);
    const auto port = static_cast<quint16>(QUrl(ready->instances.first().url).port());
    RawClient hanging(port);
    RawClient late(port);
    RawClient trickling(port);
    RawClient idle(port);
    QVERIFY(hanging.send(Put));
    QVERIFY(late.send("GET /api:meta/x HTTP/1.1\r\n\r\n"));
    QVERIFY(trickling.send("POST /api:meta/x HTTP/1.1\r\n\r\n"));
    QVERIFY(!trickling.read(1).isEmpty());
    const auto begin = std::chrono::steady_clock::now();
    sandbox.reset();
    QVERIFY(std::chrono::steady_clock::now() - begin < Quickly);
    QVERIFY(hanging.readAll().isEmpty());
    QVERIFY(idle.readAll().isEmpty());
    QCOMPARE(hanging.end(), RawClient::End::Closed);
}

void SandboxRunTest::stopsUnderLoad()
{
    Sandbox sandbox;
    const auto ready = sandbox.start();
    QVERIFY(ready);
    const auto port = static_cast<quint16>(QUrl(ready->instances.first().url).port());
    std::atomic<int> answered = 0;
    // Requests are always waiting in the socket, so that the server never has to wait for one.
    std::thread busy([&] {
        RawClient client(port);
        for (bool goesOn = true; goesOn;) {
            goesOn = client.send(Put + Put + Put + Put);
            for (int i = 0; goesOn && i < 3; ++i) {
                goesOn = RawClient::status(client.readResponse()) != 0;
                ++answered;
            }
        }
    });
    QTRY_VERIFY(answered > 100);
    const auto begin = std::chrono::steady_clock::now();
    sandbox.stop();
    const auto taken = std::chrono::steady_clock::now() - begin;
    busy.join();
    QVERIFY(taken < Quickly);
}

void SandboxRunTest::isSteeredWithoutSockets()
{
    Sandbox sandbox;
    const auto ready = sandbox.start();
    QVERIFY(ready);
    QVERIFY(!sandbox.setFaults({QStringLiteral("nonsense")}));
    QVERIFY(sandbox.setFaults({QStringLiteral("PUT * status=418")}));
    RawClient client(static_cast<quint16>(QUrl(ready->instances.first().url).port()));
    QVERIFY(client.send(Put));
    QCOMPARE(RawClient::status(client.readResponse()), 418);
    const auto requests = sandbox.requests();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests[0].status, 418);
    QCOMPARE(sandbox.control("POST", "/reset").status, 200);
    QVERIFY(sandbox.requests().isEmpty());
}

void SandboxRunTest::aTakenPortIsSaid()
{
    const auto taken = Socket::listenOnLoopback(0);
    QVERIFY(taken);
    SandboxOptions options;
    options.port = taken->port();
    Sandbox sandbox;
    const auto ready = sandbox.start(options);
    QVERIFY(!ready);
    QCOMPARE(ready.error().kind, ErrorKind::Network);
    QVERIFY(ready.error().message.contains(QString::number(taken->port())));
    QVERIFY(sandbox.start());
}

void SandboxRunTest::wrongOptionsAreSaid()
{
    Sandbox sandbox;
    SandboxOptions options;
    options.faults = {QStringLiteral("* * nonsense")};
    QCOMPARE(sandbox.start(options).error().kind, ErrorKind::Validation);
    options = {};
    options.certificateFile = QStringLiteral("/nonexistent/certificate.pem");
    QCOMPARE(sandbox.start(options).error().kind, ErrorKind::Validation);
    options.keyFile = QStringLiteral("/nonexistent/key.pem");
    const auto noCertificate = sandbox.start(options);
    QCOMPARE(noCertificate.error().kind, ErrorKind::Tls);
    QVERIFY(noCertificate.error().message.contains(options.certificateFile));
    options = {};
    options.port = 65'535;
    QCOMPARE(sandbox.start(options).error().kind, ErrorKind::Validation);
}

void SandboxRunTest::controlAnswersWhileEverythingHangs()
{
    Sandbox sandbox;
    SandboxOptions options;
    options.faults = {QStringLiteral("* * hang")};
    const auto ready = sandbox.start(options);
    QVERIFY(ready);
    RawClient hanging(static_cast<quint16>(QUrl(ready->instances.first().url).port()));
    QVERIFY(hanging.send(Put));
    const auto controlPort = static_cast<quint16>(QUrl(ready->controlUrl).port());
    const auto listed = [&] {
        RawClient control(controlPort);
        control.send("GET /requests HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        const auto json = RawJson::parse(RawClient::body(control.readResponse()));
        return json ? json->elements() : QList<RawJson>();
    };
    QTRY_COMPARE(listed().size(), 1);
    QCOMPARE(listed()[0].member(u"method")->toString(), QStringLiteral("PUT"));
    QCOMPARE(listed()[0].member(u"instance")->toString(), ready->instances.first().name);

    const QByteArray rules = R"({"rules":["* * status=418"]})";
    RawClient control(controlPort);
    QVERIFY(control.send("POST /faults HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
                         + QByteArray::number(rules.size()) + "\r\n\r\n" + rules));
    QCOMPARE(RawClient::status(control.readResponse()), 200);
    RawClient client(static_cast<quint16>(QUrl(ready->accountUrl).port()));
    QVERIFY(client.send(Put));
    QCOMPARE(RawClient::status(client.readResponse()), 418);
}

void SandboxRunTest::aDataFileStaysWithItsSample()
{
    const QTemporaryDir folder;
    SandboxOptions options;
    options.api.dataFile = folder.filePath(QStringLiteral("state.db"));
    options.api.sample = Sample::Agency;
    QVERIFY(Sandbox().start(options));
    QVERIFY2(Sandbox().start(options), "the same sample takes it up again");
    options.api.sample = Sample::Shop;
    const auto other = Sandbox().start(options);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, ErrorKind::Storage);
}

void SandboxRunTest::controlIsNotForWebPages_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    const auto row = [](const char *headers, int status) { QTest::newRow(headers) << QByteArray(headers) << status; };
    row("Host: 127.0.0.1:8000", 200);
    row("Host: localhost", 200);
    row("Host: LOCALHOST:8000", 200);
    row("Host: [::1]:8000", 200);
    row("User-Agent: none", 200);
    row("Host: evil.example", 403);
    row("Host: evil.example:8000", 403);
    row("Host: 127.0.0.1.evil.example", 403);
    row("Host: localhost.evil.example:8000", 403);
    row("Host: 127.0.0.1\r\nOrigin: http://evil.example", 403);
    row("Host: 127.0.0.1\r\nOrigin: null", 403);
}

void SandboxRunTest::controlIsNotForWebPages()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    Sandbox sandbox;
    const auto ready = sandbox.start();
    QVERIFY(ready);
    QVERIFY(sandbox.setFaults({QStringLiteral("* * status=418")}));
    RawClient control(static_cast<quint16>(QUrl(ready->controlUrl).port()));
    QVERIFY(control.send("POST /reset HTTP/1.1\r\nContent-Length: 0\r\n" + headers + "\r\n\r\n"));
    const QByteArray response = control.readResponse();
    QCOMPARE(RawClient::status(response), status);
    QVERIFY(RawJson::parse(RawClient::body(response)));
    RawClient client(static_cast<quint16>(QUrl(ready->instances.first().url).port()));
    QVERIFY(client.send(Put));
    QCOMPARE(RawClient::status(client.readResponse()) == 418, status == 403);
}

void SandboxRunTest::heldControlConnectionsHoldNothing()
{
    Sandbox sandbox;
    const auto ready = sandbox.start();
    QVERIFY(ready);
    const auto port = static_cast<quint16>(QUrl(ready->controlUrl).port());
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 40; ++i) {
        held.push_back(std::make_unique<RawClient>(port));
        QVERIFY(held.back()->send("POST /faults HTTP/1.1\r\nContent-Length: 100\r\n"));
    }
    RawClient control(port);
    auto begin = std::chrono::steady_clock::now();
    QVERIFY(control.send("GET /requests HTTP/1.1\r\n\r\n"));
    QCOMPARE(RawClient::body(control.readResponse()), "[]");
    QVERIFY(std::chrono::steady_clock::now() - begin < Quickly);
    begin = std::chrono::steady_clock::now();
    sandbox.stop();
    QVERIFY(std::chrono::steady_clock::now() - begin < Quickly);
}

void SandboxRunTest::controlAnswersEveryMethodWithASentence()
{
    Sandbox sandbox;
    const auto ready = sandbox.start();
    QVERIFY(ready);
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        RawClient control(static_cast<quint16>(QUrl(ready->controlUrl).port()));
        QVERIFY(control.send(QByteArray(method) + " /nothing HTTP/1.1\r\nContent-Length: 0\r\n\r\n"));
        const QByteArray response = control.readResponse();
        QCOMPARE(RawClient::status(response), 404);
        const auto json = RawJson::parse(RawClient::body(response));
        QVERIFY2(json && json->member(u"message"), method);
    }
}

void SandboxRunTest::controlTakesWhatCurlSends()
{
    Sandbox sandbox;
    const auto ready = sandbox.start();
    QVERIFY(ready);
    const auto port = static_cast<quint16>(QUrl(ready->controlUrl).port());
    // `curl -X POST`: no length, and no end of the stream either.
    RawClient reset(port);
    QVERIFY(reset.send("POST /reset HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    QCOMPARE(RawClient::body(reset.readResponse()), "{}");
    // `curl -d`: JSON by the name of a form.
    const QByteArray rules = R"({"rules":["* * status=418"],"note":")" + QByteArray(100'000, 'x') + "\"}";
    RawClient faults(port);
    QVERIFY(faults.send("POST /faults HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + QByteArray::number(rules.size()) + "\r\n\r\n" + rules));
    QCOMPARE(RawClient::body(faults.readResponse()), "{}");
    RawClient chunked(port);
    QVERIFY(chunked.send("POST /faults HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "c\r\n{\"rules\":[]}\r\n0\r\n\r\n"));
    QCOMPARE(RawClient::body(chunked.readResponse()), "{}");
}

METASCOPE_TEST(SandboxRunTest)
#include "sandboxruntest.moc"
