// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/pastedialog.h"

#include "app/domain/tableschema.h"
#include "ui/editors/table/schemaviews.h"
#include "ui/theme/tokens.h"

#include <QtCore/QSet>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {

enum Column { NameColumn, TypeColumn, DescriptionColumn, NoteColumn, ColumnCount };

constexpr qsizetype mostSkippedShown = 5;

QString typeText(const Field &field)
{
    QString text = field.type;
    if (field.reference)
        text = PasteDialog::tr("%1, reference").arg(text);
    return field.isList() ? PasteDialog::tr("%1 list").arg(text) : text;
}

QStandardItem *cell(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    return item;
}

} // namespace

PasteDialog::PasteDialog(const PastedFields &pasted, const QStringList &taken, QWidget *parent)
    : QDialog(parent), m_pasted(pasted), m_rows(new QStandardItemModel(0, ColumnCount, this))
{
    setObjectName(QStringLiteral("pasteDialog"));
    setWindowTitle(tr("Paste Fields"));
    m_rows->setHorizontalHeaderLabels({tr("Name"), tr("Type"), tr("Description"), tr("Note")});
    QSet<QString> names;
    for (const QString &name : taken)
        names.insert(collisionKey(name));
    for (const PastedField &each : pasted.fields) {
        QStringList notes = each.notes;
        const bool isTaken = names.contains(collisionKey(each.field.name));
        names.insert(collisionKey(each.field.name));
        if (isTaken)
            notes.append(tr("the name is taken; it would get a number"));
        auto *name = cell(each.field.name);
        name->setCheckable(true);
        name->setCheckState(isTaken ? Qt::Unchecked : Qt::Checked);
        m_rows->appendRow(
            {name, cell(typeText(each.field)), cell(each.field.description), cell(notes.join(QStringLiteral("; ")))});
    }
    auto *view = new QTableView(this);
    view->setModel(m_rows);
    view->setObjectName(QStringLiteral("pastedFields"));
    view->setAccessibleName(tr("Fields to Add"));
    schemaviews::dress(view);
    schemaviews::setColumnWidths(view, {{NameColumn, 28}, {TypeColumn, 20}, {DescriptionColumn, 28}});
    if (m_rows->rowCount() > 0)
        view->setCurrentIndex(m_rows->index(0, NameColumn));

    auto *skipped = new QLabel(this);
    skipped->setTextFormat(Qt::PlainText);
    skipped->setWordWrap(true);
    skipped->setObjectName(QStringLiteral("pasteSkipped"));
    QStringList lines = pasted.skipped.mid(0, mostSkippedShown);
    if (pasted.skipped.size() > mostSkippedShown)
        lines.append(tr("And %1 more.").arg(pasted.skipped.size() - mostSkippedShown));
    if (pasted.fields.isEmpty() && lines.isEmpty())
        lines.append(tr("The clipboard holds no fields. It takes a JSON list of columns, or rows of a spreadsheet with "
                        "name, type and description."));
    skipped->setText(lines.join(QLatin1Char('\n')));
    skipped->setVisible(!lines.isEmpty());

    auto *buttons = new QDialogButtonBox(this);
    m_add = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(QStringLiteral("confirmPaste"));
    m_add->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancelPaste"));
    cancel->setAccessibleName(cancel->text());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::group, spacing::group, spacing::group);
    layout->setSpacing(spacing::control);
    layout->addWidget(view, 1);
    layout->addWidget(skipped);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 24);
    connect(m_rows, &QStandardItemModel::itemChanged, this, &PasteDialog::updateButton);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButton();
}

QList<Field> PasteDialog::fields() const
{
    QList<Field> wanted;
    for (int row = 0; row < m_rows->rowCount(); ++row)
        if (m_rows->item(row, NameColumn)->checkState() == Qt::Checked)
            wanted.append(m_pasted.fields.at(row).field);
    return wanted;
}

void PasteDialog::updateButton()
{
    const int count = static_cast<int>(fields().size());
    m_add->setText(tr("Add %n Field(s)", nullptr, count));
    m_add->setAccessibleName(m_add->text());
    m_add->setEnabled(count > 0);
}

} // namespace metascope
