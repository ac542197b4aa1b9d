// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace metascope {

/// How long to wait before a read is tried again: doubles with each attempt, up to a bound, of which `jitter` (0 to 1)
/// decides the upper half, so that many clients do not come back at once.
struct Backoff {
    std::chrono::milliseconds first{500};
    std::chrono::milliseconds longest{8000};

    [[nodiscard]] constexpr std::chrono::milliseconds delay(int attempt, double jitter) const
    {
        std::chrono::milliseconds whole = first;
        for (int i = 0; i < attempt && whole < longest; ++i)
            whole *= 2;
        whole = std::min(whole, longest);
        const double factor = 0.5 + 0.5 * std::clamp(jitter, 0.0, 1.0);
        return std::chrono::milliseconds(
            static_cast<std::chrono::milliseconds::rep>(static_cast<double>(whole.count()) * factor));
    }
};

} // namespace metascope
