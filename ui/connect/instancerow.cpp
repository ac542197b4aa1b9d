// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/instancerow.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elidedlabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

InstanceRow::InstanceRow(const KnownInstance &instance, const IconProvider &icons, QWidget *parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("instanceRow"));
    auto *icon = new QLabel(this);
    icon->setPixmap(icons.icon(Icon::Instance, IconTint::Muted).pixmap(QSize(16, 16), devicePixelRatioF()));
    auto *name = new ElidedLabel(this);
    name->setText(instance.name);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    name->setFont(bold);
    auto *host = new ElidedLabel(this);
    host->setText(instance.state.isEmpty() ? instance.host : tr("%1 · %2").arg(instance.host, instance.state));
    host->setTextRole(QPalette::PlaceholderText);

    auto *open = new QPushButton(tr("Open"), this);
    open->setObjectName(QStringLiteral("openInstance"));
    open->setAccessibleName(open->text());
    open->setAccessibleDescription(instance.name);
    auto *remove = new QPushButton(tr("Remove Instance…"), this);
    remove->setObjectName(QStringLiteral("removeInstance"));
    remove->setAccessibleName(remove->text());
    remove->setAccessibleDescription(instance.name);
    remove->setFlat(true);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(spacing::tight);
    texts->addWidget(name);
    texts->addWidget(host);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::control, 0, spacing::control);
    layout->setSpacing(spacing::control);
    layout->addWidget(icon);
    layout->addSpacing(spacing::control);
    layout->addLayout(texts, 1);
    layout->addWidget(remove);
    layout->addWidget(open);
    connect(open, &QPushButton::clicked, this, [this, id = instance.id] { Q_EMIT openRequested(id); });
    connect(remove, &QPushButton::clicked, this, [this, id = instance.id] { Q_EMIT removeRequested(id); });
}

} // namespace metascope
