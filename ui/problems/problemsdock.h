// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/problems/problemspane.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDockWidget>

namespace metascope {

class ProblemsController;

/// The bottom dock "Problems": what the schema lint found, each with its fix. Its title counts problems and warnings of the
/// table in front. What it shows is built when it is shown first.
class ProblemsDock final : public QDockWidget {
    Q_OBJECT
public:
    /// All of it outlives the dock. Without a cache and a fetch nothing but the open table can be looked at.
    struct Parts {
        WorkspaceCache *cache = nullptr;
        TextFetch *fetch = nullptr;
        ProblemsController &controller;
        Settings &settings;
        const Theme &theme;
        const IconProvider &icons;
    };

    explicit ProblemsDock(const Parts &parts, QWidget *parent = nullptr);

    /// For the window's menus; owned by the dock. The last one looks through the whole workspace.
    [[nodiscard]] QList<QAction *> menuActions() const;
    /// Forgets what was found.
    void clear();
    /// Null before it is shown first.
    [[nodiscard]] ProblemsPane *pane() const { return m_pane; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void refresh();

    Parts m_parts;
    ProblemsPane::Actions m_actions{};
    QAction *m_check;
    ProblemsPane *m_pane = nullptr;
    QTimer m_later; ///< tabs and findings change several times for one step
};

} // namespace metascope
