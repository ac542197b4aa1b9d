// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/edit/schemadocument.h"

#include <QtWidgets/QWidget>

class QAction;
class QTableView;

namespace metascope {

class IconProvider;
class IndexModel;
class Theme;

/// The indexes of a document and the commands that stage changes of them. The primary one is only shown.
class IndexesPane final : public QWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the pane.
    IndexesPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void setEditable(bool editable);
    /// The document is as it is now, and these are its findings.
    void showDocument(const QList<Finding> &findings);
    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }
    /// Goes to an entry: selected, with the focus in the list.
    void showEntry(EntryKey key);

Q_SIGNALS:
    /// One of its commands is about to run: the pane should be in view.
    void commandStarted();

private:
    QAction *addCommand(const QString &text, const char *name, const QKeySequence &keys, void (IndexesPane::*run)());
    void updateCommands();
    [[nodiscard]] std::optional<EntryKey> currentKey() const;
    [[nodiscard]] const Keyed<Index> *current() const;
    void ask(std::optional<EntryKey> changed);
    void addIndex();
    void editIndex();
    void removeIndex();
    void discardChange();

    SchemaDocument &m_document;
    const IconProvider &m_icons;
    IndexModel *m_model;
    QTableView *m_view;
    QList<QAction *> m_actions;
    bool m_editable = true;
    QAction *m_add;
    QAction *m_edit;
    QAction *m_remove;
    QAction *m_discard;
};

} // namespace metascope
