// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/desk.h"

namespace metascope::sandbox {

void Desk::begin(const QStringList &instanceNames, const Origins &origins, const std::vector<FaultRule> &rules)
{
    m_instanceNames = instanceNames;
    m_origins = origins;
    m_initialRules = rules;
    m_faults.replace(rules);
}

qint64 Desk::arrive(const HttpRequest &request)
{
    for (const HttpRequest &due : m_mutations.take(request)) {
        const HttpResponse response = runMutation(due);
        if (response.status >= 400) {
            qWarning("mutation %s %s answered %d: %s", due.method.constData(), due.target.constData(), response.status,
                     response.body.constData());
        }
    }
    return m_log.add(request);
}

HttpResponse Desk::carryOut(const HttpRequest &request)
{
    if (auto refusal = m_limiter.refuse(request.instance))
        return *std::move(refusal);
    return m_api.handle(request);
}

void Desk::reset()
{
    m_mutations.clear();
    m_faults.replace(m_initialRules);
    m_limiter.reset();
    m_api.reset();
    m_log.clear();
}

QByteArray Desk::otherOrigin(int instance) const
{
    if (instance >= 0)
        return m_origins.account;
    return m_origins.instances.value(0);
}

} // namespace metascope::sandbox
