// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/stream.h"

#include <functional>
#include <memory>

namespace metascope::sandbox {

/// What goes on on one accepted connection.
class Conversation {
public:
    Conversation() = default;
    virtual ~Conversation() = default;
    Q_DISABLE_COPY_MOVE(Conversation)

    /// Blocks until the connection is over. On a thread of its own.
    virtual void run() = 0;
};

/// Makes the conversation for a connection just taken, in the order in which they came. On the listener's thread.
using Meet = std::function<std::unique_ptr<Conversation>(std::unique_ptr<Stream>)>;

} // namespace metascope::sandbox
