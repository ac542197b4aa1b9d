// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problemscontroller.h"

#include "app/search/nameindex.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"

#include <algorithm>

namespace metascope {

ProblemsController::ProblemsController(MainWindow &window, const NameIndex &names, QObject *parent)
    : QObject(parent), m_window(window), m_area(window.editors()), m_names(names)
{
    connect(&m_area, &EditorArea::tabsChanged, this, &ProblemsController::editorsChanged);
    connect(&m_area, &EditorArea::currentEditorChanged, this, &ProblemsController::currentEditorChanged);
    connect(&window.explorer(), &ExplorerDock::currentNodeChanged, this, &ProblemsController::nodeChanged);
    editorsChanged();
    currentEditorChanged();
}

QList<TableEditor *> ProblemsController::editors() const
{
    QList<TableEditor *> all;
    for (int i = 0; i < m_area.count(); ++i)
        if (auto *editor = qobject_cast<TableEditor *>(m_area.editor(i)))
            all.append(editor);
    return all;
}

TableEditor *ProblemsController::current() const
{
    return qobject_cast<TableEditor *>(m_area.currentEditor());
}

QList<ProblemsPane::OpenTable> ProblemsController::openTables() const
{
    QList<ProblemsPane::OpenTable> open;
    const auto all = editors();
    for (TableEditor *each : all)
        // One that is still being read has nothing to say, and what is kept has.
        if (each->lint().hasLooked())
            open.append({each->request().path, each->title(), each->lint().findings(), each == current()});
    return open;
}

int ProblemsController::count() const
{
    TableEditor *editor = current();
    if (!editor)
        return 0;
    return static_cast<int>(std::ranges::count_if(
        editor->lint().findings(), [](const LintFinding &each) { return each.severity() != LintSeverity::Hint; }));
}

void ProblemsController::editorsChanged()
{
    const auto all = editors();
    for (TableEditor *each : all) {
        connect(&each->lint(), &LiveLint::found, this, &ProblemsController::changed, Qt::UniqueConnection);
        if (const auto findings = m_toFix.take(each->request().path.key()); !findings.isEmpty())
            each->fix(findings);
    }
    Q_EMIT changed();
}

void ProblemsController::currentEditorChanged()
{
    if (const Editor *editor = m_area.currentEditor(); editor && editor->request().path.workspace) {
        const EditorRequest &request = editor->request();
        m_place = {NodePath::ofWorkspace(request.path.instance, *request.path.workspace), request.target.workspaceName};
        goToGoal();
        m_goal.reset(); // another one came instead
    }
    Q_EMIT changed();
}

void ProblemsController::nodeChanged()
{
    const auto path = m_window.explorer().currentPath();
    if (!path || !path->workspace)
        return;
    const NodePath workspace = NodePath::ofWorkspace(path->instance, *path->workspace);
    const auto known = m_names.object(workspace.key());
    m_place = {workspace, known ? known->name : QString::number(path->workspace->value())};
    Q_EMIT changed();
}

void ProblemsController::forget()
{
    m_place.reset();
    m_goal.reset();
    m_toFix.clear();
    Q_EMIT changed();
}

void ProblemsController::open(const Problem &problem)
{
    m_goal = problem;
    m_window.openObject(problem.table, problem.tableName, true);
    goToGoal(); // where it was in front already, nothing changes
}

void ProblemsController::goToGoal()
{
    TableEditor *editor = current();
    if (!m_goal || !editor || editor->request().path != m_goal->table)
        return;
    const Problem goal = *std::exchange(m_goal, std::nullopt);
    editor->goTo(goal.finding);
}

void ProblemsController::fix(const QList<Problem> &problems)
{
    QList<std::pair<Problem, QList<LintFinding>>> tables; // the first problem stands for its table
    for (const Problem &each : problems) {
        auto table = std::ranges::find(tables, each.table, [](const auto &entry) { return entry.first.table; });
        if (table == tables.end())
            table = tables.insert(tables.end(), {each, {}});
        table->second.append(each.finding);
    }
    const auto open = editors();
    int opened = 0;
    int left = 0;
    for (const auto &[table, findings] : std::as_const(tables)) {
        const auto editor
            = std::ranges::find(open, table.table, [](TableEditor *each) { return each->request().path; });
        if (editor != open.end()) {
            (*editor)->fix(findings);
        } else if (opened < mostOpened) {
            ++opened;
            m_toFix.insert(table.table.key(), findings);
            m_window.openObject(table.table, table.tableName, true);
        } else {
            ++left;
        }
    }
    if (left > 0)
        m_window.showStatus(tr("%n table(s) more are to be opened for it: fix those afterwards.", nullptr, left));
}

} // namespace metascope
