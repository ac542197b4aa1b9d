// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/control/controlserver.h"

#include "app/sandbox/front/socket.h"

#include <QtCore/QCoreApplication>

#include <httplib.h>

#include <future>

namespace metascope::sandbox {

namespace {

struct ControlText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::ControlServer)
};

constexpr char Loopback[] = "127.0.0.1";
constexpr std::size_t Threads = 8;

/// The library's default also sets SO_REUSEPORT, with which two programs share a port without noticing.
void reuseAddressOnly(socket_t socket)
{
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

} // namespace

ControlServer::ControlServer(Desk &desk) : m_api(desk), m_server(std::make_unique<httplib::Server>())
{
    const auto handle = [this](const httplib::Request &request, httplib::Response &response) {
        const HttpResponse answer
            = m_api.handle(QByteArray::fromStdString(request.method), QByteArray::fromStdString(request.path),
                           QByteArray::fromStdString(request.body));
        response.status = answer.status;
        response.set_content(answer.body.data(), static_cast<std::size_t>(answer.body.size()),
                             answer.contentType.toStdString());
    };
    constexpr char anything[] = ".*";
    m_server->Get(anything, handle);
    m_server->Post(anything, handle);
    m_server->set_socket_options(reuseAddressOnly);
    // A kept connection would hold a thread of the pool, and stop() for as long as that waits for its next request.
    m_server->set_keep_alive_max_count(1);
    m_server->set_keep_alive_timeout(1);
    m_server->set_tcp_nodelay(true);
}

ControlServer::~ControlServer()
{
    m_server->stop();
    if (m_thread.joinable())
        m_thread.join();
}

Result<quint16> ControlServer::start(quint16 port)
{
    const int bound = port == 0 ? m_server->bind_to_any_port(Loopback)
                                : (m_server->bind_to_port(Loopback, port) ? static_cast<int>(port) : -1);
    if (bound <= 0) {
        return Failure(Error::local(
            ErrorKind::Network,
            ControlText::tr("Port %1 of 127.0.0.1 cannot be used by the control origin.").arg(QString::number(port))));
    }
    // stop() does nothing before the library says that it runs, which it does right before it asks for its threads.
    std::promise<void> running;
    m_server->new_task_queue = [&running] {
        auto threads = std::make_unique<httplib::ThreadPool>(Threads);
        running.set_value();
        return threads.release(); // the library takes it
    };
    m_thread = std::thread([server = m_server.get()] {
        blockSignalsInThisThread();
        server->listen_after_bind();
    });
    running.get_future().wait();
    return static_cast<quint16>(bound);
}

} // namespace metascope::sandbox
