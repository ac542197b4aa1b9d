// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/socket.h"

namespace metascope::sandbox {

/// Ends every wait of the server's threads at once: raised, it stays raised, and poll() sees it. Any thread.
class Wakeup final {
public:
    Wakeup();
    void raise() const;
    /// Readable once raised.
    [[nodiscard]] int fd() const { return m_readEnd.fd(); }

private:
    Socket m_readEnd;
    Socket m_writeEnd;
};

} // namespace metascope::sandbox
