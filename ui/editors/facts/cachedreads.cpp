// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/cachedreads.h"

#include "app/session/cachednode.h"
#include "app/store/workspacecache.h"
#include "ui/editors/editor.h"

namespace metascope {

namespace {

/// The node that an object is listed below.
NodePath parentOf(const NodePath &object)
{
    if (!object.group)
        return NodePath::ofKind(object.instance, object.workspace.value_or(WorkspaceId()), *object.kind);
    NodePath group = NodePath::ofKind(object.instance, object.workspace.value_or(WorkspaceId()), Kind::ApiGroup);
    group.object = QString::number(object.group->value());
    return group;
}

using Object = std::optional<LastRead>;
using List = std::optional<CachedList>;

} // namespace

void readThroughCache(ReadingParts &parts, WorkspaceCache &cache, QObject *context,
                      std::function<bool(const InstanceId &)> isKept)
{
    parts.lastKnown = [&cache, context](const EditorRequest &wanted) {
        if (!wanted.path.kind || !WorkspaceCache::isKept(*wanted.path.kind))
            return Reply<Object>::ready(Object());
        const CachePlace place = cachednode::placeBelow(parentOf(wanted.path), wanted.target.branch);
        const QString key = wanted.path.object;
        // The list knows when; the object, read alone, what.
        return andThen(cache.list(place), context, [&cache, context, place, key](const CachedList &list) {
            const QDateTime readAt = list.readAt;
            return andThen(cache.detail(place, key), context, [readAt](const std::optional<ObjectSummary> &object) {
                return Reply<Object>::ready(object && readAt.isValid() ? Object({*object, readAt}) : Object());
            });
        });
    };
    parts.lastListed = [&cache, context](const EditorRequest &wanted, const NodePath &parent) {
        const CachePlace place = cachednode::placeBelow(parent, wanted.target.branch);
        if (!WorkspaceCache::isKept(place.kind))
            return Reply<List>::ready(List());
        return andThen(cache.list(place), context,
                       [](const CachedList &list) { return Reply<List>::ready(List(list)); });
    };
    parts.wasRead = [&cache, isKept = std::move(isKept)](const EditorRequest &wanted, const ObjectSummary &object) {
        if (WorkspaceCache::isKept(object.kind) && isKept(wanted.path.instance))
            static_cast<void>(
                cache.storeDetail(cachednode::placeBelow(parentOf(wanted.path), wanted.target.branch), object));
    };
}

} // namespace metascope
