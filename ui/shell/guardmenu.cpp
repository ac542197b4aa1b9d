// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/guardmenu.h"

#include <QtGui/QActionGroup>

namespace metascope {

GuardMenu::GuardMenu(TargetSettings &settings, const QString &name, QWidget *parent)
    : QMenu(parent), m_settings(settings), m_levels(new QActionGroup(this)), m_inherit(new QAction(this)),
      m_forced(new QAction(tr("Read-only for this run (--read-only)"), this))
{
    setObjectName(name);
    menuAction()->setObjectName(name + QStringLiteral("Action"));
    setToolTipsVisible(true);
    const auto add = [&](QAction *action, const char *id, const QVariant &level) {
        action->setObjectName(name + QLatin1String(id));
        action->setCheckable(true);
        action->setData(level);
        m_levels->addAction(action);
        addAction(action);
    };
    const auto level = [&](const QString &text, const char *id, GuardLevel value, const QString &meaning) {
        auto *action = new QAction(text, this);
        action->setToolTip(meaning);
        add(action, id, static_cast<int>(value));
    };
    level(tr("&Normal"), "Normal", GuardLevel::Normal,
          tr("Single actions that destroy nothing are sent from their own button; all else from a review"));
    level(tr("&Confirm"), "Confirm", GuardLevel::Confirm, tr("Everything that is sent comes from a review"));
    level(tr("&Read-only"), "ReadOnly", GuardLevel::ReadOnly, tr("Nothing is sent that changes something"));
    m_inherit->setToolTip(tr("The level of its instance counts"));
    add(m_inherit, "Inherit", QVariant());
    m_forced->setObjectName(name + QStringLiteral("Forced"));
    m_forced->setEnabled(false);
    addAction(m_forced);
    connect(this, &QMenu::aboutToShow, this, &GuardMenu::update);
    connect(m_levels, &QActionGroup::triggered, this, [this](const QAction *action) {
        const QVariant value = action->data();
        if (m_scope)
            m_settings.setLevel(*m_scope,
                                value.isValid() ? std::optional(static_cast<GuardLevel>(value.toInt())) : std::nullopt);
        update(); // a question may come first: what is set stays checked
    });
    setScope(std::nullopt);
}

void GuardMenu::setScope(const std::optional<TargetScope> &scope)
{
    m_scope = scope;
    menuAction()->setEnabled(scope.has_value());
    update();
}

void GuardMenu::update()
{
    m_forced->setVisible(m_settings.isForced());
    m_levels->setEnabled(m_scope && !m_settings.isForced());
    m_inherit->setVisible(m_scope && m_scope->workspace);
    if (!m_scope)
        return;
    m_inherit->setText(
        tr("As the &Instance (%1)")
            .arg(TargetSettings::levelName(m_settings.level({m_scope->instance, std::nullopt, QString()}))));
    const auto own = m_settings.ownLevel(*m_scope);
    const auto actions = m_levels->actions();
    for (QAction *action : actions) {
        const QVariant value = action->data();
        action->setChecked(own ? value.isValid() && value.toInt() == static_cast<int>(*own) : !value.isValid());
    }
}

} // namespace metascope
