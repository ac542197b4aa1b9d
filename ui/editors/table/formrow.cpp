// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/formrow.h"

#include "ui/theme/tokens.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

QFormLayout *makeFormColumn()
{
    auto *column = new QFormLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setHorizontalSpacing(spacing::edge);
    column->setVerticalSpacing(spacing::control);
    column->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return column;
}

FormRow addFormRow(QFormLayout *column, const QString &label, QWidget *editor, const char *objectName)
{
    editor->setObjectName(QString::fromLatin1(objectName));
    editor->setAccessibleName(label);
    auto *name = new QLabel(label);
    name->setBuddy(editor);
    auto *note = new QLabel;
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setObjectName(QString::fromLatin1(objectName) + QStringLiteral("Note"));
    note->hide();
    auto *cell = new QVBoxLayout;
    cell->setContentsMargins(0, 0, 0, 0);
    cell->setSpacing(spacing::tight);
    cell->addWidget(editor);
    cell->addWidget(note);
    column->addRow(name, cell);
    return {editor, name, note, column, cell};
}

void setFormRowVisible(const FormRow &row, bool visible)
{
    if (row.column->isRowVisible(row.cell) != visible)
        row.column->setRowVisible(row.cell, visible);
    if (row.note->text().isEmpty())
        row.note->hide();
}

void setFormRowNote(const FormRow &row, const QString &text)
{
    if (row.note->text() != text)
        row.note->setText(text);
    row.note->setVisible(!text.isEmpty());
}

} // namespace metascope
