// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/conversation.h"
#include "app/sandbox/front/tlscontext.h"

#include <atomic>
#include <list>
#include <thread>

namespace metascope::sandbox {

/// One origin: takes connections on its port, each on a thread of its own, so that one that is held up by a fault holds
/// up no other. Ends when the wakeup is raised; the destructor waits for that.
class Listener final {
public:
    /// `tls` may be null: plain. It and the wakeup outlive the listener.
    Listener(Socket socket, const Wakeup &wakeup, const TlsContext *tls, Meet meet);
    ~Listener();
    Q_DISABLE_COPY_MOVE(Listener)

private:
    struct Worker {
        std::atomic<bool> isDone = false;
        std::thread thread;
    };

    void acceptAll();
    void serve(Socket peer);
    void joinFinished();

    const Socket m_socket;
    const Wakeup &m_wakeup;
    const TlsContext *const m_tls;
    const Meet m_meet;
    std::list<Worker> m_workers; ///< touched by the accepting thread alone while that runs
    std::thread m_thread;
};

} // namespace metascope::sandbox
