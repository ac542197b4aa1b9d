// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/journal/inversestager.h"

namespace metascope {

class IconProvider;
class JournalWindow;
class MainWindow;
class Theme;
class WriteJournal;

/// Tools > Change Journal: makes its window when it is first asked for, takes inverses to their tables, and tells in the
/// main window what is wrong with the journal.
class JournalDesk final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    JournalDesk(WriteJournal &journal, MainWindow &window, const Theme &theme, const IconProvider &icons,
                QObject *parent = nullptr);

    void showWindow();
    /// Away with what it shows.
    void closeWindow();

Q_SIGNALS:
    void helpRequested();

private:
    void takeToTable(const JournalEntry &entry, const JournalTexts &texts);

    WriteJournal &m_journal;
    MainWindow &m_window;
    const Theme &m_theme;
    const IconProvider &m_icons;
    InverseStager m_inverses;
    JournalWindow *m_changes = nullptr;
};

} // namespace metascope
