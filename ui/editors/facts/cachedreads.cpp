// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/cachedreads.h"

#include "app/domain/referencegraph.h"
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

/// The branch of the latest list in one of the places.
Reply<BranchLabel> branchOf(WorkspaceCache &cache, QObject *context, QList<CachePlace> places)
{
    if (places.isEmpty())
        return Reply<BranchLabel>::ready(BranchLabel());
    const CachePlace first = places.takeFirst();
    return andThen(cache.latest(first), context, [&cache, context, places](const std::optional<CachePlace> &found) {
        return found && !found->branch.value().isEmpty() ? Reply<BranchLabel>::ready(found->branch)
                                                         : branchOf(cache, context, places);
    });
}

using Object = std::optional<LastRead>;
using List = std::optional<CachedList>;

/// The list knows when; the object, read alone, what.
Reply<Object> objectAt(WorkspaceCache &cache, QObject *context, const CachePlace &place, const QString &key)
{
    return andThen(cache.list(place), context, [&cache, context, place, key](const CachedList &list) {
        const QDateTime readAt = list.readAt;
        return andThen(cache.detail(place, key), context, [readAt](const std::optional<ObjectSummary> &object) {
            return Reply<Object>::ready(object && readAt.isValid() ? Object({*object, readAt}) : Object());
        });
    });
}

} // namespace

std::function<Reply<BranchLabel>(const NodePath &)> keptBranches(WorkspaceCache &cache, QObject *context)
{
    return [&cache, context](const NodePath &path) {
        QList<CachePlace> places;
        if (const auto spot = cachednode::spotOf(path))
            places.append(spot->place);
        for (const Kind kind : {Kind::Function, Kind::ApiGroup})
            places.append({path.instance, path.workspace.value_or(WorkspaceId()), {}, kind, {}});
        return branchOf(cache, context, places);
    };
}

std::function<void(const EditorRequest &, const RawJson &, const RawJson &)> schemaKeeper(
    WorkspaceCache &cache, QObject *context, std::function<bool(const InstanceId &)> isKept)
{
    return [&cache, context, isKept = std::move(isKept)](const EditorRequest &read, const RawJson &fields,
                                                         const RawJson &indexes) {
        if (!isKept(read.path.instance))
            return;
        const QString key = read.path.object;
        const CachePlace own = cachednode::placeBelow(parentOf(read.path), read.target.branch);
        cache.latest(own).then(context, [&cache, context, own, key, fields, indexes](const auto &latest) {
            const CachePlace place = latest ? latest->value_or(own) : own;
            cache.detail(place, key)
                .then(context, [&cache, place, fields, indexes](const Result<std::optional<ObjectSummary>> &known) {
                    if (!known || !*known)
                        return;
                    ObjectSummary table = **known;
                    const RawJson facts = table.raw.isObject() ? table.raw : RawJson::object({});
                    table.raw = facts.with(schemaMember, fields).with(indexMember, indexes);
                    static_cast<void>(cache.storeDetail(place, table));
                });
        });
    };
}

void readThroughCache(ReadingParts &parts, WorkspaceCache &cache, QObject *context,
                      std::function<bool(const InstanceId &)> isKept)
{
    parts.lastKnown = [&cache, context](const EditorRequest &wanted) {
        if (!wanted.path.kind || !WorkspaceCache::isKept(*wanted.path.kind))
            return Reply<Object>::ready(Object());
        const CachePlace place = cachednode::placeBelow(parentOf(wanted.path), wanted.target.branch);
        const QString key = wanted.path.object;
        if (place.kind != Kind::Table)
            return objectAt(cache, context, place, key);
        // All branches share the tables: it does not matter in which of them they were read.
        return andThen(cache.latest(place), context, [&cache, context, place, key](const auto &latest) {
            return objectAt(cache, context, latest.value_or(place), key);
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
