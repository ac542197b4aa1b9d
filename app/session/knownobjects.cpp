// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/knownobjects.h"

#include "app/api/endpoints/kindoperations.h"

#include <algorithm>

namespace metascope {

namespace {

/// The node that a list stands below.
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

CachePlace placeIn(const NodePath &parent, Kind kind, const BranchLabel &branch)
{
    CachePlace place;
    place.instance = parent.instance;
    place.kind = kind;
    place.workspace = parent.workspace.value_or(WorkspaceId(0));
    place.parent = parent.object;
    if (endpointRow(operationsOf(kind).list).carries == Carries::Branch)
        place.branch = branch;
    return place;
}

Kind kindBelow(const NodePath &parent)
{
    return !parent.workspace ? Kind::Workspace : parent.isObject() ? Kind::Endpoint : *parent.kind;
}

} // namespace

KnownObjects::KnownObjects(ExplorerSource &source, LazyTree &tree, NameIndex &names, WorkspaceCache *cache,
                           QObject *parent)
    : QObject(parent), m_tree(tree), m_names(names), m_cache(cache)
{
    connect(&source, &ExplorerSource::listed, this, &KnownObjects::take);
}

void KnownObjects::setInstances(const QList<NamedObject> &instances, const QSet<QString> &ofThisRun)
{
    m_ofThisRun = ofThisRun;
    QSet<QString> keys;
    for (const NamedObject &instance : instances)
        keys.insert(instance.key);
    const QSet<QString> gone = m_instances - keys;
    for (const QString &key : gone) {
        m_names.remove(key);
        if (m_cache)
            static_cast<void>(m_cache->clear(InstanceId(key)));
    }
    m_instances = keys;
    m_names.add(instances);
}

void KnownObjects::forget()
{
    m_names.clear();
}

QString KnownObjects::placeOf(const NodePath &parent) const
{
    QStringList words;
    const auto add = [&](const NodePath &path) {
        if (const auto object = m_names.object(path.key()))
            words.append(object->name);
    };
    add(NodePath::ofInstance(parent.instance));
    if (parent.workspace)
        add(NodePath::ofWorkspace(parent.instance, *parent.workspace));
    if (parent.isObject())
        add(parent);
    return words.join(QStringLiteral(" › "));
}

void KnownObjects::name(const NodePath &parent, const QList<ObjectSummary> &objects)
{
    const QString place = placeOf(parent);
    QList<NamedObject> named;
    named.reserve(objects.size());
    for (const ObjectSummary &object : objects) {
        const TreeItem item = ExplorerSource::itemOf(object, parent);
        named.append({item.key, item.kind, item.name, place, item.detail, item.tags});
    }
    m_names.replaceChildren(parent.key(), named);
}

void KnownObjects::take(const NodePath &parent, const BranchLabel &branch, const QList<ObjectSummary> &objects)
{
    const Kind kind = kindBelow(parent);
    if (isHistory(kind))
        return;
    name(parent, objects);
    if (m_cache && WorkspaceCache::isKept(kind) && !m_ofThisRun.contains(parent.instance.value()))
        static_cast<void>(
            m_cache->store(placeIn(parent, kind, branch), {objects, QDateTime::currentDateTimeUtc(), true}));
}

Reply<Done> KnownObjects::restore(const QList<InstanceId> &instances)
{
    if (!m_cache || instances.isEmpty())
        return Reply<Done>::ready(Done{});
    QList<InstanceId> rest = instances;
    const InstanceId first = rest.takeFirst();
    return andThen(m_cache->all(first), this, [this, first, rest](const QList<CachedPlace> &places) {
        adopt(first, places);
        return restore(rest);
    });
}

void KnownObjects::adopt(const InstanceId &instance, const QList<CachedPlace> &places)
{
    // Of lists of several branches the one that was read last; parents before their children.
    QMap<QString, const CachedPlace *> latest;
    for (const CachedPlace &each : places) {
        if (!each.list.readAt.isValid())
            continue;
        const CachedPlace *&kept = latest[parentOf(each.place).key()];
        if (!kept || kept->list.readAt < each.list.readAt)
            kept = &each;
    }
    // A key stands before those that begin with it.
    for (const CachedPlace *each : std::as_const(latest))
        adoptBelow(parentOf(each->place), each->list);
    Q_UNUSED(instance)
}

void KnownObjects::adoptBelow(const NodePath &parent, const CachedList &list)
{
    const QString key = parent.key();
    if (parent.kind && !parent.isObject()) {
        // The groups on the way stand by themselves.
        NodePath way = NodePath::ofWorkspace(parent.instance, *parent.workspace);
        const QModelIndex workspace = m_tree.indexOf(way.key());
        if (!workspace.isValid())
            return;
        m_tree.adopt(workspace, ExplorerSource::fixedChildren(way).value_or(QList<TreeItem>()), list.readAt);
        if (const auto section = sectionOf(*parent.kind)) {
            way.section = section;
            m_tree.adopt(m_tree.indexOf(way.key()), ExplorerSource::fixedChildren(way).value_or(QList<TreeItem>()),
                         list.readAt);
        }
    }
    QList<TreeItem> items;
    items.reserve(list.objects.size());
    for (const ObjectSummary &object : list.objects)
        items.append(ExplorerSource::itemOf(object, parent));
    m_tree.adopt(m_tree.indexOf(key), items, list.readAt);
    name(parent, list.objects);
}

} // namespace metascope
