// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/planlimiter.h"

namespace metascope::sandbox {

namespace {
constexpr std::size_t RequestsPerWindow = 10;
constexpr std::chrono::seconds Window{20};
} // namespace

std::optional<HttpResponse> PlanLimiter::refuse(int instance)
{
    if (m_plan != Plan::Free || instance < 0)
        return std::nullopt;
    const Clock::TimePoint now = m_clock.now();
    const std::scoped_lock lock(m_mutex);
    std::deque<Clock::TimePoint> &recent = m_recent[instance];
    while (!recent.empty() && now - recent.front() >= Window)
        recent.pop_front();
    if (recent.size() >= RequestsPerWindow)
        return tooManyRequests();
    recent.push_back(now);
    return std::nullopt;
}

void PlanLimiter::reset()
{
    const std::scoped_lock lock(m_mutex);
    m_recent.clear();
}

HttpResponse tooManyRequests()
{
    return errorResponse(429, "ERROR_CODE_TOO_MANY_REQUESTS",
                         "Whoa there! Your plan only supports 10 requests per 20 seconds. Upgrade options\u2026");
}

} // namespace metascope::sandbox
