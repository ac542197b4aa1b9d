// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/nameindex.h"
#include "app/session/explorersource.h"
#include "app/store/workspacecache.h"

#include <QtCore/QObject>

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
    /// too. What is read of those that are there for this run only (by key) is not kept beyond it.
    void setInstances(const QList<NamedObject> &instances, const QSet<QString> &ofThisRun = {});
    /// Brings back what was known of them at another time. Ends with Done when all is in the tree, or with the cache's error.
    Reply<Done> restore(const QList<InstanceId> &instances);
    /// Forgets the names; the cache stays.
    void forget();

private:
    void take(const NodePath &parent, const BranchLabel &branch, const QList<ObjectSummary> &objects);
    void name(const NodePath &parent, const QList<ObjectSummary> &objects);
    void adopt(const InstanceId &instance, const QList<CachedPlace> &places);
    void adoptBelow(const NodePath &parent, const CachedList &list);
    [[nodiscard]] QString placeOf(const NodePath &parent) const;

    LazyTree &m_tree;
    NameIndex &m_names;
    WorkspaceCache *m_cache;
    QSet<QString> m_instances;
    QSet<QString> m_ofThisRun;
};

} // namespace metascope
