// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/stream.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace metascope::sandbox {

namespace {

constexpr std::chrono::milliseconds NoLimit{-1};
constexpr qsizetype ReadSize = 64 * 1024;
constexpr qsizetype MostDiscarded = 1024 * 1024;

#ifdef POLLRDHUP
constexpr short PeerLeft = POLLRDHUP;
#else
constexpr short PeerLeft = POLLHUP;
#endif

bool wouldBlock()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

enum class Woken { Socket, Server, Time };

Woken pollBoth(int socket, short events, int wakeup, std::chrono::milliseconds limit)
{
    const bool isLimited = limit >= std::chrono::milliseconds::zero();
    const auto end = std::chrono::steady_clock::now() + limit;
    while (true) {
        int left = -1;
        if (isLimited) {
            const auto rest = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            left = rest.count() > 0 ? static_cast<int>(rest.count()) : 0;
        }
        std::array<pollfd, 2> both{{{wakeup, POLLIN, 0}, {socket, events, 0}}};
        const int ready = ::poll(both.data(), both.size(), left);
        if (both[0].revents != 0)
            return Woken::Server;
        if (ready > 0)
            return Woken::Socket;
        if (ready == 0)
            return Woken::Time;
        if (errno != EINTR)
            return Woken::Server;
    }
}

} // namespace

bool Stream::waitFor(short events, std::chrono::milliseconds limit) const
{
    return pollBoth(fd(), events, m_wakeup.fd(), limit) == Woken::Socket;
}

QByteArray Stream::read(std::chrono::milliseconds limit)
{
    QByteArray bytes(ReadSize, Qt::Uninitialized);
    while (true) {
        const auto count = ::recv(fd(), bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        if (count >= 0) {
            bytes.truncate(count);
            return bytes;
        }
        if (!wouldBlock() || !waitFor(POLLIN, limit))
            return {};
    }
}

bool Stream::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto count = ::send(fd(), bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        if (count >= 0)
            bytes = bytes.sliced(count);
        else if (!wouldBlock() || !waitFor(POLLOUT, WriteLimit))
            return false;
    }
    return true;
}

void Stream::close(std::chrono::milliseconds patience)
{
    if (!m_socket.isOpen())
        return;
    sayGoodbye();
    ::shutdown(fd(), SHUT_WR);
    discardArrivals(patience);
    m_socket.close();
}

void Stream::discardArrivals(std::chrono::milliseconds patience) const
{
    const auto end = std::chrono::steady_clock::now() + patience;
    QByteArray bytes(ReadSize, Qt::Uninitialized);
    qsizetype left = MostDiscarded;
    while (left > 0 && !isOver()) {
        const auto count = ::recv(fd(), bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        const auto rest = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (count > 0) {
            // Within the patience a peer may send what it likes.
            if (rest.count() <= 0)
                left -= count;
        } else if (count == 0 || !wouldBlock() || rest.count() <= 0 || !waitFor(POLLIN, rest)) {
            return;
        }
    }
}

void Stream::reset()
{
    const linger atOnce{1, 0};
    ::setsockopt(fd(), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket.close();
}

bool Stream::pause(std::chrono::milliseconds time) const
{
    return pollBoth(-1, 0, m_wakeup.fd(), time) == Woken::Time;
}

bool Stream::pauseWhilePeerStays(std::chrono::milliseconds time) const
{
    return pollBoth(fd(), PeerLeft, m_wakeup.fd(), time) == Woken::Time;
}

void Stream::waitForPeerToLeave() const
{
    pollBoth(fd(), PeerLeft, m_wakeup.fd(), NoLimit);
}

} // namespace metascope::sandbox
