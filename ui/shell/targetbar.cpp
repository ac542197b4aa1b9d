// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetbar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QHBoxLayout>

namespace metascope {

TargetBar::TargetBar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_text(new ElidedLabel(this)), m_live(new Badge(theme, this)), m_readOnly(new Badge(theme, this))
{
    setObjectName(QStringLiteral("targetBar"));
    m_text->setObjectName(QStringLiteral("targetText"));
    m_text->setElideMode(Qt::ElideMiddle);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    layout->addWidget(m_text);
    layout->addWidget(m_live);
    layout->addWidget(m_readOnly);
    layout->addStretch(1);
    setReadOnly(false);
    setTarget(std::nullopt, false);
}

void TargetBar::setTarget(const std::optional<Target> &target, bool writesLive)
{
    m_text->setText(target ? describe(*target) : tr("Nothing open"));
    m_text->setTextRole(target ? QPalette::WindowText : QPalette::PlaceholderText);
    m_live->setBadge(Badge::Kind::Live, target && writesLive ? tr("LIVE") : QString());
    m_live->setToolTip(tr("What is written here reaches live data"));
}

void TargetBar::setReadOnly(bool readOnly)
{
    m_readOnly->setBadge(Badge::Kind::Info, readOnly ? tr("READ-ONLY") : QString());
}

QString TargetBar::text() const
{
    return m_text->text();
}

QString TargetBar::describe(const Target &target)
{
    QStringList parts{visibleName(target.instanceName)};
    if (!target.workspaceName.isEmpty())
        parts.append(visibleName(target.workspaceName));
    if (!target.branch.value().isEmpty())
        parts.append(tr("branch %1").arg(visibleName(target.branch.value())));
    parts.append(tr("data %1").arg(target.dataSource.value()));
    return parts.join(QStringLiteral(" › "));
}

} // namespace metascope
