// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/nameindex.h"
#include "app/session/explorersource.h"
#include "app/store/workspacecache.h"

#include <QtCore/QObject>

#include <chrono>
#include <functional>

namespace metascope {

/// Keeps what was listed: names for the filter and Go to Anything, lists for the next start; and brings them back into the
/// tree. GUI thread; its collaborators outlive it.
class KnownObjects final : public QObject {
    Q_OBJECT
public:
    /// `cache`: null where nothing is kept beyond the run.
    KnownObjects(ExplorerSource &source, LazyTree &tree, NameIndex &names, WorkspaceCache *cache,
                 QObject *parent = nullptr);

    /// The instances that there are, by their names. What is known of one that is not among them is forgotten, in the cache
    /// too. Of those that are there for this run only (by key) nothing reaches a disk, and what was kept before is forgotten.
    void setInstances(const QList<NamedObject> &instances, const QSet<QString> &ofThisRun = {});
    /// Brings back what was known of them at another time; what was listed meanwhile stays as it is. Ends with Done when all
    /// is in the tree, with the cache's error, or with Cancelled where forget() came between.
    Reply<Done> restore(const QList<InstanceId> &instances);
    /// Forgets the names, and what restore() has not brought back yet; the cache stays.
    void forget();
    /// Forgets what was kept of an instance, and with it what was listed: all that is shown from then on is kept again. The
    /// workspaces of one that is open are read anew. Errors of WorkspaceCache::clear().
    Reply<Done> clear(const InstanceId &instance);

private:
    void take(const NodePath &parent, const BranchLabel &branch, const QList<ObjectSummary> &objects, bool isChosen);
    /// At once, or a long list in a turn of the event loop of its own after `wait`. `items` are made there.
    void nameSoon(const NodePath &parent, qsizetype count, const std::function<QList<TreeItem>()> &items,
                  std::chrono::milliseconds wait);
    void nameNext();
    void name(const NodePath &parent, const QList<TreeItem> &items);
    void adopt(const QList<CachedPlace> &places);
    void adoptBelow(const NodePath &parent, const CachedList &list);
    [[nodiscard]] QString placeOf(const NodePath &parent) const;

    LazyTree &m_tree;
    NameIndex &m_names;
    WorkspaceCache *m_cache;
    QSet<QString> m_instances;
    QList<std::pair<NodePath, std::function<QList<TreeItem>()>>>
        m_unnamed; ///< lists not in the names yet, oldest first
    QSet<QString> m_cleared; ///< instances: what restore() reads of them is of before
    quint64 m_forgotten = 0; ///< times
};

} // namespace metascope
