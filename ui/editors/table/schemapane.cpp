// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/schemapane.h"

#include "app/model/lintmarks.h"
#include "ui/editors/table/fieldspane.h"
#include "ui/editors/table/indexespane.h"
#include "ui/editors/table/propertiespane.h"

#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

SchemaPane::SchemaPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_document(document), m_tabs(new QTabWidget(this)),
      m_fields(new FieldsPane(document, theme, icons)), m_indexes(new IndexesPane(document, theme, icons)),
      m_properties(new PropertiesPane(document, icons))
{
    setObjectName(QStringLiteral("schemaPane"));
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(QStringLiteral("schemaTabs"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the Table"));
    m_tabs->addTab(m_fields, tr("Schema"));
    m_tabs->addTab(m_indexes, tr("Indexes"));
    m_tabs->addTab(m_properties, tr("Properties"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    connect(&m_document, &SchemaDocument::changed, this, &SchemaPane::documentChanged);
    connect(m_fields, &FieldsPane::commandStarted, this, [this] { m_tabs->setCurrentWidget(m_fields); });
    connect(m_indexes, &IndexesPane::commandStarted, this, [this] { m_tabs->setCurrentWidget(m_indexes); });
    documentChanged();
}

QList<QAction *> SchemaPane::actions() const
{
    return m_fields->actions() + m_indexes->actions();
}

void SchemaPane::setTables(const QList<ObjectSummary> &tables)
{
    QList<TableId> ids;
    for (const ObjectSummary &table : tables)
        ids.append(TableId(table.id.value()));
    m_tables = ids;
    m_fields->setTables(tables);
    documentChanged();
}

void SchemaPane::setEditable(bool editable)
{
    m_fields->setEditable(editable);
    m_indexes->setEditable(editable);
    m_properties->setEditable(editable);
}

bool SchemaPane::hasProblems() const
{
    const auto &properties = m_document.current().properties;
    return metascope::hasProblems(m_findings) || (properties && properties->name.isEmpty());
}

void SchemaPane::setIndexesKnown(bool known)
{
    m_tabs->setTabVisible(m_tabs->indexOf(m_indexes), known);
}

bool SchemaPane::showField(const QString &path)
{
    if (!m_fields->showField(path))
        return false;
    m_tabs->setCurrentWidget(m_fields);
    return true;
}

void SchemaPane::documentChanged()
{
    m_findings = validate(m_document.base(), m_document.current(), m_tables);
    m_properties->showDocument();
    showFindings();
}

void SchemaPane::showFindings()
{
    const QList<Finding> all = m_findings + lintMarks(m_lint, m_findings);
    m_fields->showDocument(all);
    m_indexes->showDocument(all);
}

void SchemaPane::setLint(const QList<LintFinding> &findings)
{
    m_lint = findings;
    showFindings();
}

void SchemaPane::showEntry(EntryKey key, bool isIndex)
{
    if (isIndex) {
        m_tabs->setCurrentWidget(m_indexes);
        m_indexes->showEntry(key);
    } else {
        m_tabs->setCurrentWidget(m_fields);
        m_fields->showEntry(key);
    }
}

} // namespace metascope
