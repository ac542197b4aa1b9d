// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/workspacelint.h"

#include "app/domain/referencegraph.h"
#include "app/session/cachednode.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QPointer>

namespace metascope {

namespace {

/// The fields and, where the JSON has them, the indexes of a table; nothing where it cannot be understood.
std::optional<TableSchema> schemaOf(const ObjectSummary &table, bool *hasIndexes)
{
    const auto schema = table.raw.member(schemaMember);
    const auto fields = schema ? fieldsFromJson(*schema) : Result<QList<Field>>(Failure(Error{}));
    if (!fields)
        return std::nullopt;
    const auto list = table.raw.member(indexMember);
    const auto indexes = list ? indexesFromJson(*list) : Result<QList<Index>>(Failure(Error{}));
    *hasIndexes = indexes.has_value();
    KeySource keys;
    return keyed(*fields, indexes.value_or(QList<Index>()), keys);
}

} // namespace

WorkspaceProblems lintTables(const NodePath &workspace, const CachedList &tables, const LintRuleSet &off)
{
    WorkspaceProblems problems;
    problems.total = static_cast<int>(tables.objects.size());
    problems.isWhole = tables.isWhole;
    LintContext context;
    context.off = off;
    if (tables.isWhole) {
        context.tables.emplace();
        for (const ObjectSummary &table : tables.objects)
            context.tables->insert(TableId(table.id.value()), table.name);
    }
    int found = 0;
    for (const ObjectSummary &table : tables.objects) {
        const auto schema = schemaOf(table, &context.areIndexesKnown);
        if (!schema)
            continue;
        LintedTable linted{NodePath::ofKind(workspace.instance, *workspace.workspace, Kind::Table), table.name,
                           lintSchema(*schema, context)};
        linted.path.object = table.key;
        problems.withoutIndexes += context.areIndexesKnown ? 0 : 1;
        if (found + linted.findings.size() > WorkspaceLint::mostFindings)
            problems.leftOut += static_cast<int>(linted.findings.removeIf(
                [](const LintFinding &each) { return each.severity() == LintSeverity::Hint; }));
        found += static_cast<int>(linted.findings.size());
        problems.tables.append(std::move(linted));
    }
    return problems;
}

WorkspaceLint::WorkspaceLint(WorkspaceCache &cache, QObject *parent) : QObject(parent), m_cache(cache) {}

Reply<WorkspaceProblems> WorkspaceLint::look(const NodePath &workspace, const LintRuleSet &off)
{
    const CachePlace place = cachednode::placeBelow(
        NodePath::ofKind(workspace.instance, workspace.workspace.value_or(WorkspaceId()), Kind::Table), {});
    // Tables are shared by all branches: of which one they were listed last does not matter.
    const auto listed = andThen(m_cache.latest(place), this, [this, place](const std::optional<CachePlace> &latest) {
        return m_cache.list(latest.value_or(place));
    });
    return andThen(listed, this, [this, workspace, off](const CachedList &list) {
        const ReplyPromise<WorkspaceProblems> promise;
        auto *watcher = new QFutureWatcher<WorkspaceProblems>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [watcher, promise] {
            watcher->deleteLater();
            promise.resolve(watcher->result());
        });
        promise.setAbort([guard = QPointer(watcher)] { delete guard.data(); });
        watcher->setFuture(QtConcurrent::run(lintTables, workspace, list, off));
        return promise.reply();
    });
}

} // namespace metascope
