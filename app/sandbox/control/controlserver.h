// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/control/controlapi.h"

#include <memory>
#include <thread>

namespace httplib {
class Server;
}

namespace metascope::sandbox {

/// The control origin on its own port of 127.0.0.1 and its own threads, so that no held connection of the API's
/// origins can starve it. Plain HTTP whatever the others speak.
class ControlServer final {
public:
    /// `desk` outlives the server.
    explicit ControlServer(Desk &desk);
    ~ControlServer(); ///< stops and waits
    Q_DISABLE_COPY_MOVE(ControlServer)

    /// Once. 0 takes a free port; the port it has. Error: Network where the port is taken.
    Result<quint16> start(quint16 port);

private:
    ControlApi m_api;
    std::unique_ptr<httplib::Server> m_server;
    std::thread m_thread;
};

} // namespace metascope::sandbox
