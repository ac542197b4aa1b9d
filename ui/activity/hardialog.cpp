// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/hardialog.h"

#include "ui/theme/tokens.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

HarDialog::HarDialog(int count, QWidget *parent) : QDialog(parent), m_bodies(new QCheckBox(tr("Include Bodies"), this))
{
    setObjectName(QStringLiteral("harDialog"));
    setWindowTitle(tr("Export HAR"));
    setAttribute(Qt::WA_DeleteOnClose);
    const auto label = [this](const QString &text) {
        auto *made = new QLabel(text, this);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        return made;
    };
    m_bodies->setObjectName(QStringLiteral("harBodies"));
    m_bodies->setAccessibleName(m_bodies->text());
    QLabel *remark
        = label(tr("Bodies are data of your workspaces. Tokens and the values that are known to be secret are "
                   "left out, but look through the file before you hand it on."));
    remark->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *save = buttons->addButton(tr("Save As…"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("harSave"));
    save->setAccessibleName(save->text());
    save->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("harCancel"));
    cancel->setAccessibleName(cancel->text());
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT saveRequested(m_bodies->isChecked());
        accept();
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::group, spacing::group, spacing::group);
    layout->setSpacing(spacing::control);
    layout->addWidget(label(
        tr("%n request(s), as the list shows them, are written as an HTTP Archive (HAR 1.2), with their addresses and "
           "headers.",
           nullptr, count)));
    layout->addWidget(m_bodies);
    layout->addWidget(remark);
    layout->addSpacing(spacing::control);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
}

} // namespace metascope
