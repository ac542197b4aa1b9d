// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/request.h"
#include "app/base/clock.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

namespace metascope {

/// A request budget: so many in so much time.
struct RateLimit {
    int requests = 10;
    std::chrono::milliseconds window{20'000};
    bool operator==(const RateLimit &) const = default;
};

/// Lets the calls of one instance start, foreground before background, within its budget. Without a known budget everything
/// starts at once; a 429 teaches the free plan's (10 requests in 20 s: docs.xano.com/instances/api-rate-limit, 2026)
/// and holds everything until the server can be expected to take more. Lives in the thread of its client.
class RateLimiter final : public QObject {
    Q_OBJECT
public:
    using Slot = quint64; ///< one waiting call

    explicit RateLimiter(const Clock &clock, QObject *parent = nullptr);

    /// Tells the budget, where the account names one; nothing lifts it.
    void setLimit(std::optional<RateLimit> limit);
    [[nodiscard]] std::optional<RateLimit> limit() const { return m_limit; }

    /// Calls `start` when the call may go, from within this call when that is now. The budget is spent then.
    Slot acquire(Priority priority, std::function<void()> start);
    /// Takes a waiting call out of the queue; no effect on one that has started.
    void cancel(Slot slot);
    /// The call of this slot has its answer, or never will. The server may have counted it as late as now: only from here on does
    /// it count as past.
    void ended(Slot slot);
    /// The server refused a call for its rate. `retryAfter` is its own word, if it gave one.
    void refused(std::optional<std::chrono::milliseconds> retryAfter);

    /// How many calls wait.
    [[nodiscard]] int queued() const;
    /// How many could start now, as counted here: other clients of the instance are not seen. Nothing without a budget.
    [[nodiscard]] std::optional<int> remaining() const;
    /// Until the next waiting call goes (zero when none waits for time).
    [[nodiscard]] std::chrono::milliseconds untilNext() const;
    /// About how long until the waiting call with so many others before it goes: those can also be cancelled, or answered late.
    [[nodiscard]] std::chrono::milliseconds untilTurn(int before) const;
    /// How long a call that would come now had to wait.
    [[nodiscard]] std::chrono::milliseconds pause() const { return wait(); }

Q_SIGNALS:
    /// The queue, the budget or the pause is another one.
    void changed();

private:
    struct Waiting {
        Slot slot;
        std::function<void()> start;
    };
    void pump();
    void forgetOld() const;
    [[nodiscard]] std::chrono::milliseconds wait() const;

    const Clock &m_clock;
    std::optional<RateLimit> m_limit;
    struct Started {
        Slot slot;
        Clock::TimePoint at; ///< its start, or its end once that is known
    };
    mutable std::deque<Started> m_started; ///< by time
    std::optional<Clock::TimePoint> m_pausedUntil;
    std::deque<Waiting> m_foreground;
    std::deque<Waiting> m_background;
    QTimer m_timer;
    Slot m_last = 0;
    bool m_pumping = false;
};

} // namespace metascope
