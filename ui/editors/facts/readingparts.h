// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"
#include "app/domain/timezonechoice.h"
#include "app/store/cachetypes.h"

#include <functional>
#include <optional>

namespace metascope {

class IconProvider;
class SeenRuns;
class Theme;
struct EditorRequest;
struct NodePath;

/// An object as it was at another time.
struct LastRead {
    ObjectSummary object;
    QDateTime readAt; ///< UTC
};

/// What the pages for reading need. All references outlive the pages; a callback that is empty is done without.
struct ReadingParts {
    const Theme &theme;
    const IconProvider &icons;
    /// What is kept of an object: shown until the server answers, and when it does not.
    std::function<Reply<std::optional<LastRead>>(const EditorRequest &)> lastKnown = {};
    /// What is kept of the list below a node; nothing or an invalid `readAt` where there is none.
    std::function<Reply<std::optional<CachedList>>(const EditorRequest &, const NodePath &parent)> lastListed = {};
    /// An object was read in full.
    std::function<void(const EditorRequest &, const ObjectSummary &)> wasRead = {};
    /// All of the list below a node was read.
    std::function<void(const EditorRequest &, const NodePath &parent, const QList<ObjectSummary> &)> wasListed = {};
    /// The name of the node of that key, as far as it is known; else empty.
    std::function<QString(const QString &key)> nameOf = {};
    /// In whose zone moments are told; UTC without it.
    ZoneOf zone = {};
    /// Where the runs of histories are kept that were seen; may be null.
    SeenRuns *runs = nullptr;
};

} // namespace metascope
