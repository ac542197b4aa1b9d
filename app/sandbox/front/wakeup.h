// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/socket.h"

#include <atomic>

namespace metascope::sandbox {

/// Ends every wait of the server's threads at once: raised, it stays raised, and poll() sees it. Any thread.
class Wakeup final {
public:
    Wakeup();
    void raise();
    [[nodiscard]] bool isRaised() const { return m_isRaised; }
    /// Readable once raised.
    [[nodiscard]] int fd() const { return m_readEnd.fd(); }

private:
    Socket m_readEnd;
    Socket m_writeEnd;
    std::atomic<bool> m_isRaised = false;
};

} // namespace metascope::sandbox
