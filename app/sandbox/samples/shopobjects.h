// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/samples/workspacewriter.h"

namespace metascope::sandbox {

/// What one branch of the shop has beside its endpoints, functions and tasks: middleware, addons, triggers, agents and
/// what they use, tests. `function` is the branch's first function, which the unit tests are of.
void fillShopBranch(WorkspaceWriter &writer, const QString &branch, qint64 function);
/// What all branches of the shop share: realtime channels, files, static hosts, releases.
void fillShopShared(WorkspaceWriter &writer);
/// What ran in one branch of the shop.
void fillShopHistory(WorkspaceWriter &writer, const QString &branch, int branchId);
/// A little of everything, for one branch of a customer's workspace.
void fillCustomerObjects(WorkspaceWriter &writer, const QString &branch, qint64 function);

} // namespace metascope::sandbox
