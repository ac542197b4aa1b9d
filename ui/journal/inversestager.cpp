// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/inversestager.h"

#include "ui/editors/table/tableeditor.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"

#include <utility>

namespace metascope {

InverseStager::InverseStager(MainWindow &window, QObject *parent) : QObject(parent), m_window(window)
{
    connect(&window.editors(), &EditorArea::currentEditorChanged, this, &InverseStager::arrived);
}

void InverseStager::stage(const JournalEntry &entry, const JournalTexts &texts)
{
    const auto call = invertibleCall(entry.method, entry.pathTemplate);
    if (!call)
        return;
    NodePath path = NodePath::ofKind(entry.instance, entry.workspace, Kind::Table);
    path.object = QString::number(entry.table.value());
    m_wanted = Wanted{path, {*call, texts.before, texts.after}};
    m_window.openObject(path, entry.tableName, true);
    // It may have been in front already.
    if (m_wanted && m_window.editors().currentEditor() && m_window.editors().currentEditor()->request().path == path)
        arrived(m_window.editors().currentEditor());
}

void InverseStager::arrived(Editor *editor)
{
    if (!m_wanted || !editor)
        return;
    const bool isThere = editor->request().path == m_wanted->path;
    auto *table = qobject_cast<TableEditor *>(editor);
    if (isThere && !table) // a tab of the last run, which is being loaded
        return;
    // Who went elsewhere meanwhile does not want it to be staged later.
    const Wanted wanted = *std::exchange(m_wanted, std::nullopt);
    if (isThere)
        table->stageInverse(wanted.change);
}

} // namespace metascope
