// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/rightsadvice.h"

#include "app/store/rightsbook.h"

#include <algorithm>

namespace metascope {

QList<SeenRight> refusedRights(const InstanceRegistry &registry, const RightsBook &rights, const InstanceId &instance,
                               const QList<EndpointId> &calls)
{
    QList<SeenRight> refused;
    const auto entry = registry.find(instance);
    if (!entry)
        return refused;
    const QList<SeenRight> seen = rights.seen(entry->tokenId);
    for (const EndpointId call : calls) {
        const std::string_view scope = endpointRow(call).scope;
        const auto isIt = [scope](const SeenRight &right) {
            return right.scope == QLatin1String(scope.data(), static_cast<qsizetype>(scope.size()));
        };
        const auto found = std::ranges::find_if(seen, isIt);
        if (found != seen.end() && !found->granted && !refused.contains(*found))
            refused.append(*found);
    }
    return refused;
}

} // namespace metascope
