// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableproperties.h"
#include "app/edit/schemadocument.h"
#include "ui/editors/table/formrow.h"
#include "ui/theme/icons.h"

#include <QtWidgets/QWidget>

#include <functional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QTabWidget;
class QToolButton;

namespace metascope {

class DocsView;
class ValuesEditor;

/// What a table says of itself beside its fields: name, description, docs, tags, sign-in, security and autocomplete. Each
/// staged change is told beside its row, with a button that discards it alone.
class PropertiesPane final : public QWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the pane.
    PropertiesPane(SchemaDocument &document, const IconProvider &icons, QWidget *parent = nullptr);

    void setEditable(bool editable);
    /// The document is as it is now.
    void showDocument();

private:
    struct Row {
        TableProperty property;
        FormRow row;
        QToolButton *discard;
    };

    void addRow(QFormLayout *form, TableProperty property, const QString &label, QWidget *editor, const char *name);
    QWidget *buildDocs();
    void connectEditors();
    void showValues(const TableProperties &now);
    void showAutocomplete(const TableProperties &now);
    void showNotes(const TableProperties &base, const TableProperties &now);
    void edited(const QString &member, const std::function<void(TableProperties &)> &change);

    SchemaDocument &m_document;
    const IconProvider &m_icons;
    bool m_showing = false; ///< what changes now is not a person's doing
    QLabel *m_missing;
    QWidget *m_page;
    QLineEdit *m_name;
    QLineEdit *m_description;
    QTabWidget *m_docsTabs;
    QPlainTextEdit *m_docs;
    DocsView *m_preview;
    ValuesEditor *m_tags;
    QCheckBox *m_auth;
    QLineEdit *m_guid;
    QListWidget *m_autocomplete;
    QList<Row> m_rows;
};

} // namespace metascope
