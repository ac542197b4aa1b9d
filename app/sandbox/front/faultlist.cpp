// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/faultlist.h"

#include <algorithm>

namespace metascope::sandbox {

Result<std::vector<FaultRule>> FaultList::parse(const QStringList &rules)
{
    std::vector<FaultRule> parsed;
    for (const QString &text : rules) {
        auto rule = FaultRule::parse(text);
        if (!rule)
            return Failure(rule.error());
        parsed.push_back(*std::move(rule));
    }
    return parsed;
}

void FaultList::replace(std::vector<FaultRule> rules)
{
    const std::scoped_lock lock(m_mutex);
    m_rules = std::move(rules);
}

std::optional<Fault> FaultList::take(QByteArrayView method, QByteArrayView apiPath)
{
    const std::scoped_lock lock(m_mutex);
    const auto rule = std::ranges::find_if(
        m_rules, [&](const FaultRule &each) { return each.remaining != 0 && each.pattern.matches(method, apiPath); });
    if (rule == m_rules.end())
        return std::nullopt;
    if (rule->remaining)
        --*rule->remaining;
    return rule->fault;
}

} // namespace metascope::sandbox
