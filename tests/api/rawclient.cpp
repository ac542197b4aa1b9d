// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/rawclient.h"

#include <QtCore/QList>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace metascope::test {

namespace {
constexpr int GuardSeconds = 20;
} // namespace

RawClient::RawClient(quint16 port) : m_fd(::socket(AF_INET, SOCK_STREAM, 0))
{
    const timeval guard{GuardSeconds, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &guard, sizeof guard);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    m_isConnected = ::connect(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

RawClient::~RawClient()
{
    close();
}

void RawClient::close()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

bool RawClient::send(const QByteArray &bytes) const
{
    return ::send(m_fd, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

bool RawClient::readMore()
{
    std::array<char, 64 * 1024> bytes{};
    const auto count = ::recv(m_fd, bytes.data(), bytes.size(), 0);
    if (count > 0) {
        m_buffer.append(bytes.data(), count);
        return true;
    }
    if (count == 0)
        m_end = End::Closed;
    else if (errno == ECONNRESET)
        m_end = End::Reset;
    return false;
}

QByteArray RawClient::read(qsizetype count)
{
    while (m_buffer.size() < count && readMore()) {}
    const QByteArray bytes = m_buffer.left(count);
    m_buffer.remove(0, bytes.size());
    return bytes;
}

QByteArray RawClient::readResponse()
{
    while (!m_buffer.contains("\r\n\r\n") && readMore()) {}
    const qsizetype head = m_buffer.indexOf("\r\n\r\n") + 4;
    return read(head + header(m_buffer.left(head), "content-length").toLongLong());
}

QByteArray RawClient::readAll()
{
    while (readMore()) {}
    return std::exchange(m_buffer, {});
}

QByteArray RawClient::body(const QByteArray &response)
{
    const qsizetype head = response.indexOf("\r\n\r\n");
    return head < 0 ? QByteArray() : response.mid(head + 4);
}

QByteArray RawClient::header(const QByteArray &response, const QByteArray &name)
{
    const QByteArray head = response.left(response.indexOf("\r\n\r\n"));
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

int RawClient::status(const QByteArray &response)
{
    return response.startsWith("HTTP/1.1 ") ? response.mid(9, 3).toInt() : 0;
}

} // namespace metascope::test
