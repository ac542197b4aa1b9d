// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/domain/schemalint.h"
#include "app/store/workspacecache.h"

#include <QtCore/QObject>

namespace metascope {

/// What the lint found in one table.
struct LintedTable {
    NodePath path;
    QString name;
    QList<LintFinding> findings;
    bool operator==(const LintedTable &) const = default;
};

/// What the lint found in a workspace, and how much of it could be looked at.
struct WorkspaceProblems {
    QList<LintedTable> tables; ///< those whose fields are known, in the list's order
    int total = 0; ///< tables that are listed
    int withoutIndexes = 0; ///< of `tables`: their fields are known, their indexes are not
    int leftOut = 0; ///< hints beyond WorkspaceLint::mostFindings
    bool isWhole = false; ///< the list of tables was read to its end
};

/// Looks through the schemas that the cache holds, on another thread. Sends nothing. GUI thread.
class WorkspaceLint final : public QObject {
    Q_OBJECT
public:
    /// Once there are so many, hints are counted and left out.
    static constexpr int mostFindings = 20'000;

    /// `cache` outlives it.
    explicit WorkspaceLint(WorkspaceCache &cache, QObject *parent = nullptr);

    /// Errors: the cache's.
    Reply<WorkspaceProblems> look(const NodePath &workspace, const LintRuleSet &off);

private:
    WorkspaceCache &m_cache;
};

/// The same for a list that is at hand; re-entrant.
WorkspaceProblems lintTables(const NodePath &workspace, const CachedList &tables, const LintRuleSet &off);

} // namespace metascope
