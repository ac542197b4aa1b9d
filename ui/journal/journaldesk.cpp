// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journaldesk.h"

#include "app/store/writejournal.h"
#include "ui/journal/journalwindow.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAction>

#include <utility>

namespace metascope {

JournalDesk::JournalDesk(WriteJournal &journal, MainWindow &window, const Theme &theme, const IconProvider &icons,
                         QObject *parent)
    : QObject(parent), m_journal(journal), m_window(window), m_theme(theme), m_icons(icons), m_inverses(window)
{
    connect(window.commands().changeJournal, &QAction::triggered, this, &JournalDesk::showWindow);
    connect(&journal, &WriteJournal::failed, &window.messages(), &MessageBar::showError);
    connect(&journal, &WriteJournal::setAside, this, [this](const QString &file) {
        m_window.messages().showMessage(MessageBar::Kind::Warning,
                                        tr("The change journal could not be read. It is set aside and begun anew."),
                                        file);
    });
}

void JournalDesk::showWindow()
{
    if (!m_changes) {
        m_changes = new JournalWindow(m_journal, m_theme, m_icons, &m_window);
        connect(m_changes, &JournalWindow::helpRequested, this, &JournalDesk::helpRequested);
        connect(m_changes, &JournalWindow::inverseRequested, this, &JournalDesk::takeToTable);
    }
    m_changes->show();
    m_changes->raise();
    m_changes->activateWindow();
}

void JournalDesk::closeWindow()
{
    delete std::exchange(m_changes, nullptr);
}

void JournalDesk::takeToTable(const JournalEntry &entry, const JournalTexts &texts)
{
    m_changes->hide(); // it would lie over the table
    m_inverses.stage(entry, texts);
    m_window.raise();
    m_window.activateWindow();
}

} // namespace metascope
