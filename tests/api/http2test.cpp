// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/2 and gzip, through nginx with TLS in front of the sandbox: what the service itself speaks.
#include "tests/api/clientfixture.h"
#include "tests/api/testcertificate.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace metascope;
using test::ClientFixture;
using test::waitFor;

namespace {

/// nginx in the foreground with a configuration of its own, ended with this object.
class Nginx {
public:
    Nginx(const QString &upstream, const test::TestCertificate &certificate)
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
        probe.close();
        QFile file(m_folder.filePath(QStringLiteral("nginx.conf")));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(
            QStringLiteral("daemon off; pid %1/pid; error_log %1/error.log; worker_processes 1;\n"
                           "events {}\n"
                           "http { access_log %1/access.log; client_body_temp_path %1/body; proxy_temp_path %1/proxy;\n"
                           "fastcgi_temp_path %1/f; uwsgi_temp_path %1/u; scgi_temp_path %1/s;\n"
                           "log_format main '$server_protocol $request_method'; access_log %1/access.log main;\n"
                           "server { listen 127.0.0.1:%2 ssl http2; ssl_certificate %3; ssl_certificate_key %4;\n"
                           "location / { proxy_pass %5; proxy_http_version 1.1; } } }\n")
                .arg(m_folder.path(), QString::number(m_port), certificate.certificateFile(), certificate.keyFile(),
                     upstream)
                .toUtf8());
        file.close();
        m_process.setProgram(QStringLiteral("nginx"));
        m_process.setArguments({QStringLiteral("-c"), file.fileName(), QStringLiteral("-p"), m_folder.path(),
                                QStringLiteral("-e"), m_folder.filePath(QStringLiteral("error.log"))});
        m_process.start();
    }
    ~Nginx()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished(1000);
    }
    Q_DISABLE_COPY_MOVE(Nginx)

    [[nodiscard]] bool isReady()
    {
        return QTest::qWaitFor(
            [this] {
                QTcpSocket socket;
                socket.connectToHost(QHostAddress::LocalHost, m_port);
                return socket.waitForConnected(200);
            },
            10'000);
    }
    [[nodiscard]] QString origin() const { return QStringLiteral("https://127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] QByteArray accessLog() const
    {
        QFile file(m_folder.filePath(QStringLiteral("access.log")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace

class Http2Test final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void speaksHttp2ThroughTls();
    void distrustsAnUnknownCertificate();
};

void Http2Test::speaksHttp2ThroughTls()
{
    if (QStandardPaths::findExecutable(QStringLiteral("nginx"),
                                       {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")})
            .isEmpty())
        QSKIP("nginx is not installed");
    const ClientFixture fixture;
    const test::TestCertificate certificate;
    Nginx nginx(fixture.ready.instances.constFirst().url, certificate);
    QVERIFY(nginx.isReady());
    ClientOptions options = test::quickOptions();
    options.extraAuthorities = QSslCertificate::fromPath(certificate.certificateFile());
    TokenVault vault;
    const ApiBase base = *ApiBase::fromUserInput(nginx.origin());
    vault.put(base.origin, std::make_shared<const Secret>(QByteArray(fixture.ready.token)));
    Session session({InstanceId(QStringLiteral("h2")), QStringLiteral("h2"), base}, vault,
                    Session::Shared{fixture.policy, fixture.clock, false, options});
    const auto list = waitFor(session.workspaces().list());
    QVERIFY2(list, qPrintable(list ? QString() : describe(list.error())));

    // A write with a body and one without go through once each.
    Request rename;
    rename.endpoint = EndpointId::SchemaRename;
    rename.args = {QString::number(fixture.workspace().value()), QStringLiteral("999999")};
    rename.body = *RawJson::parse(R"({"old_name":"a","new_name":"b"})");
    Request drop = rename;
    drop.endpoint = EndpointId::SchemaFieldDelete;
    drop.args.append(QStringLiteral("nothing"));
    drop.body.reset();
    rename.ticket = drop.ticket
        = *session.gate().issue(fixture.workspace(), Confirmation::Review, {{rename, {}}, {drop, {}}});
    const Decoder<Done> ignore = [](const RawJson &) { return Result<Done>(Done{}); };
    QCOMPARE(waitFor(session.client().send<Done>(rename, ignore)).error().kind, ErrorKind::NotFound);
    QCOMPARE(waitFor(session.client().send<Done>(drop, ignore)).error().kind, ErrorKind::NotFound);
    QTRY_COMPARE(nginx.accessLog().count("HTTP/2.0 POST"), 1);
    QTRY_COMPARE(nginx.accessLog().count("HTTP/2.0 DELETE"), 1);
    QVERIFY(nginx.accessLog().contains("HTTP/2.0 GET"));
}

void Http2Test::distrustsAnUnknownCertificate()
{
    const test::TestCertificate certificate;
    sandbox::SandboxOptions options;
    options.certificateFile = certificate.certificateFile();
    options.keyFile = certificate.keyFile();
    const ClientFixture fixture(options);
    const auto list = waitFor(fixture.session->workspaces().list());
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::Tls);
    QCOMPARE(fixture.server.requests().size(), 0);
}

METASCOPE_TEST(Http2Test)
#include "http2test.moc"
