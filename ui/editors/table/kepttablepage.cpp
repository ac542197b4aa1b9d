// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/kepttablepage.h"

#include "app/domain/referencegraph.h"
#include "ui/editors/facts/factsview.h"
#include "ui/editors/table/schemapane.h"
#include "ui/widgets/emptystate.h"

#include <QtWidgets/QStackedWidget>

namespace metascope {

KeptTablePage::KeptTablePage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent)
    : FactsPage(request, parts, parent), m_stack(new QStackedWidget),
      m_pane(new SchemaPane(m_document, parts.theme, parts.icons, m_stack))
{
    setObjectName(QStringLiteral("keptTablePage"));
    auto *empty = new EmptyState(m_stack);
    empty->setContent(tr("The fields of this table are not kept here."));
    m_stack->addWidget(empty);
    m_stack->addWidget(m_pane);
    m_pane->setEditable(false);
    view().addTab(m_stack, tr("Table"));
}

ObjectSummary KeptTablePage::factsOf(ObjectSummary object) const
{
    object.raw = object.raw.without(schemaMember).without(indexMember);
    return object;
}

void KeptTablePage::adopted(const ObjectSummary &object)
{
    const auto schema = object.raw.member(schemaMember);
    const auto fields = schema ? fieldsFromJson(*schema) : Result<QList<Field>>(QList<Field>());
    if (!fields || fields->isEmpty())
        return;
    const auto kept = object.raw.member(indexMember);
    const auto indexes = kept ? indexesFromJson(*kept) : Result<QList<Index>>(QList<Index>());
    m_document.load(*fields, indexes.value_or(QList<Index>()));
    m_pane->setIndexesKnown(kept && indexes);
    m_stack->setCurrentWidget(m_pane);
    nameTables();
}

void KeptTablePage::nameTables()
{
    if (!parts().lastListed)
        return;
    const NodePath &path = request().path;
    const NodePath tables = NodePath::ofKind(path.instance, *path.workspace, Kind::Table);
    m_tables.restart();
    m_tables.await(parts().lastListed(request(), tables), [this](const Result<std::optional<CachedList>> &list) {
        if (list && *list && (*list)->isWhole)
            m_pane->setTables((*list)->objects);
    });
}

} // namespace metascope
