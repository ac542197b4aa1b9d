// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/knownobjects.h"

#include "app/session/cachednode.h"

#include <QtCore/QTimer>

#include <algorithm>

namespace metascope {

KnownObjects::KnownObjects(ExplorerSource &source, LazyTree &tree, NameIndex &names, WorkspaceCache *cache,
                           QObject *parent)
    : QObject(parent), m_tree(tree), m_names(names), m_cache(cache)
{
    connect(&source, &ExplorerSource::listed, this, &KnownObjects::take);
}

void KnownObjects::setInstances(const QList<NamedObject> &instances, const QSet<QString> &ofThisRun)
{
    QSet<QString> keys;
    for (const NamedObject &instance : instances)
        keys.insert(instance.key);
    const QSet<QString> gone = m_instances - keys;
    for (const QString &key : gone)
        m_names.remove(key);
    if (m_cache) {
        for (const QString &key : gone)
            static_cast<void>(m_cache->clear(InstanceId(key)));
        for (const QString &key : std::as_const(keys))
            m_cache->keepInMemory(InstanceId(key), ofThisRun.contains(key));
    }
    m_instances = keys;
    m_names.add(instances);
}

void KnownObjects::forget()
{
    m_unnamed.clear();
    m_names.clear();
    ++m_forgotten;
}

Reply<Done> KnownObjects::clear(const InstanceId &instance)
{
    const QString key = NodePath::ofInstance(instance).key();
    m_cleared.insert(instance.value());
    m_unnamed.removeIf([&instance](const auto &each) { return each.first.instance == instance; });
    const Reply<Done> cleared = m_cache ? m_cache->clear(instance) : Reply<Done>::ready(Done{});
    const QModelIndex root = m_tree.indexOf(key);
    if (!root.isValid() || !m_tree.isConnected(root)) {
        m_names.replaceBelow(key, {});
        m_tree.forget(root);
        return cleared;
    }
    for (int row = 0; row < m_tree.rowCount(root); ++row) {
        const QModelIndex workspace = m_tree.index(row, 0, root);
        m_names.replaceBelow(workspace.data(LazyTree::KeyRole).toString(), {});
        const bool hasGroups = m_tree.rowCount(workspace) > 0;
        m_tree.forget(workspace);
        if (hasGroups)
            m_tree.refresh(workspace); // asks no server
    }
    m_tree.cancel(root);
    m_tree.refresh(root);
    return cleared;
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

void KnownObjects::name(const NodePath &parent, const QList<TreeItem> &items)
{
    const QString place = placeOf(parent);
    QList<NamedObject> named;
    named.reserve(items.size());
    for (const TreeItem &item : items)
        named.append({item.key, item.kind, item.name, place, item.detail, item.tags});
    m_names.replaceChildren(parent.key(), named);
}

void KnownObjects::nameSoon(const NodePath &parent, qsizetype count, const std::function<QList<TreeItem>()> &items,
                            std::chrono::milliseconds wait)
{
    // The tree takes a list in the same turn of the event loop: a long one's names would hold the window up for longer.
    constexpr qsizetype longList = 1000;
    if (m_unnamed.isEmpty() && count < longList) {
        name(parent, items());
        return;
    }
    m_unnamed.append({parent, items});
    QTimer::singleShot(wait, this, &KnownObjects::nameNext);
}

void KnownObjects::nameNext()
{
    if (m_unnamed.isEmpty())
        return;
    const auto [parent, items] = m_unnamed.takeFirst();
    if (m_instances.contains(NodePath::ofInstance(parent.instance).key()))
        name(parent, items());
}

void KnownObjects::take(const NodePath &parent, const BranchLabel &branch, const QList<ObjectSummary> &objects,
                        bool isChosen)
{
    const CachePlace place = cachednode::placeBelow(parent, branch);
    if (isHistory(place.kind))
        return;
    // The list is still on its way to the tree, over more than one turn: what a person waits for goes first.
    constexpr std::chrono::milliseconds afterTheTree{20};
    nameSoon(
        parent, objects.size(), [parent, objects] { return ExplorerSource::itemsOf(objects, parent); }, afterTheTree);
    // The next start shows the live branch: what it would take from another one would be untrue. Tables are shared by all.
    const bool isOfOther = isChosen && !place.branch.value().isEmpty() && place.kind != Kind::Table;
    if (m_cache && WorkspaceCache::isKept(place.kind) && !isOfOther)
        static_cast<void>(m_cache->store(place, {objects, QDateTime::currentDateTimeUtc(), true}));
}

Reply<Done> KnownObjects::restore(const QList<InstanceId> &instances)
{
    if (!m_cache || instances.isEmpty())
        return Reply<Done>::ready(Done{});
    QList<InstanceId> rest = instances;
    const InstanceId first = rest.takeFirst();
    return andThen(m_cache->all(first), this,
                   [this, first, rest, forgotten = m_forgotten](const QList<CachedPlace> &places) {
                       if (forgotten != m_forgotten)
                           return Reply<Done>::ready(Failure(Error::local(ErrorKind::Cancelled, {})));
                       if (!m_cleared.contains(first.value()))
                           adopt(places);
                       return restore(rest);
                   });
}

void KnownObjects::adopt(const QList<CachedPlace> &places)
{
    // Of lists of several branches the one that was read last; parents before their children.
    QMap<QString, const CachedPlace *> latest;
    for (const CachedPlace &each : places) {
        if (!each.list.readAt.isValid())
            continue;
        const CachedPlace *&kept = latest[cachednode::parentOf(each.place).key()];
        if (!kept || kept->list.readAt < each.list.readAt)
            kept = &each;
    }
    // A key stands before those that begin with it.
    for (const CachedPlace *each : std::as_const(latest))
        adoptBelow(cachednode::parentOf(each->place), each->list);
}

void KnownObjects::adoptBelow(const NodePath &parent, const CachedList &list)
{
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
    const QList<TreeItem> items = ExplorerSource::itemsOf(list.objects, parent);
    if (m_tree.adopt(m_tree.indexOf(parent.key()), items, list.readAt))
        nameSoon(
            parent, items.size(), [items] { return items; }, std::chrono::milliseconds::zero());
}

} // namespace metascope
