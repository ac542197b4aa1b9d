// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/faultlist.h"
#include "app/sandbox/front/mutations.h"
#include "app/sandbox/front/planlimiter.h"
#include "app/sandbox/front/requestlog.h"

#include <QtCore/QStringList>

namespace metascope::sandbox {

/// Where all connections and the control origin meet: the API, the log, the faults and what is to happen later.
/// Any thread; everything it refers to outlives it.
class Desk final {
public:
    Desk(ApiHandler &api, Plan plan, const Clock &clock) : m_api(api), m_limiter(plan, clock) {}
    Q_DISABLE_COPY_MOVE(Desk)

    /// Once, before the first request: names by index, and the rules that reset() comes back to.
    void begin(const QStringList &instanceNames, const Origins &origins, const std::vector<FaultRule> &rules);

    /// Every request comes by here first, whatever becomes of it: makes the calls that fall due right before it, lists
    /// it, and gives its ticket in the log.
    qint64 arrive(const HttpRequest &request);
    /// Carries the request out: the plan's limit, then the API.
    HttpResponse carryOut(const HttpRequest &request);
    /// Runs a call with all rights, unlisted and unlimited.
    HttpResponse runMutation(const HttpRequest &request) { return m_api.handle(request); }
    /// State, log, limits and rules as they were after start; nothing pending.
    void reset();

    [[nodiscard]] RequestLog &log() { return m_log; }
    [[nodiscard]] FaultList &faults() { return m_faults; }
    [[nodiscard]] Mutations &mutations() { return m_mutations; }
    [[nodiscard]] const QStringList &instanceNames() const { return m_instanceNames; }
    /// An origin of this sandbox that is not the one of `instance`.
    [[nodiscard]] QByteArray otherOrigin(int instance) const;

private:
    ApiHandler &m_api;
    RequestLog m_log;
    FaultList m_faults;
    Mutations m_mutations;
    PlanLimiter m_limiter;
    QStringList m_instanceNames;
    Origins m_origins;
    std::vector<FaultRule> m_initialRules;
};

} // namespace metascope::sandbox
