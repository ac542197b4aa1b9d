// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/listener.h"

#include "app/sandbox/front/tlsstream.h"

#include <poll.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace metascope::sandbox {

namespace {

/// How long somebody who knocks waits where the system gives no more files or threads; trying on without a pause
/// would take a whole processor.
constexpr int Respite = 100; // milliseconds

/// False where the server stops.
bool waitForPeer(int wakeup, int socket)
{
    while (true) {
        std::array<pollfd, 2> both{{{wakeup, POLLIN, 0}, {socket, POLLIN, 0}}};
        if (::poll(both.data(), both.size(), -1) < 0 && errno != EINTR)
            return false;
        if (both[0].revents != 0)
            return false;
        if (both[1].revents != 0)
            return true;
    }
}

bool isShortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

} // namespace

Listener::Listener(Socket socket, const Wakeup &wakeup, const TlsContext *tls, Meet meet)
    : m_socket(std::move(socket)), m_wakeup(wakeup), m_tls(tls), m_meet(std::move(meet)),
      m_thread([this] { acceptAll(); })
{}

Listener::~Listener()
{
    m_thread.join();
    for (Worker &worker : m_workers)
        worker.thread.join();
}

void Listener::acceptAll()
{
    blockSignalsInThisThread();
    while (waitForPeer(m_wakeup.fd(), m_socket.fd())) {
        Socket peer = m_socket.accept();
        const bool isShort = !peer.isOpen() && isShortage(errno);
        joinFinished();
        if (peer.isOpen()) {
            serve(std::move(peer));
        } else if (isShort) {
            pollfd end{m_wakeup.fd(), POLLIN, 0};
            ::poll(&end, 1, Respite);
        }
    }
}

void Listener::serve(Socket peer)
{
    std::unique_ptr<Stream> stream;
    if (m_tls != nullptr)
        stream = std::make_unique<TlsStream>(std::move(peer), m_wakeup, *m_tls);
    else
        stream = std::make_unique<Stream>(std::move(peer), m_wakeup);
    Worker &worker = m_workers.emplace_back();
    try {
        worker.thread = std::thread([&worker, conversation = m_meet(std::move(stream))] {
            blockSignalsInThisThread();
            conversation->run();
            worker.isDone = true;
        });
    } catch (const std::system_error &) {
        // No more threads: this peer's connection is closed, the others go on.
        m_workers.pop_back();
    }
}

void Listener::joinFinished()
{
    for (auto worker = m_workers.begin(); worker != m_workers.end();) {
        if (!worker->isDone) {
            ++worker;
            continue;
        }
        worker->thread.join();
        worker = m_workers.erase(worker);
    }
}

} // namespace metascope::sandbox
