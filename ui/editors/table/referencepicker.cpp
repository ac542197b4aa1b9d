// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/referencepicker.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QLineEdit>

namespace metascope {

ReferencePicker::ReferencePicker(QWidget *parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCaseSensitivity(Qt::CaseInsensitive);
    lineEdit()->setPlaceholderText(tr("Type to search tables"));
    lineEdit()->setObjectName(QStringLiteral("fieldReferenceText"));
    lineEdit()->setAccessibleName(tr("Table"));
    connect(this, &QComboBox::activated, this, &ReferencePicker::choose);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ReferencePicker::takeTyped);
}

void ReferencePicker::setTables(const QList<ObjectSummary> &tables)
{
    const QSignalBlocker blocker(this);
    clear();
    for (const ObjectSummary &table : tables)
        addItem(table.name, table.id.value());
    showTable(m_table);
}

void ReferencePicker::showTable(std::optional<TableId> table)
{
    const bool isNew = table != m_table;
    m_table = table;
    const QSignalBlocker blocker(this);
    if (!table || table->value() <= 0) {
        setCurrentIndex(-1);
        if (isNew)
            clearEditText();
        return;
    }
    int index = findData(table->value());
    if (index < 0) {
        addItem(tr("table %1").arg(table->value()), table->value());
        index = count() - 1;
    }
    // What is being typed is not taken away by the answer to it.
    if (index != currentIndex() || isNew || !lineEdit()->hasFocus()) {
        setCurrentIndex(index);
        setEditText(itemText(index));
    }
}

void ReferencePicker::choose(int index)
{
    if (index < 0)
        return;
    const TableId chosen(itemData(index).toLongLong());
    if (chosen != m_table)
        Q_EMIT tableChosen(chosen);
}

void ReferencePicker::takeTyped()
{
    if (completer()->popup()->isVisible())
        return;
    const int index = findText(currentText().trimmed(), Qt::MatchFixedString);
    if (index >= 0) {
        choose(index);
        return;
    }
    const std::optional<TableId> chosen = m_table;
    m_table.reset();
    showTable(chosen);
}

} // namespace metascope
