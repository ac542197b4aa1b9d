// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"
#include "app/sandbox/http.h"

#include <deque>
#include <map>
#include <mutex>
#include <optional>

namespace metascope::sandbox {

/// The free plan's limit: 10 requests in any 20 seconds, per instance; the account is not limited. Refused requests
/// do not count, so that a client that waits gets on. Any thread.
class PlanLimiter final {
public:
    /// `clock` outlives the limiter.
    PlanLimiter(Plan plan, const Clock &clock) : m_plan(plan), m_clock(clock) {}

    /// Counts a request; the answer to give in its place where it is one too many.
    std::optional<HttpResponse> refuse(int instance);
    void reset();

private:
    const Plan m_plan;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::map<int, std::deque<Clock::TimePoint>> m_recent;
};

/// The real 429, without a Retry-After.
HttpResponse tooManyRequests();

} // namespace metascope::sandbox
