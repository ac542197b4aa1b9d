// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sessionlock.h"

#include "app/session/sessions.h"
#include "app/session/tokenkeeper.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QStatusBar>

namespace metascope {

SessionLock::SessionLock(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    // Queued: it may be told while a key is on its way to a window that goes.
    QCoreApplication::instance()->installEventFilter(this);
    connect(&parts.sessions, &Sessions::stateChanged, this, [this](const InstanceId &instance) {
        if (m_parts.sessions.find(instance))
            opened();
    });
    connect(
        &m_idle, &IdleWatch::idle, this, [this] { lock(false); }, Qt::QueuedConnection);
}

bool SessionLock::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && QApplication::activeModalWidget()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (m_parts.window.commands().lockNow->shortcut() == QKeySequence(key->keyCombination())) {
            QMetaObject::invokeMethod(this, &SessionLock::lockNow, Qt::QueuedConnection);
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void SessionLock::opened()
{
    // What it says is no longer true.
    MessageBar &bar = m_parts.window.messages();
    if (!m_told.isEmpty() && bar.text() == m_told)
        bar.dismiss();
    m_told.clear();
}

void SessionLock::setIdleLimit(std::chrono::minutes limit)
{
    m_idle.setLimit(limit);
}

void SessionLock::lockNow()
{
    lock(true);
}

void SessionLock::lock(bool byHand)
{
    MainWindow &window = m_parts.window;
    const bool isWriting = window.editors().isWriting();
    if (isWriting || (m_parts.keeper && m_parts.keeper->isChanging())) {
        if (byHand)
            window.messages().showMessage(
                MessageBar::Kind::Warning,
                isWriting ? tr("Not locked: changes are being applied. Wait for their end, or press Stop, then lock.")
                          : tr("Not locked: a token is being replaced or removed. Wait for its end, then lock."));
        m_idle.again();
        return;
    }
    // Whatever asks or shows something goes, with what was typed into it.
    const auto dialogs = window.findChildren<QDialog *>();
    for (QDialog *dialog : dialogs)
        dialog->close();
    // The tree before the sessions: a node that is loading would otherwise tell that its session went.
    window.explorer().reset();
    m_parts.sessions.lock();
    window.editors().closeKept(); // no session of theirs had to go
    if (m_parts.forget)
        m_parts.forget();
    window.statusBar()->clearMessage();
    window.showPage(MainWindow::Page::Welcome);
    window.messages().showMessage(
        MessageBar::Kind::Info,
        byHand ? tr("Locked: no token is in memory. Open an instance to go on.")
               : tr("Locked because nobody used Metascope: no token is in memory. Open an instance to go on."));
    m_told = window.messages().text();
}

} // namespace metascope
