// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/actionbutton.h"

#include <QtGui/QAction>

namespace metascope {

ActionButton::ActionButton(QAction *action, const char *name, QWidget *parent) : QPushButton(parent), m_action(action)
{
    setObjectName(QLatin1String(name));
    setAutoDefault(false);
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void ActionButton::follow()
{
    QString text = m_action->text();
    text.remove(QLatin1Char('&'));
    setText(text);
    setAccessibleName(text);
    setEnabled(m_action->isEnabled());
    setToolTip(m_action->statusTip());
    setAccessibleDescription(m_action->statusTip());
}

} // namespace metascope
