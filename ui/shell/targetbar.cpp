// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetbar.h"

#include "ui/shell/targetsettings.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolButton>

namespace metascope {

namespace {

constexpr qsizetype longestLabel = 32; ///< on a picker, in characters
constexpr qsizetype longestWords = 500; ///< elsewhere, the same
const QString separator = QStringLiteral(" › ");

QStringList placeOf(const Target &target)
{
    QStringList parts{visibleName(target.instanceName)};
    if (!target.workspaceName.isEmpty())
        parts.append(visibleName(target.workspaceName));
    return parts;
}

QString branchWords(const Target &target, qsizetype longest = longestWords)
{
    const QString &label = target.branch.value();
    return label.isEmpty() ? TargetBar::tr("branch not read yet")
                           : TargetBar::tr("branch %1").arg(shortened(visibleName(label), longest));
}

QString dataSourceWords(const Target &target, qsizetype longest = longestWords)
{
    return TargetBar::tr("data %1").arg(shortened(visibleName(target.dataSource.value()), longest));
}

} // namespace

TargetBar::TargetBar(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this)), m_mark(new Badge(theme, this)), m_text(new ElidedLabel(this)),
      m_branchMenu(new QMenu(tr("&Branch"), this)), m_dataSourceMenu(new QMenu(tr("&Data Source"), this)),
      m_branch(addPicker(QStringLiteral("branchButton"), icons.icon(Icon::Branch, IconTint::Muted), tr("Branch"),
                         m_branchMenu)),
      m_dataSource(addPicker(QStringLiteral("dataSourceButton"), icons.icon(Icon::DataSource, IconTint::Muted),
                             tr("Data Source"), m_dataSourceMenu)),
      m_live(new Badge(theme, this)), m_readOnly(new Badge(theme, this)), m_guard(new QToolButton(this))
{
    setObjectName(QStringLiteral("targetBar"));
    m_branchMenu->setObjectName(QStringLiteral("menuBranch"));
    m_branchMenu->menuAction()->setObjectName(QStringLiteral("actionBranch"));
    m_dataSourceMenu->setObjectName(QStringLiteral("menuDataSource"));
    m_dataSourceMenu->menuAction()->setObjectName(QStringLiteral("actionDataSource"));
    m_text->setObjectName(QStringLiteral("targetText"));
    m_text->setElideMode(Qt::ElideMiddle);
    m_guard->setObjectName(QStringLiteral("guardButton"));
    m_guard->setPopupMode(QToolButton::InstantPopup);
    m_guard->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_guard->setAutoRaise(true);
    m_guard->setFocusPolicy(Qt::TabFocus);
    m_layout->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    for (QWidget *part : std::initializer_list<QWidget *>{m_mark, m_text, m_branch, m_dataSource, m_live, m_readOnly})
        m_layout->addWidget(part);
    m_layout->addStretch(1);
    m_layout->addWidget(m_guard);
    setTarget(std::nullopt, {});
}

QToolButton *TargetBar::addPicker(const QString &name, const QIcon &icon, const QString &accessibleName, QMenu *menu)
{
    auto *picker = new QToolButton(this);
    picker->setObjectName(name);
    picker->setIcon(icon);
    picker->setAccessibleName(accessibleName);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    picker->setIconSize({side, side});
    picker->setMenu(menu);
    picker->setPopupMode(QToolButton::InstantPopup);
    picker->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    picker->setAutoRaise(true);
    picker->setFocusPolicy(Qt::TabFocus);
    return picker;
}

void TargetBar::setNavigation(QAction *back, QAction *forward)
{
    int at = 0;
    for (QAction *action : {back, forward}) {
        auto *button = new QToolButton(this);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(action->toolTip());
        m_layout->insertWidget(at++, button);
    }
}

void TargetBar::showPicker(QToolButton *picker, const QString &words, const QString &now, const QString &next,
                           const QString &nextWords)
{
    const bool isOther = !next.isEmpty() && next != now;
    QString text = words;
    if (isOther)
        text = tr("%1; new tabs: %2").arg(words, shortened(visibleName(next), longestLabel));
    picker->setText(text.replace(u'&', QStringLiteral("&&")));
    picker->setAccessibleDescription(isOther ? nextWords.arg(visibleName(next)) : words);
    const QString told = isOther ? nextWords.arg(visibleName(next)) : words;
    picker->setToolTip(QStringLiteral("<p>%1</p>").arg(told.toHtmlEscaped()));
    picker->setVisible(m_target.has_value());
}

void TargetBar::setTarget(const std::optional<Target> &target, const Marks &marks)
{
    m_target = target;
    m_words = target ? describe(*target, marks.mark) : tr("Nothing open");
    m_mark->setMark(target ? marks.mark : TargetMark());
    const Target shown = target.value_or(Target());
    m_text->setText(target ? placeOf(shown).join(separator) : m_words);
    m_text->setTextRole(target ? QPalette::WindowText : QPalette::PlaceholderText);
    const Target next = marks.next.value_or(shown);
    showPicker(m_branch, branchWords(shown, longestLabel), shown.branch.value(), next.branch.value(),
               tr("This tab stays on its branch. What is opened next is read from branch %1."));
    showPicker(m_dataSource, dataSourceWords(shown, longestLabel), shown.dataSource.value(), next.dataSource.value(),
               tr("This tab stays on its data source. What is opened next uses %1."));
    const bool readOnly = m_forced || (target && marks.guard == GuardLevel::ReadOnly);
    const bool isLive = shown.dataSource == Target().dataSource;
    const bool reachesLive = marks.writesLive && !readOnly;
    m_live->setBadge(Badge::Kind::Live, target && (isLive || reachesLive) ? tr("LIVE") : QString());
    m_live->setToolTip(reachesLive ? tr("What is written here reaches live data") : tr("This is the live data source"));
    m_readOnly->setBadge(Badge::Kind::Info, readOnly ? tr("READ-ONLY") : QString());
    m_readOnly->setToolTip(m_forced ? tr("Nothing is written in this run (--read-only)")
                                    : tr("Nothing is written here: its guard level says so"));
    m_guard->setVisible(target && m_guard->menu());
    m_guard->setText(tr("Guard: %1").arg(TargetSettings::levelName(marks.guard)));
    m_guard->setAccessibleName(m_guard->text());
    m_guard->setToolTip(tr("How freely this workspace may be written to"));
    m_branchMenu->menuAction()->setEnabled(target.has_value());
    m_dataSourceMenu->menuAction()->setEnabled(target.has_value());
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
    QStringList parts = placeOf(target);
    parts.append(branchWords(target));
    parts.append(dataSourceWords(target));
    const QString words = parts.join(separator);
    return mark.isEmpty() ? words : tr("[%1] %2").arg(visibleName(mark.tag), words);
}

} // namespace metascope
