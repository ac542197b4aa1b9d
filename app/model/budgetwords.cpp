// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/budgetwords.h"

#include <QtCore/QCoreApplication>

namespace metascope::budgetwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(metascope::RateLimiter)
};

} // namespace

QString seconds(std::chrono::milliseconds time)
{
    return Words::tr("%1 s").arg(std::chrono::ceil<std::chrono::seconds>(time).count());
}

QString allowance(const RateLimit &limit)
{
    return Words::tr("the plan allows %n request(s) in %1", nullptr, limit.requests).arg(seconds(limit.window));
}

QString status(const RateLimiter &limiter)
{
    const auto limit = limiter.limit();
    if (!limit)
        return {};
    const int waiting = limiter.queued();
    const auto pause = limiter.pause();
    if (waiting > 0 && pause.count() > 0)
        return Words::tr("waits %1: %2, %3")
            .arg(seconds(pause), allowance(*limit), Words::tr("%n request(s) wait", nullptr, waiting));
    const int left = limiter.remaining().value_or(0);
    // After a refusal nothing goes for a while, whatever was counted.
    if (pause.count() > 0 && left > 0)
        return Words::tr("paused for %1: the instance refused a request (%2)").arg(seconds(pause), allowance(*limit));
    return Words::tr("about %1 of %n request(s) left (counted here)", nullptr, limit->requests).arg(left);
}

QString explanation(const RateLimiter &limiter)
{
    const auto limit = limiter.limit();
    if (!limit)
        return {};
    return Words::tr(
               "As known so far, %1. Counted are the requests of this program alone: others that use the instance, "
               "a browser for instance, are not seen, so that less can be left. What passes the budget waits for "
               "its turn.")
        .arg(allowance(*limit));
}

} // namespace metascope::budgetwords
