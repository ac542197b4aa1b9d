// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/workspace.h"
#include "app/edit/schemadocument.h"

#include <QtCore/QHash>
#include <QtGui/QKeySequence>
#include <QtWidgets/QWidget>

class QAction;

namespace metascope {

class BulkForm;
class FieldForm;
class FieldList;
class IconProvider;
class SchemaModel;
class Theme;

/// The fields of a document: their list, the form of the selected one (or what can be set for several), and the commands
/// that stage changes of them.
class FieldsPane final : public QWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the pane.
    FieldsPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void setTables(const QList<ObjectSummary> &tables);
    void setEditable(bool editable);
    /// The document is as it is now, and these are its findings.
    void showDocument(const QList<Finding> &findings);
    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }
    /// Goes to an entry: selected, with the focus in the list.
    void showEntry(EntryKey key);
    /// Selects a field, of a nested one (`group.title`) its own row. False where there is none of that name.
    bool showField(const QString &path);

Q_SIGNALS:
    /// One of its commands is about to run: the pane should be in view.
    void commandStarted();

private:
    using Run = void (FieldsPane::*)();
    QAction *addCommand(const QString &text, const char *name, const QKeySequence &keys, Run run);
    void addCommands();
    void showSelection();
    void showForm();
    void showBulk(const QList<FieldPlace> &places);
    void updateCommands();
    /// The selected ones that can be changed.
    [[nodiscard]] QList<FieldPlace> changeable() const;
    [[nodiscard]] QList<Field> selectedFields() const;
    void addField();
    void addChild();
    void duplicateField();
    void renameField();
    void removeFields();
    void restoreFields();
    void discardChanges();
    void moveUp();
    void moveDown();
    void move(qsizetype by);
    [[nodiscard]] bool canMove(qsizetype by) const;
    void copyJson();
    void copyXanoScript();
    void copyMarkdown();
    void paste();

    SchemaDocument &m_document;
    QList<Finding> m_findings;
    QHash<TableId, QString> m_tableNames;
    SchemaModel *m_model;
    FieldList *m_list;
    FieldForm *m_form;
    BulkForm *m_bulk;
    QList<QAction *> m_actions;
    bool m_editable = true;
    QAction *m_add = nullptr;
    QAction *m_addChild = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_restore = nullptr;
    QAction *m_discard = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_paste = nullptr;
    QList<QAction *> m_copies;
};

} // namespace metascope
