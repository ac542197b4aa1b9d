// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace metascope {

/// A member that ties replies to its owner: they are aborted and their answers dropped when it is destroyed or restarted.
/// Editors and tree nodes hold one each, so that an answer never meets a dead or changed target.
class ReplyScope {
public:
    ReplyScope() = default;
    ~ReplyScope() { restart(); }
    Q_DISABLE_COPY_MOVE(ReplyScope)

    /// As Reply::then, with this scope as the context.
    template <typename T, typename F>
    void await(const Reply<T> &reply, F f)
    {
        std::erase_if(m_held, [](const Held &held) { return held.isSettled(); });
        m_held.push_back({[reply] { reply.abort(); }, [reply] { return reply.isSettled(); }});
        reply.then(m_context.get(), std::move(f));
    }

    /// Aborts what is under way and drops its answers.
    void restart()
    {
        // The context goes first, so that no answer of an aborted reply arrives.
        m_context = std::make_unique<QObject>();
        const auto held = std::exchange(m_held, {});
        for (const Held &reply : held)
            reply.abort();
    }

    /// For what must end with this scope but is no Reply.
    [[nodiscard]] QObject *context() const { return m_context.get(); }

private:
    struct Held {
        std::function<void()> abort;
        std::function<bool()> isSettled;
    };
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
    std::vector<Held> m_held;
};

} // namespace metascope
