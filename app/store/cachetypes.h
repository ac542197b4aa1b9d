// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/workspace.h"

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace metascope {

/// Which list: the workspaces of an instance (kind Workspace, workspace 0), or the objects of one kind in a workspace.
struct CachePlace {
    InstanceId instance;
    WorkspaceId workspace;
    BranchLabel branch; ///< empty where a kind has none
    Kind kind = Kind::Table;
    QString parent; ///< key of what the list hangs below: an endpoint's API group, else empty
    bool operator==(const CachePlace &) const = default;
};

/// A list as it was read.
struct CachedList {
    QList<ObjectSummary> objects;
    QDateTime readAt; ///< UTC; invalid where single objects were read and the list never
    bool isWhole = false; ///< false: some pages of it
    bool operator==(const CachedList &) const = default;
};

struct CachedPlace {
    CachePlace place;
    CachedList list;
    bool operator==(const CachedPlace &) const = default;
};

/// Which objects count; an empty list means all.
struct SearchScope {
    QList<InstanceId> instances;
    QList<WorkspaceId> workspaces;
    QList<Kind> kinds;
};

enum class SearchPart { Name, Description, Docs, Field, Script };

/// One line in which the text stands.
struct SearchMatch {
    SearchPart part = SearchPart::Name;
    int line = 1; ///< from 1; of a field, its place among the table's fields, nested ones counted
    QString
        text; ///< the line, or the piece of a very long one around the match; a nested field by its path (`group.title`)
    qsizetype start = 0; ///< of the match in `text`, in UTF-16 units
    qsizetype length = 0; ///< up to the end of the line
    bool operator==(const SearchMatch &) const = default;
};

struct SearchHit {
    CachePlace place;
    ObjectSummary object; ///< without raw and script
    QList<SearchMatch> matches; ///< by part, then by line; one per line
    bool hasMore = false; ///< more lines match than `matches` holds
};

struct SearchResult {
    QList<SearchHit> hits; ///< matching names first
    bool hasMore = false; ///< more objects match than were asked for
    bool namesOnly = false; ///< the text is too short for the index
};

/// How much of what is known can be searched in full.
struct CacheCoverage {
    int objects = 0; ///< all that is known
    int indexed = 0; ///< those of them that were read in full, or of whose kind the list tells all
    bool operator==(const CacheCoverage &) const = default;
};

} // namespace metascope
