// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/cachednode.h"

#include "app/api/endpoints/kindoperations.h"

namespace metascope::cachednode {

NodePath parentOf(const CachePlace &place)
{
    if (place.kind == Kind::Workspace)
        return NodePath::ofInstance(place.instance);
    if (place.kind != Kind::Endpoint)
        return NodePath::ofKind(place.instance, place.workspace, place.kind);
    NodePath group = NodePath::ofKind(place.instance, place.workspace, Kind::ApiGroup);
    group.object = place.parent;
    return group;
}

CachePlace placeBelow(const NodePath &parent, const BranchLabel &branch)
{
    CachePlace place;
    place.instance = parent.instance;
    place.kind = !parent.workspace ? Kind::Workspace : parent.isObject() ? Kind::Endpoint : *parent.kind;
    place.workspace = parent.workspace.value_or(WorkspaceId(0));
    place.parent = parent.object;
    if (endpointRow(operationsOf(place.kind).list).carries == Carries::Branch)
        place.branch = branch;
    return place;
}

NodePath nodeOf(const CachePlace &place, const ObjectSummary &object)
{
    if (place.kind == Kind::Workspace)
        return NodePath::ofWorkspace(place.instance, WorkspaceId(object.id.value()));
    NodePath path = NodePath::ofKind(place.instance, place.workspace, place.kind);
    path.object = object.key;
    if (place.kind == Kind::Endpoint)
        path.group = ObjectId(place.parent.toLongLong());
    return path;
}

std::optional<Spot> spotOf(const NodePath &path)
{
    if (!path.workspace || path.section || (path.kind && !path.isObject()))
        return std::nullopt;
    Spot spot;
    spot.place.instance = path.instance;
    if (!path.kind) {
        spot.place.kind = Kind::Workspace;
        spot.place.workspace = WorkspaceId(0);
        spot.key = QString::number(path.workspace->value());
        return spot;
    }
    spot.place.workspace = *path.workspace;
    spot.place.kind = *path.kind;
    if (path.group)
        spot.place.parent = QString::number(path.group->value());
    spot.key = path.object;
    return spot;
}

} // namespace metascope::cachednode
