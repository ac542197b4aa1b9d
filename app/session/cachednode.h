// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/store/cachetypes.h"

#include <optional>

/// Where something stands in the cache, and where in the explorer.
namespace metascope::cachednode {

/// The node that a list of the cache stands below.
NodePath parentOf(const CachePlace &place);
/// The place of what is listed below a node (an instance, a group of one kind, or an API group). `branch` counts where the
/// kind has one.
CachePlace placeBelow(const NodePath &parent, const BranchLabel &branch);
/// The node of an object in that place.
NodePath nodeOf(const CachePlace &place, const ObjectSummary &object);
/// The place of an object, or of a workspace, and the key that it has there; nothing for other nodes. The branch is left
/// empty: WorkspaceCache::latest() knows which.
struct Spot {
    CachePlace place;
    QString key;
};
std::optional<Spot> spotOf(const NodePath &path);

} // namespace metascope::cachednode
