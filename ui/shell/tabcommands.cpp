// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tabcommands.h"

#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/navigation.h"
#include "ui/shell/targetbar.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenu>

namespace metascope {

TabCommands::TabCommands(MainWindow &window, Navigation &navigation, QObject *parent)
    : QObject(parent), m_window(window), m_reopen(new QAction(tr("Re&open Closed Tab"), this)),
      m_closeOthers(new QAction(tr("Close Ot&hers"), this)),
      m_closeToTheRight(new QAction(tr("Close to the Ri&ght"), this))
{
    m_reopen->setObjectName(QStringLiteral("actionReopenClosedTab"));
    m_reopen->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    m_closeOthers->setObjectName(QStringLiteral("actionCloseOthers"));
    m_closeToTheRight->setObjectName(QStringLiteral("actionCloseToTheRight"));
    EditorArea &editors = window.editors();
    connect(m_reopen, &QAction::triggered, &editors, &EditorArea::reopenClosed);
    connect(m_closeOthers, &QAction::triggered, &editors, &EditorArea::closeOthers);
    connect(m_closeToTheRight, &QAction::triggered, &editors, &EditorArea::closeToTheRight);
    connect(&editors, &EditorArea::tabsChanged, this, &TabCommands::update);

    const Commands &commands = window.commands();
    QMenu *file = window.menus().file;
    const auto actions = file->actions();
    QAction *next = actions.value(actions.indexOf(commands.closeAllTabs) + 1);
    file->insertActions(next, {m_closeOthers, m_closeToTheRight, m_reopen});
    editors.setTabActions({commands.closeTab, m_closeOthers, m_closeToTheRight, commands.closeAllTabs, m_reopen});
    QMenu *go = window.menus().go;
    QAction *first = go->actions().value(0);
    go->insertActions(first, {navigation.back(), navigation.forward()});
    go->insertSeparator(first);
    window.targetBar().setNavigation(navigation.back(), navigation.forward());
    connect(&navigation, &Navigation::objectRequested, &window, &MainWindow::reopen);
    update();
}

void TabCommands::update()
{
    const EditorArea &editors = m_window.editors();
    m_closeOthers->setEnabled(editors.count() > 1);
    m_closeToTheRight->setEnabled(editors.count() > 1);
    m_reopen->setEnabled(!editors.closedTabs().isEmpty());
}

} // namespace metascope
