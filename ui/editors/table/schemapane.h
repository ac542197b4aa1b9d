// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/workspace.h"
#include "app/edit/schemadocument.h"

#include <QtWidgets/QWidget>

class QAction;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;
class QTabWidget;

namespace metascope {

class FieldForm;
class IconProvider;
class IndexModel;
class SchemaModel;
class Theme;

/// Fields and indexes of a document, the form of the selected field, and the commands that stage changes.
class SchemaPane final : public QWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the pane.
    SchemaPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// The tables of the workspace, for references.
    void setTables(const QList<ObjectSummary> &tables);
    /// Selects a field, of a nested one (`group.title`) its own row. False where there is none of that name.
    bool showField(const QString &path);
    /// Off: everything is shown and nothing can be staged.
    void setEditable(bool editable);
    /// Off: nothing is known of the indexes, and none are shown. On by default.
    void setIndexesKnown(bool known);
    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }
    /// Whether something staged has to be put right first.
    [[nodiscard]] bool hasProblems() const { return metascope::hasProblems(m_findings); }

private:
    QAction *addCommand(const QString &text, const char *name, const QKeySequence &keys, void (SchemaPane::*run)());
    QWidget *buildFields(const IconProvider &icons, const Theme &theme);
    QWidget *buildIndexes(const IconProvider &icons, const Theme &theme);
    void documentChanged();
    void showCurrent();
    void select(EntryKey key);
    [[nodiscard]] std::optional<EntryKey> currentKey() const;
    [[nodiscard]] std::optional<EntryKey> currentIndexKey() const;
    void addField();
    void duplicateField();
    void renameField();
    void removeField();
    void restoreField();
    void moveUp();
    void moveDown();
    void move(qsizetype by);
    void addIndex();
    void removeIndex();

    SchemaDocument &m_document;
    QList<Finding> m_findings;
    std::optional<QList<TableId>> m_tables;
    SchemaModel *m_fieldModel;
    QSortFilterProxyModel *m_filtered;
    IndexModel *m_indexModel;
    QTabWidget *m_tabs;
    QTableView *m_fields;
    QTableView *m_indexes;
    QLineEdit *m_filter;
    FieldForm *m_form;
    QList<QAction *> m_actions;
    bool m_editable = true;
    QAction *m_add = nullptr;
    QAction *m_addIndex = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_restore = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_removeIndex = nullptr;
};

} // namespace metascope
