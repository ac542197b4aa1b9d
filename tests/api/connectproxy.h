// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace metascope::test {

/// A proxy on loopback that tunnels every CONNECT to one port of this machine, whatever name it is asked for.
class ConnectProxy final {
public:
    explicit ConnectProxy(quint16 target) : m_target(target)
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no free port");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection()) {
                ++connections;
                QObject::connect(client, &QTcpSocket::readyRead, client, [this, client] { read(client); });
            }
        });
    }
    Q_DISABLE_COPY_MOVE(ConnectProxy)

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QNetworkProxy proxy(QNetworkProxy::ProxyType type = QNetworkProxy::HttpProxy) const
    {
        return {type, QStringLiteral("127.0.0.1"), port()};
    }
    /// `USER:PASSWORD` that it wants; empty: lets everybody through.
    QByteArray login;
    QList<QByteArray> heads; ///< of what it was asked for, whole
    QByteArray received; ///< every byte that clients sent, in tunnels and outside
    bool refuses = false; ///< opens no tunnel
    int connections = 0;
    int tunnels = 0;

private:
    void read(QTcpSocket *client)
    {
        const QByteArray bytes = client->readAll();
        received += bytes;
        if (QTcpSocket *far = m_far.value(client)) {
            far->write(bytes);
            return;
        }
        QByteArray &buffer = m_buffers[client];
        buffer += bytes;
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = buffer.first(end + 2);
        buffer.remove(0, end + 4);
        heads.append(head);
        const QByteArray wanted = "Proxy-Authorization: Basic " + login.toBase64() + "\r\n";
        if (!login.isEmpty() && !head.contains(wanted))
            client->write("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
        else if (refuses || !head.startsWith("CONNECT "))
            client->write("HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n");
        else
            tunnel(client);
    }

    void tunnel(QTcpSocket *client)
    {
        ++tunnels;
        auto *far = new QTcpSocket(client);
        m_far.insert(client, far);
        QObject::connect(far, &QTcpSocket::connected, client,
                         [client] { client->write("HTTP/1.1 200 Connected\r\n\r\n"); });
        QObject::connect(far, &QTcpSocket::readyRead, client, [client, far] { client->write(far->readAll()); });
        QObject::connect(far, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
        far->connectToHost(QHostAddress::LocalHost, m_target);
    }

    QTcpServer m_server;
    quint16 m_target;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QHash<QTcpSocket *, QTcpSocket *> m_far;
};

} // namespace metascope::test
