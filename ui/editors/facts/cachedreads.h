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

} // namespace metascope
