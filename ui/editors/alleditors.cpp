// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/alleditors.h"

#include "ui/editors/facts/factspage.h"
#include "ui/editors/group/grouppage.h"
#include "ui/editors/overview/historypage.h"
#include "ui/editors/overview/overviewpage.h"
#include "ui/editors/table/kepttablepage.h"

namespace metascope {

void addEditors(EditorRegistry &editors, const ReadingParts &reading, LazyTree &tree,
                const TableEditor::Parts &tableParts)
{
    for (const KindRow &row : kindTable)
        editors.add(row.kind, [&reading, &tree](const EditorRequest &request, QWidget *parent) -> Editor * {
            if (!request.path.kind)
                return new OverviewPage(request, reading, tree, parent);
            if (isHistory(*request.path.kind) && !request.path.isObject())
                return new HistoryPage(request, reading, parent);
            if (request.path.kind == Kind::ApiGroup)
                return new GroupPage(request, reading, parent);
            return new FactsPage(request, reading, parent);
        });
    editors.add(Kind::Table, [tableParts, &reading](const EditorRequest &request, QWidget *parent) -> Editor * {
        if (request.problem)
            return new KeptTablePage(request, reading, parent);
        return new TableEditor(request, tableParts, parent);
    });
}

} // namespace metascope
