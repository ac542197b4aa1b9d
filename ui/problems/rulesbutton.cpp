// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/rulesbutton.h"

#include "app/store/settings.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenu>

namespace metascope {

namespace {

LintRule ruleOf(const QAction *action)
{
    return static_cast<LintRule>(action->data().toInt());
}

} // namespace

RulesButton::RulesButton(Settings &settings, QWidget *parent)
    : QToolButton(parent), m_settings(settings), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("lintRules"));
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(m_menu);
    m_menu->setObjectName(QStringLiteral("menuLintRules"));
    for (const LintRuleRow &row : lintRules) {
        QAction *action = m_menu->addAction(lintRuleName(row.rule));
        action->setCheckable(true);
        action->setData(static_cast<int>(row.rule));
        connect(action, &QAction::triggered, this, &RulesButton::choose);
    }
    m_menu->addSeparator();
    QAction *all = m_menu->addAction(tr("Switch All On"));
    all->setObjectName(QStringLiteral("lintAllRules"));
    connect(all, &QAction::triggered, this, [this] {
        if (m_workspace)
            m_settings.setLintRulesOff(*m_workspace, {});
    });
    connect(&settings, &Settings::lintRulesChanged, this, &RulesButton::refresh);
    refresh();
}

void RulesButton::setWorkspace(const std::optional<NodePath> &workspace)
{
    m_workspace = workspace;
    refresh();
}

void RulesButton::choose()
{
    if (!m_workspace)
        return;
    LintRuleSet off;
    const auto actions = m_menu->actions();
    for (const QAction *each : actions)
        if (each->isCheckable())
            off.set(ruleOf(each), !each->isChecked());
    m_settings.setLintRulesOff(*m_workspace, off);
}

void RulesButton::refresh()
{
    const LintRuleSet off = m_workspace ? m_settings.lintRulesOff(*m_workspace) : LintRuleSet();
    const auto actions = m_menu->actions();
    for (QAction *each : actions)
        if (each->isCheckable())
            each->setChecked(!off.contains(ruleOf(each)));
    setText(off.count() > 0 ? tr("%n Rule(s) Off", nullptr, off.count()) : tr("Rules"));
    setAccessibleName(text());
    setToolTip(tr("Which rules of the lint are on in this workspace"));
    setEnabled(m_workspace.has_value());
}

} // namespace metascope
