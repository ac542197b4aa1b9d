// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/renamedialog.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {
constexpr int longestLabel = 100;
}

RenameDialog::RenameDialog(const QString &label, const QString &fallback, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("renameDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rename Token"));
    auto *edit = new QLineEdit(label, this);
    edit->setObjectName(QStringLiteral("tokenLabel"));
    edit->setAccessibleName(tr("Label"));
    edit->setMaxLength(longestLabel);
    edit->setPlaceholderText(fallback);
    edit->selectAll();
    auto *name = new QLabel(tr("&Label"), this);
    name->setBuddy(edit);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *rename = buttons->addButton(tr("Rename"), QDialogButtonBox::AcceptRole);
    rename->setObjectName(QStringLiteral("confirmRename"));
    rename->setAccessibleName(rename->text());
    rename->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancelRename"));
    cancel->setAccessibleName(cancel->text());

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::control);
    layout->addWidget(name);
    layout->addWidget(edit);
    layout->addSpacing(spacing::control);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 50);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, edit] {
        Q_EMIT renamed(edit->text().trimmed());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace metascope
