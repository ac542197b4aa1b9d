// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/edit/schemainverse.h"
#include "app/store/journalentry.h"

#include <QtCore/QObject>

#include <optional>

namespace metascope {

class Editor;
class MainWindow;

/// Takes an entry of the change journal to its table's editor, which stages the inverse. Sends nothing but what opening the
/// table takes.
class InverseStager final : public QObject {
    Q_OBJECT
public:
    /// The window outlives it.
    explicit InverseStager(MainWindow &window, QObject *parent = nullptr);

    /// Opens the table and has the inverse staged once it is there. No effect on what has none.
    void stage(const JournalEntry &entry, const JournalTexts &texts);

private:
    void arrived(Editor *editor);

    MainWindow &m_window;
    struct Wanted {
        NodePath path;
        MadeChange change;
    };
    std::optional<Wanted> m_wanted;
};

} // namespace metascope
