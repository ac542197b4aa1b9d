// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace metascope {

/// Where the time comes from, so that tests can set it. Monotonic: fit for deadlines, not for dates.
class Clock {
public:
    using TimePoint = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
};

class SteadyClock final : public Clock {
public:
    [[nodiscard]] TimePoint now() const override
    {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now());
    }
};

} // namespace metascope
