// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ratelimiter.h"

#include <algorithm>

namespace metascope {

RateLimiter::RateLimiter(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RateLimiter::pump);
}

void RateLimiter::setLimit(std::optional<RateLimit> limit)
{
    if (m_limit == limit)
        return;
    m_limit = limit;
    pump();
    Q_EMIT changed();
}

RateLimiter::Slot RateLimiter::acquire(Priority priority, std::function<void()> start)
{
    const Slot slot = ++m_last;
    (priority == Priority::Foreground ? m_foreground : m_background).push_back({slot, std::move(start)});
    pump();
    return slot;
}

void RateLimiter::cancel(Slot slot)
{
    for (auto *queue : {&m_foreground, &m_background})
        std::erase_if(*queue, [slot](const Waiting &waiting) { return waiting.slot == slot; });
    Q_EMIT changed();
}

void RateLimiter::ended(Slot slot)
{
    const auto call = std::ranges::find(m_started, slot, &Started::slot);
    if (call == m_started.end())
        return;
    m_started.erase(call);
    m_started.push_back({slot, m_clock.now()});
    pump();
    Q_EMIT changed();
}

void RateLimiter::refused(std::optional<std::chrono::milliseconds> retryAfter)
{
    if (!m_limit)
        m_limit = RateLimit{};
    const auto until = m_clock.now() + retryAfter.value_or(m_limit->window);
    m_pausedUntil = m_pausedUntil ? std::max(*m_pausedUntil, until) : until;
    pump();
    Q_EMIT changed();
}

int RateLimiter::queued() const
{
    return static_cast<int>(m_foreground.size() + m_background.size());
}

std::optional<int> RateLimiter::remaining() const
{
    if (!m_limit)
        return std::nullopt;
    forgetOld();
    return std::max(0, m_limit->requests - static_cast<int>(m_started.size()));
}

std::chrono::milliseconds RateLimiter::untilNext() const
{
    return queued() > 0 ? wait() : std::chrono::milliseconds::zero();
}

std::chrono::milliseconds RateLimiter::untilTurn(int before) const
{
    const auto pause = wait();
    if (!m_limit)
        return pause;
    // Each one takes the place of the oldest that counts; when those are used up, that of one which waits before it.
    const int rounds = before / m_limit->requests;
    const int place = before % m_limit->requests + static_cast<int>(m_started.size()) - m_limit->requests;
    const auto round = rounds * m_limit->window;
    if (place < 0)
        return pause + round;
    return std::max(pause, m_started[static_cast<std::size_t>(place)].at + m_limit->window - m_clock.now()) + round;
}

void RateLimiter::forgetOld() const
{
    if (!m_limit)
        return;
    const auto now = m_clock.now();
    while (!m_started.empty() && m_started.front().at + m_limit->window <= now)
        m_started.pop_front();
}

std::chrono::milliseconds RateLimiter::wait() const
{
    using std::chrono::milliseconds;
    const auto now = m_clock.now();
    milliseconds longest = milliseconds::zero();
    if (m_pausedUntil)
        longest = std::max(longest, *m_pausedUntil - now);
    forgetOld();
    if (m_limit && static_cast<int>(m_started.size()) >= m_limit->requests)
        longest = std::max(longest, m_started.front().at + m_limit->window - now);
    return longest;
}

void RateLimiter::pump()
{
    // start() can lead back here (a call that fails at once starts the next one).
    if (m_pumping)
        return;
    m_pumping = true;
    bool started = false;
    while (queued() > 0) {
        const auto pause = wait();
        if (pause > std::chrono::milliseconds::zero()) {
            m_timer.start(pause);
            break;
        }
        m_pausedUntil.reset();
        auto &queue = m_foreground.empty() ? m_background : m_foreground;
        const auto [slot, start] = std::move(queue.front());
        queue.pop_front();
        if (m_limit)
            m_started.push_back({slot, m_clock.now()});
        started = true;
        start();
    }
    m_pumping = false;
    if (started || queued() > 0)
        Q_EMIT changed();
}

} // namespace metascope
