// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/validation.h"
#include "app/domain/workspace.h"
#include "ui/editors/table/formrow.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <optional>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace metascope {

class DefaultEditor;
class IconProvider;
class ReferencePicker;
class TypeBox;
class ValidatorsEditor;
class ValuesEditor;

/// What the form shows of a field.
struct FieldFormState {
    Field field;
    std::optional<Field> loaded; ///< none for an added field
    bool primary = false; ///< its rules are the server's: nothing can be changed
    bool removed = false;
    bool nested = false; ///< inside an object
    QList<Finding> findings; ///< those about this field
};

/// The form for one field, of the table or inside an object. Shows what it is given and tells what a person changes,
/// member by member; it holds no state of its own. A type that it does not know is shown with its name and keeps its own
/// options; what every field has can be edited all the same.
class FieldForm final : public QWidget {
    Q_OBJECT
public:
    /// `icons` must outlive it.
    explicit FieldForm(const IconProvider &icons, QWidget *parent = nullptr);

    /// The tables that a reference can lead to, in their order on screen.
    void setTables(const QList<ObjectSummary> &tables);
    void show(const FieldFormState &state);
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
    /// A field inside this object is wanted.
    void childRequested();

private:
    QWidget *buildOptions();
    void buildRows();
    void connectEditors();
    void connectParts();
    void showTexts(const Field &field);
    void showRows(const Field &field);
    void showNotes(const FieldFormState &state);
    void edited(const QString &member, const std::function<void(Field &)> &change);

    Field m_field;
    bool m_showing = false; ///< what changes now is not a person's doing
    QBoxLayout *m_columns;
    QLineEdit *m_name;
    TypeBox *m_type;
    ReferencePicker *m_reference;
    QCheckBox *m_required;
    QCheckBox *m_nullable;
    QCheckBox *m_sensitive;
    QComboBox *m_access;
    QComboBox *m_style;
    QComboBox *m_format;
    QSpinBox *m_vector;
    DefaultEditor *m_default;
    ValuesEditor *m_values;
    ValidatorsEditor *m_validators;
    QPushButton *m_addChild;
    QLineEdit *m_description;
    QLabel *m_empty;
    QWidget *m_page;
    QWidget *m_optionsCell = nullptr;
    FormRow m_nameRow;
    FormRow m_typeRow;
    FormRow m_referenceRow;
    FormRow m_vectorRow;
    FormRow m_valuesRow;
    FormRow m_childrenRow;
    FormRow m_defaultRow;
    FormRow m_descriptionRow;
    FormRow m_styleRow;
    FormRow m_accessRow;
    FormRow m_formatRow;
    FormRow m_validatorsRow;
};

} // namespace metascope
