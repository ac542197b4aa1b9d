// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/kindbutton.h"

#include "app/store/workspacecache.h"
#include "ui/theme/icons.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenu>

namespace metascope {

KindButton::KindButton(const IconProvider &icons, QWidget *parent) : QToolButton(parent), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("findKinds"));
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(m_menu);
    m_menu->setObjectName(QStringLiteral("menuFindKinds"));
    QAction *all = m_menu->addAction(tr("All Kinds"));
    all->setObjectName(QStringLiteral("findAllKinds"));
    connect(all, &QAction::triggered, this, [this] {
        const auto actions = m_menu->actions();
        for (QAction *each : actions)
            each->setChecked(false);
        choose();
    });
    m_menu->addSeparator();
    for (const KindRow &row : kindTable) {
        if (!WorkspaceCache::isKept(row.kind))
            continue;
        QAction *action = m_menu->addAction(icons.forKind(row.kind), kindPlural(row.kind));
        action->setCheckable(true);
        action->setData(static_cast<int>(row.kind));
        connect(action, &QAction::triggered, this, &KindButton::choose);
    }
    choose();
}

QList<Kind> KindButton::kinds() const
{
    QList<Kind> chosen;
    const auto actions = m_menu->actions();
    for (const QAction *each : actions)
        if (each->isChecked())
            chosen.append(static_cast<Kind>(each->data().toInt()));
    return chosen;
}

void KindButton::choose()
{
    const QList<Kind> chosen = kinds();
    if (chosen.isEmpty())
        setText(tr("All Kinds"));
    else
        setText(chosen.size() == 1 ? kindPlural(chosen.constFirst())
                                   : tr("%n kind(s)", nullptr, static_cast<int>(chosen.size())));
    setAccessibleName(text());
    Q_EMIT kindsChanged();
}

} // namespace metascope
