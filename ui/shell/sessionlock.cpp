// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sessionlock.h"

#include "app/session/sessions.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/messagebar.h"

namespace metascope {

SessionLock::SessionLock(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(&m_idle, &IdleWatch::idle, this, [this] { lock(false); });
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
    if (window.editors().isWriting()) {
        if (byHand)
            window.messages().showMessage(
                MessageBar::Kind::Warning,
                tr("Not locked: changes are being applied. Wait for their end, or press Stop, then lock."));
        return; // an idle watch comes again
    }
    // The tree first: a node that is loading would otherwise tell that its session went.
    window.explorer().reset();
    m_parts.sessions.lock();
    if (m_parts.forget)
        m_parts.forget();
    window.showPage(MainWindow::Page::Welcome);
    window.messages().showMessage(
        MessageBar::Kind::Info,
        byHand ? tr("Locked: no token is in memory. Open an instance to go on.")
               : tr("Locked because nobody used Metascope: no token is in memory. Open an instance to go on."));
}

} // namespace metascope
