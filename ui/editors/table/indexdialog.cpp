// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/indexdialog.h"

#include "ui/theme/tokens.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

namespace metascope {

IndexDialog::IndexDialog(const QStringList &fields, QWidget *parent)
    : QDialog(parent), m_type(new QComboBox(this)), m_direction(new QComboBox(this)), m_fields(new QListWidget(this))
{
    setWindowTitle(tr("Add Index"));
    setObjectName(QStringLiteral("indexDialog"));
    m_type->addItem(tr("btree"), QStringLiteral("btree"));
    m_type->addItem(tr("unique"), QStringLiteral("btree|unique"));
    m_direction->addItem(tr("ascending"), QStringLiteral("asc"));
    m_direction->addItem(tr("descending"), QStringLiteral("desc"));
    for (const QString &field : fields) {
        auto *item = new QListWidgetItem(field, m_fields);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled);
        item->setCheckState(Qt::Unchecked);
    }
    m_fields->setDragDropMode(QAbstractItemView::InternalMove);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_add = buttons->addButton(tr("Add Index"), QDialogButtonBox::AcceptRole);
    m_add->setEnabled(false);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(spacing::group, spacing::group, spacing::group, spacing::group);
    form->setVerticalSpacing(spacing::control);
    const auto row = [this, form](const QString &label, QWidget *editor, const char *name) {
        auto *text = new QLabel(label, this);
        text->setBuddy(editor);
        editor->setAccessibleName(label);
        editor->setObjectName(QString::fromLatin1(name));
        form->addRow(text, editor);
    };
    row(tr("Index Type"), m_type, "indexType");
    row(tr("Direction"), m_direction, "indexDirection");
    row(tr("Index Fields"), m_fields, "indexFields");
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_fields, &QListWidget::itemChanged, this, [this] { m_add->setEnabled(!index().fields.isEmpty()); });
}

Index IndexDialog::index() const
{
    Index index;
    index.type = m_type->currentData().toString();
    for (int row = 0; row < m_fields->count(); ++row)
        if (m_fields->item(row)->checkState() == Qt::Checked)
            index.fields.append({m_fields->item(row)->text(), m_direction->currentData().toString()});
    return index;
}

} // namespace metascope
