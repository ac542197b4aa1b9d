// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/api/clientfixture.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <functional>

namespace metascope::test {

/// One request as it reached a StubServer.
struct StubRequest {
    QByteArray method;
    QByteArray target;
    QByteArray head; ///< whole, with the request line
};

/// The bytes of an answer with that body.
inline QByteArray stubAnswer(const QByteArray &body, const QByteArray &status = "200 OK",
                             const QByteArray &moreHeaders = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + moreHeaders
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A server on loopback that answers what a test tells it to, byte for byte: for what no sandbox would say. Lives in the
/// test's own thread. Bodies of requests are read and dropped.
class StubServer final {
public:
    using Answer = std::function<QByteArray(const StubRequest &)>;

    explicit StubServer(Answer answer) : m_answer(std::move(answer))
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no free port");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                ++connections;
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
            }
        });
    }
    ~StubServer() { m_server.close(); }
    Q_DISABLE_COPY_MOVE(StubServer)

    [[nodiscard]] QString url(const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QStringLiteral("http://%1:%2").arg(host).arg(m_server.serverPort());
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

    QList<StubRequest> requests;
    int connections = 0;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        for (qsizetype end = buffer.indexOf("\r\n\r\n"); end >= 0; end = buffer.indexOf("\r\n\r\n")) {
            const QByteArray head = buffer.first(end + 2);
            qsizetype length = 0;
            for (const QByteArray &line : head.split('\n'))
                if (line.toLower().startsWith("content-length:"))
                    length = line.mid(15).trimmed().toInt();
            if (buffer.size() < end + 4 + length)
                return;
            buffer.remove(0, end + 4 + length);
            const QList<QByteArray> words = head.first(head.indexOf('\r')).split(' ');
            requests.append({words.value(0), words.value(1), head});
            socket->write(m_answer(requests.constLast()));
        }
    }

    QTcpServer m_server;
    Answer m_answer;
    QHash<QTcpSocket *, QByteArray> m_buffers;
};

/// A session to any address, with a made-up token for it.
class LoneSession final {
public:
    explicit LoneSession(const QString &url, ClientOptions options = quickOptions(),
                         const QByteArray &token = "made-up-token-0001")
        : LoneSession(*ApiBase::fromUserInput(url), std::move(options), token)
    {}
    explicit LoneSession(const ApiBase &base, ClientOptions options = quickOptions(),
                         const QByteArray &token = "made-up-token-0001")
    {
        vault.put(base.origin, std::make_shared<const Secret>(QByteArray(token)));
        session = std::make_unique<Session>(
            Session::Address{InstanceId(QStringLiteral("lone")), QStringLiteral("Lone"), base}, vault,
            Session::Shared{policy, clock, false, std::move(options)});
    }

    [[nodiscard]] Session &operator*() const { return *session; }
    [[nodiscard]] Session *operator->() const { return session.get(); }

    TokenVault vault;
    NormalPolicy policy;
    SteadyClock clock;
    std::unique_ptr<Session> session;
};

/// `GET /workspace` as raw JSON, with a limit of its own.
inline Reply<RawJson> rawWorkspaces(Session &session, qint64 bodyLimit = 64 * 1024 * 1024)
{
    Request request;
    request.endpoint = EndpointId::WorkspaceList;
    request.bodyLimit = bodyLimit;
    return session.client().send<RawJson>(request, [](const RawJson &json) { return Result<RawJson>(json); });
}

} // namespace metascope::test
