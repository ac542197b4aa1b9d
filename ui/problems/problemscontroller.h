// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/problems/problemspane.h"

#include <QtCore/QHash>

namespace metascope {

class EditorArea;
class MainWindow;
class NameIndex;
class TableEditor;

/// What the dock "Problems" has to do with the window: which tables are open, which workspace is meant, and the ways to a
/// problem and to its fix. GUI thread.
class ProblemsController final : public QObject {
    Q_OBJECT
public:
    /// Of tables that are not open, so many are opened at once to be fixed: each costs requests.
    static constexpr int mostOpened = 5;

    /// Both outlive it.
    ProblemsController(MainWindow &window, const NameIndex &names, QObject *parent = nullptr);

    [[nodiscard]] QList<ProblemsPane::OpenTable> openTables() const;
    /// The workspace of the editor that came to the front or of the node that was chosen, whichever was later.
    [[nodiscard]] std::optional<ProblemsPane::Place> place() const { return m_place; }
    /// Problems and warnings in the table that is in front.
    [[nodiscard]] int count() const;

    /// Opens the table and goes to what the finding is about.
    void open(const Problem &problem);
    /// Stages fixes in the tables' editors; those that are not open are opened for it.
    void fix(const QList<Problem> &problems);

    /// Means no workspace any more, and opens nothing for what was asked before.
    void forget();

Q_SIGNALS:
    /// openTables(), place() or count() may be others.
    void changed();

private:
    void editorsChanged();
    void currentEditorChanged();
    void nodeChanged();
    void goToGoal();
    [[nodiscard]] QList<TableEditor *> editors() const;
    [[nodiscard]] TableEditor *current() const;

    MainWindow &m_window;
    EditorArea &m_area;
    const NameIndex &m_names;
    std::optional<ProblemsPane::Place> m_place;
    std::optional<Problem> m_goal; ///< its table is being opened
    QHash<QString, QList<LintFinding>> m_toFix; ///< by the table that is being opened
};

} // namespace metascope
