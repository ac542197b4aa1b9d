// SPDX-License-Identifier: GPL-3.0-or-later
// How tabs are closed and come back.
#include "ui/shell/editorarea.h"

#include <QtGui/QAction>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>

namespace metascope {

void EditorArea::closeTab(int index)
{
    Editor *gone = editor(index);
    if (!gone)
        return;
    if (gone->isWriting()) {
        setCurrentIndex(index);
        Q_EMIT writingKept(gone->title());
        return;
    }
    remember(*gone);
    release(index);
    gone->deleteLater();
    Q_EMIT tabsChanged();
}

void EditorArea::remember(const Editor &editor)
{
    m_closed.removeIf([&editor](const ClosedTab &each) { return each.path == editor.request().path; });
    m_closed.prepend({editor.request().path, editor.title(), editor.request().target});
    if (m_closed.size() > mostClosed)
        m_closed.resize(mostClosed);
}

void EditorArea::closeAll()
{
    for (int i = count() - 1; i >= 0; --i)
        closeTab(i);
}

int EditorArea::commandIndex() const
{
    return m_commandTab ? QTabWidget::indexOf(m_commandTab) : currentIndex();
}

void EditorArea::closeOthers()
{
    const QWidget *kept = widget(commandIndex());
    for (int i = count() - 1; i >= 0 && kept; --i)
        if (widget(i) != kept)
            closeTab(i);
}

void EditorArea::closeToTheRight()
{
    for (int i = count() - 1, last = commandIndex(); i > last && last >= 0; --i)
        closeTab(i);
}

void EditorArea::reopenClosed()
{
    while (!m_closed.isEmpty()) {
        const ClosedTab tab = m_closed.takeFirst();
        Q_EMIT tabsChanged();
        bool isOpen = false;
        for (int i = 0; i < count() && !isOpen; ++i)
            isOpen = editor(i) && editor(i)->request().path == tab.path;
        if (isOpen)
            continue;
        Q_EMIT objectRequested(tab.path, tab.name, true, tab.target);
        return;
    }
}

void EditorArea::setClosedTabs(QList<ClosedTab> tabs)
{
    m_closed = std::move(tabs);
    if (m_closed.size() > mostClosed)
        m_closed.resize(mostClosed);
    Q_EMIT tabsChanged();
}

void EditorArea::forgetClosed(const InstanceId &instance)
{
    if (m_closed.removeIf([&instance](const ClosedTab &each) { return each.path.instance == instance; }) > 0)
        Q_EMIT tabsChanged();
}

bool EditorArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != tabBar() || event->type() != QEvent::MouseButtonRelease)
        return QTabWidget::eventFilter(watched, event);
    const auto *mouse = static_cast<const QMouseEvent *>(event);
    if (mouse->button() != Qt::MiddleButton)
        return QTabWidget::eventFilter(watched, event);
    closeTab(tabBar()->tabAt(mouse->position().toPoint()));
    return true;
}

void EditorArea::showTabMenu(const QPoint &position)
{
    const int under = tabBar()->tabAt(position);
    const QPointer<QWidget> tab = widget(under < 0 ? currentIndex() : under);
    if (!tab || m_tabActions.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("menuTab"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : std::as_const(m_tabActions)) {
        QAction *ofTab = menu->addAction(action->text());
        ofTab->setObjectName(action->objectName() + QStringLiteral("OfTab"));
        ofTab->setEnabled(action->isEnabled());
        connect(ofTab, &QAction::triggered, this, [this, action, tab] {
            m_commandTab = tab;
            action->trigger();
            m_commandTab.clear();
        });
    }
    menu->popup(tabBar()->mapToGlobal(position));
}

void EditorArea::closeKept()
{
    QSet<InstanceId> instances;
    for (int i = 0; i < count(); ++i)
        if (const Editor *each = editor(i); each && each->request().problem)
            instances.insert(each->request().path.instance);
    for (const InstanceId &instance : std::as_const(instances))
        closeInstance(instance);
}

void EditorArea::closeInstance(const InstanceId &instance)
{
    Q_EMIT instanceClosing(instance);
    for (int i = count() - 1; i >= 0; --i) {
        Editor *each = editor(i);
        if (!each || each->request().path.instance != instance)
            continue;
        // Its session goes at once; the editor must not outlive it.
        release(i);
        delete each;
    }
    Q_EMIT tabsChanged();
}

} // namespace metascope
