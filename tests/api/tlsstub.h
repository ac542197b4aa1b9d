// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/api/stubserver.h"
#include "tests/api/testcertificate.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslServer>

namespace metascope::test {

/// A server on loopback that speaks TLS with the certificate of a test and answers every request alike.
class TlsStub final {
public:
    explicit TlsStub(const TestCertificate &certificate, QByteArray answer = stubAnswer("[]"))
        : m_answer(std::move(answer))
    {
        use(certificate);
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no free port");
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                ++handshakes;
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
                read(socket);
            }
        });
    }
    Q_DISABLE_COPY_MOVE(TlsStub)

    /// Shows another certificate from the next connection on.
    void use(const TestCertificate &certificate)
    {
        QFile key(certificate.keyFile());
        if (!key.open(QIODevice::ReadOnly))
            qFatal("no key");
        leaf = QSslCertificate::fromPath(certificate.certificateFile()).value(0);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setLocalCertificate(leaf);
        configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
        m_server.setSslConfiguration(configuration);
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QString url(const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QStringLiteral("https://%1:%2").arg(host).arg(port());
    }
    [[nodiscard]] QByteArray pin() const { return leaf.digest(QCryptographicHash::Sha256); }

    QSslCertificate leaf;
    QByteArray received; ///< all that came out of its tunnels, in plain
    int handshakes = 0; ///< that were completed on this side
    int requests = 0;
    bool closesAfterAnswer = false;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        const QByteArray bytes = socket->readAll();
        buffer += bytes;
        received += bytes;
        for (qsizetype end = buffer.indexOf("\r\n\r\n"); end >= 0; end = buffer.indexOf("\r\n\r\n")) {
            buffer.remove(0, end + 4);
            ++requests;
            socket->write(m_answer);
            if (closesAfterAnswer)
                socket->disconnectFromHost();
        }
    }

    QSslServer m_server;
    QByteArray m_answer;
    QHash<QTcpSocket *, QByteArray> m_buffers;
};

} // namespace metascope::test
