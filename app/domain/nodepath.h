// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/domain/section.h"

#include <optional>

namespace metascope {

/// Where a node of the explorer stands; made from and turned into its key:
/// `INSTANCE[/WORKSPACE[/[SECTION/]KIND[/OBJECT[/endpoint[/OBJECT]]]]]`. A child's key begins with its parent's and a slash.
struct NodePath {
    InstanceId instance;
    std::optional<WorkspaceId> workspace;
    std::optional<Section> section; ///< of a section's own node, whose `kind` is none
    std::optional<Kind> kind; ///< of the group or the object
    QString object; ///< ObjectSummary::key of an object; without it, a group
    std::optional<ObjectId> group; ///< the API group of an endpoint

    [[nodiscard]] bool isObject() const { return !object.isEmpty(); }
    /// Whether it opens in an editor: an object, a workspace (its overview), or a history (its runs).
    [[nodiscard]] bool isPage() const { return workspace && !section && (isObject() || !kind || isHistory(*kind)); }
    /// The object's number, where it has one.
    [[nodiscard]] std::optional<ObjectId> id() const;
    [[nodiscard]] QString key() const;
    /// The last part of an object's key.
    static QString objectPart(const QString &object);
    static std::optional<NodePath> fromKey(const QString &key);
    static NodePath ofInstance(const InstanceId &instance);
    static NodePath ofWorkspace(const InstanceId &instance, WorkspaceId workspace);
    /// The group of that kind.
    static NodePath ofKind(const InstanceId &instance, WorkspaceId workspace, Kind kind);
    bool operator==(const NodePath &) const = default;
};

} // namespace metascope
