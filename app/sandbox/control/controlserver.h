// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/control/controlapi.h"
#include "app/sandbox/front/listener.h"

#include <memory>
#include <optional>

namespace metascope::sandbox {

class ControlLibrary;

/// The control origin on its own port of 127.0.0.1, each connection on a thread of its own, so that nothing that is
/// held elsewhere can starve it. Plain HTTP whatever the others speak, one request per connection. Answers programs
/// alone: a web page that a browser shows must not steer it.
class ControlServer final {
public:
    /// Both outlive the server; it ends when the wakeup is raised.
    ControlServer(Desk &desk, const Wakeup &wakeup);
    ~ControlServer(); ///< waits for the end
    Q_DISABLE_COPY_MOVE(ControlServer)

    /// Once. 0 takes a free port; the port it has. Error: Network where the port is taken.
    Result<quint16> start(quint16 port);

private:
    ControlApi m_api;
    const Wakeup &m_wakeup;
    const std::unique_ptr<ControlLibrary> m_library;
    std::optional<Listener> m_listener;
};

} // namespace metascope::sandbox
