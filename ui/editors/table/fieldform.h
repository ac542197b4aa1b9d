// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/validation.h"
#include "app/domain/workspace.h"

#include <QtWidgets/QWidget>

#include <array>
#include <functional>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLayout;
class QLineEdit;
class QPlainTextEdit;

namespace metascope {

/// The form for one field. Shows what it is given and tells what a person changes, member by member; it holds no state of
/// its own. Types that it cannot edit whole are shown with their name and a sentence why.
class FieldForm final : public QWidget {
    Q_OBJECT
public:
    explicit FieldForm(QWidget *parent = nullptr);

    /// The tables that a reference can lead to, in their order on screen.
    void setTables(const QList<ObjectSummary> &tables);
    /// Shows a field. `changeable` is false for a removed one and for the primary key, whose rules are the server's.
    void show(const Field &field, bool isPrimary, bool isRemoved, const QList<Finding> &findings);
    /// Nothing is selected.
    void clear();
    /// Puts the cursor into Name with its text selected.
    void editName();

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void nameEdited(const QString &name);
    /// Everything but the name; `member` names the part for the undo menu.
    void fieldEdited(const metascope::Field &field, const QString &member);

private:
    enum class DefaultState { None, Empty, Value };
    struct Row {
        QWidget *editor;
        QLabel *label;
        QLabel *note; ///< the finding beside it
        QFormLayout *column;
        QLayout *cell; ///< editor and note
    };

    QWidget *buildOptions();
    QWidget *buildDefault();
    void buildRows();
    void connectEditors();
    static Row addRow(QFormLayout *column, const QString &label, QWidget *editor, const char *objectName);
    static void setRowVisible(const Row &row, bool visible);
    void showFindings(const QList<Finding> &findings);
    void showDefault(const Field &field);
    void edited(const QString &member, const std::function<void(Field &)> &change);
    void chooseType(int index);
    void applyDefault();

    Field m_field;
    QList<ObjectSummary> m_tables;
    bool m_showing = false; ///< what changes now is not a person's doing
    QBoxLayout *m_columns;
    QLineEdit *m_name;
    QComboBox *m_type;
    QLabel *m_typeNote;
    QComboBox *m_reference;
    QCheckBox *m_required;
    QCheckBox *m_nullable;
    QCheckBox *m_sensitive;
    QComboBox *m_access;
    QComboBox *m_style;
    QComboBox *m_format;
    QComboBox *m_defaultState;
    QLineEdit *m_defaultValue;
    QPlainTextEdit *m_values;
    QLineEdit *m_description;
    QLabel *m_validators;
    QLabel *m_empty;
    QWidget *m_page;
    Row m_nameRow;
    Row m_typeRow;
    Row m_referenceRow;
    Row m_accessRow;
    Row m_styleRow;
    Row m_formatRow;
    Row m_defaultRow;
    Row m_valuesRow;
    Row m_descriptionRow;
};

} // namespace metascope
