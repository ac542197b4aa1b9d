// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/listener.h"

#include "app/sandbox/front/connection.h"
#include "app/sandbox/front/tlsstream.h"

#include <poll.h>

#include <array>
#include <cerrno>

namespace metascope::sandbox {

Listener::Listener(Socket socket, int instance, const Shared &shared)
    : m_socket(std::move(socket)), m_instance(instance), m_shared(shared), m_thread([this] { acceptAll(); })
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
    while (true) {
        std::array<pollfd, 2> both{{{m_shared.wakeup.fd(), POLLIN, 0}, {m_socket.fd(), POLLIN, 0}}};
        if (::poll(both.data(), both.size(), -1) < 0 && errno != EINTR)
            return;
        if (both[0].revents != 0)
            return;
        if (both[1].revents == 0)
            continue;
        if (Socket peer = m_socket.accept(); peer.isOpen())
            serve(std::move(peer));
        joinFinished();
    }
}

void Listener::serve(Socket peer)
{
    std::unique_ptr<Stream> stream;
    if (m_shared.tls != nullptr)
        stream = std::make_unique<TlsStream>(std::move(peer), m_shared.wakeup, *m_shared.tls);
    else
        stream = std::make_unique<Stream>(std::move(peer), m_shared.wakeup);
    auto connection
        = std::make_unique<Connection>(m_shared.desk, std::move(stream), m_instance, ++m_shared.lastConnection);
    Worker &worker = m_workers.emplace_back();
    worker.thread = std::thread([&worker, connection = std::move(connection)] {
        blockSignalsInThisThread();
        connection->run();
        worker.isDone = true;
    });
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
