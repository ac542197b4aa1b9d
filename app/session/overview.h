// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/model/lazytree.h"

namespace metascope {

/// One list of a workspace, as far as it is known.
struct OverviewGroup {
    QString key = {}; ///< of its node
    Kind kind = Kind::Table;
    QString title = {}; ///< "Tables", or "Triggers › Table Triggers"
    LazyTree::State state = LazyTree::State::NotLoaded;
    int count = 0; ///< while there are children, whatever the state
    bool isKnown = false; ///< `count` says something
    bool isCounted = false; ///< `count` is all that there are; of a history it is not
    QString problem = {}; ///< of Failed
    QDateTime readAt = {}; ///< where it was read in another run; else invalid
    bool operator==(const OverviewGroup &) const = default;
};

/// One object in a list of the overview.
struct OverviewObject {
    QString key = {};
    Kind kind = Kind::Table;
    QString name = {};
    QString detail = {}; ///< its description
    std::optional<QDateTime> updatedAt = {};
    int count = 0; ///< of what stands below it
    bool operator==(const OverviewObject &) const = default;
};

/// What is known of a workspace.
struct Overview {
    QList<OverviewGroup> groups; ///< in the explorer's order
    QList<OverviewObject> branches;
    QList<OverviewObject> dataSources;
    QList<OverviewObject> largest; ///< groups and API groups with the most below them, the largest first
    QList<OverviewObject> recent; ///< the last changed first
    QStringList empty; ///< titles of lists that hold nothing
    QStringList absent; ///< titles of lists that there are none of here
    qsizetype known = 0; ///< objects
    bool operator==(const Overview &) const = default;

    [[nodiscard]] const OverviewGroup *group(Kind kind) const;
};

inline constexpr int mostLargest = 5;
inline constexpr int mostRecent = 20;

/// Reads what the tree holds of that workspace and asks no one for more. Runs of a history are no changes.
Overview overviewOf(const LazyTree &tree, const NodePath &workspace);

} // namespace metascope
