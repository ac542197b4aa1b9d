// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "ui/editors/facts/readingparts.h"

namespace metascope {

class WorkspaceCache;

/// Gives the pages for reading what the cache has of an object or a list, and the cache what they read of the instances that
/// `isKept` names. `cache` and `context` outlive the pages.
void readThroughCache(ReadingParts &parts, WorkspaceCache &cache, QObject *context,
                      std::function<bool(const InstanceId &)> isKept);

/// Keeps a table's fields and indexes with what its list told of it.
std::function<void(const EditorRequest &, const RawJson &fields, const RawJson &indexes)> schemaKeeper(
    WorkspaceCache &cache, QObject *context, std::function<bool(const InstanceId &)> isKept);

/// In which branch what the cache has of a node was read; empty where it has nothing, or nothing of a branch. As above.
std::function<Reply<BranchLabel>(const NodePath &)> keptBranches(WorkspaceCache &cache, QObject *context);

} // namespace metascope
