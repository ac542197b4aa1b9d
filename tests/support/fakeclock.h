// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"

namespace metascope::test {

/// A clock that stands still until it is told to go on.
class FakeClock final : public Clock {
public:
    [[nodiscard]] TimePoint now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now += by; }

private:
    TimePoint m_now{std::chrono::milliseconds(1'000'000)};
};

} // namespace metascope::test
