// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <utility>

namespace metascope::sandbox {

/// Owns a file descriptor of the system and closes it.
class Socket final {
public:
    Socket() = default;
    explicit Socket(int fd) : m_fd(fd) {}
    ~Socket();
    Socket(Socket &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Socket &operator=(Socket &&other) noexcept;
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    /// The local port.
    [[nodiscard]] quint16 port() const;
    void close();

    /// Listens on 127.0.0.1, non-blocking. Port 0 takes a free one. Error: Network where the port is taken or not ours.
    static Result<Socket> listenOnLoopback(quint16 port);
    /// Waits for nothing: an open socket where somebody knocked, a closed one otherwise. Non-blocking, no Nagle.
    [[nodiscard]] Socket accept() const;

private:
    int m_fd = -1;
};

/// Keeps signals away from the calling thread: they belong to the program's first one, and a peer that went away is an
/// error of write(), not a SIGPIPE.
void blockSignalsInThisThread();

} // namespace metascope::sandbox
