// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/request.h"
#include "app/store/instanceregistry.h"

#include <functional>

namespace metascope {

class RightsBook;

/// What speaks against calls that are about to be made: the rights that they need and that the API was last seen to refuse
/// the instance's token. Advice, never a lock: a refusal can have another reason, and rights change at Xano.
using RightsAdvice = std::function<QList<SeenRight>(const InstanceId &, const QList<EndpointId> &)>;

/// Each right once, in the order of the calls; nothing for an instance that is not on the list.
QList<SeenRight> refusedRights(const InstanceRegistry &registry, const RightsBook &rights, const InstanceId &instance,
                               const QList<EndpointId> &calls);

} // namespace metascope
