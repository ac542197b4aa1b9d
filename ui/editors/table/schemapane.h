// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemalint.h"
#include "app/domain/workspace.h"
#include "app/edit/schemadocument.h"

#include <QtWidgets/QWidget>

class QAction;
class QTabWidget;

namespace metascope {

class FieldsPane;
class IconProvider;
class IndexesPane;
class PropertiesPane;
class Theme;

/// The parts of a document side by side as tabs, over the same findings.
class SchemaPane final : public QWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the pane.
    SchemaPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// The tables of the workspace, for references.
    void setTables(const QList<ObjectSummary> &tables);
    /// Selects a field, of a nested one (`group.title`) its own row. False where there is none of that name.
    bool showField(const QString &path);
    /// What the lint says of it: marked in the rows, and in nobody's way.
    void setLint(const QList<LintFinding> &findings);
    /// Goes to a field (of a nested one: to its object) or to an index.
    void showEntry(EntryKey key, bool isIndex);
    /// Off: everything is shown and nothing can be staged.
    void setEditable(bool editable);
    /// Off: nothing is known of the indexes, and none are shown. On by default.
    void setIndexesKnown(bool known);
    [[nodiscard]] QList<QAction *> actions() const;
    /// Whether something staged has to be put right first.
    [[nodiscard]] bool hasProblems() const;

private:
    void documentChanged();
    void showFindings();

    SchemaDocument &m_document;
    QList<Finding> m_findings;
    QList<LintFinding> m_lint;
    std::optional<QList<TableId>> m_tables;
    QTabWidget *m_tabs;
    FieldsPane *m_fields;
    IndexesPane *m_indexes;
    PropertiesPane *m_properties;
};

} // namespace metascope
