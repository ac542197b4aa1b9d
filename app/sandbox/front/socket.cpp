// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/socket.h"

#include <QtCore/QCoreApplication>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace metascope::sandbox {

namespace {

struct SocketText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::Socket)
};

constexpr int Backlog = 256;

/// The socket calls want every address as a sockaddr.
sockaddr *generic(sockaddr_in &address)
{
    return reinterpret_cast<sockaddr *>(&address);
}

void makeNonBlocking(int fd)
{
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void enable(int fd, int level, int option)
{
    const int on = 1;
    ::setsockopt(fd, level, option, &on, sizeof on);
}

} // namespace

Socket::~Socket()
{
    close();
}

Socket &Socket::operator=(Socket &&other) noexcept
{
    if (this != &other) {
        close();
        m_fd = std::exchange(other.m_fd, -1);
    }
    return *this;
}

void Socket::close()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

quint16 Socket::port() const
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(m_fd, generic(address), &size) != 0)
        return 0;
    return ntohs(address.sin_port);
}

Result<Socket> Socket::listenOnLoopback(quint16 port)
{
    const auto failed = [port] {
        return Failure(Error::local(
            ErrorKind::Network,
            SocketText::tr("Port %1 of 127.0.0.1 cannot be used: %2.").arg(QString::number(port), qt_error_string())));
    };
    Socket socket(::socket(AF_INET, SOCK_STREAM, 0));
    if (!socket.isOpen())
        return failed();
    makeNonBlocking(socket.fd());
    enable(socket.fd(), SOL_SOCKET, SO_REUSEADDR);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::bind(socket.fd(), generic(address), sizeof address) != 0 || ::listen(socket.fd(), Backlog) != 0)
        return failed();
    return socket;
}

Socket Socket::accept() const
{
    Socket peer(::accept(m_fd, nullptr, nullptr));
    if (peer.isOpen()) {
        makeNonBlocking(peer.fd());
        enable(peer.fd(), IPPROTO_TCP, TCP_NODELAY);
    }
    return peer;
}

void blockSignalsInThisThread()
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace metascope::sandbox
