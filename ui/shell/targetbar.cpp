// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetbar.h"

#include "ui/shell/targetsettings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

namespace metascope {

TargetBar::TargetBar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_mark(new Badge(theme, this)), m_text(new ElidedLabel(this)), m_live(new Badge(theme, this)),
      m_readOnly(new Badge(theme, this)), m_guard(new QToolButton(this))
{
    setObjectName(QStringLiteral("targetBar"));
    m_text->setObjectName(QStringLiteral("targetText"));
    m_text->setElideMode(Qt::ElideMiddle);
    m_guard->setObjectName(QStringLiteral("guardButton"));
    m_guard->setPopupMode(QToolButton::InstantPopup);
    m_guard->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_guard->setAutoRaise(true);
    m_guard->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    layout->addWidget(m_mark);
    layout->addWidget(m_text);
    layout->addWidget(m_live);
    layout->addWidget(m_readOnly);
    layout->addStretch(1);
    layout->addWidget(m_guard);
    setTarget(std::nullopt, {});
}

void TargetBar::setTarget(const std::optional<Target> &target, const Marks &marks)
{
    m_words = target ? describe(*target, marks.mark) : tr("Nothing open");
    m_mark->setMark(target ? marks.mark : TargetMark());
    m_text->setText(target ? describe(*target) : m_words);
    m_text->setTextRole(target ? QPalette::WindowText : QPalette::PlaceholderText);
    const bool readOnly = m_forced || (target && marks.guard == GuardLevel::ReadOnly);
    m_live->setBadge(Badge::Kind::Live, target && marks.writesLive && !readOnly ? tr("LIVE") : QString());
    m_live->setToolTip(tr("What is written here reaches live data"));
    m_readOnly->setBadge(Badge::Kind::Info, readOnly ? tr("READ-ONLY") : QString());
    m_readOnly->setToolTip(m_forced ? tr("Nothing is written in this run (--read-only)")
                                    : tr("Nothing is written here: its guard level says so"));
    m_guard->setVisible(target && m_guard->menu());
    m_guard->setText(tr("Guard: %1").arg(TargetSettings::levelName(marks.guard)));
    m_guard->setAccessibleName(m_guard->text());
    m_guard->setToolTip(tr("How freely this workspace may be written to"));
}

void TargetBar::setGuardMenu(QMenu *menu)
{
    m_guard->setMenu(menu);
}

void TargetBar::setReadOnly(bool readOnly)
{
    m_forced = readOnly;
    setTarget(std::nullopt, {});
}

QString TargetBar::text() const
{
    return m_words;
}

QString TargetBar::describe(const Target &target, const TargetMark &mark)
{
    QStringList parts{visibleName(target.instanceName)};
    if (!target.workspaceName.isEmpty())
        parts.append(visibleName(target.workspaceName));
    if (!target.branch.value().isEmpty())
        parts.append(tr("branch %1").arg(visibleName(target.branch.value())));
    parts.append(tr("data %1").arg(target.dataSource.value()));
    const QString words = parts.join(QStringLiteral(" › "));
    return mark.isEmpty() ? words : tr("[%1] %2").arg(visibleName(mark.tag), words);
}

} // namespace metascope
