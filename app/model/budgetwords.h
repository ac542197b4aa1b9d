// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ratelimiter.h"

#include <QtCore/QString>

/// The budget of an instance in words.
namespace metascope::budgetwords {

/// A time that is waited for, in whole seconds, rounded up: "12 s".
QString seconds(std::chrono::milliseconds time);
/// "the plan allows 10 requests in 20 s".
QString allowance(const RateLimit &limit);
/// What is left or what waits, with the countdown: "about 7 of 10 requests left (counted here)". Empty without a known limit.
QString status(const RateLimiter &limiter);
/// What the words of status() rest on.
QString explanation(const RateLimiter &limiter);

} // namespace metascope::budgetwords
