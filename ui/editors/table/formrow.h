// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

class QFormLayout;
class QLabel;
class QLayout;
class QWidget;

namespace metascope {

/// One labelled row of a form: its editor, and below it a note where something is to be said about it. The parts belong to
/// the form's widget.
struct FormRow {
    QWidget *editor = nullptr;
    QLabel *label = nullptr;
    QLabel *note = nullptr;
    QFormLayout *column = nullptr;
    QLayout *cell = nullptr; ///< editor and note
};

/// A column of rows with the form's spacing.
QFormLayout *makeFormColumn();
/// Adds a row. The label is the editor's accessible name too; `objectName` names the editor, with `Note` the note.
FormRow addFormRow(QFormLayout *column, const QString &label, QWidget *editor, const char *objectName);
/// With the row goes its spacing, which hidden widgets alone would leave.
void setFormRowVisible(const FormRow &row, bool visible);
/// Plain text; an empty one hides the note.
void setFormRowNote(const FormRow &row, const QString &text);

} // namespace metascope
