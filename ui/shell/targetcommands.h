// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/guardmenu.h"
#include "ui/shell/targetsettings.h"

#include <QtCore/QObject>

class QAction;

namespace metascope {

class ExplorerDock;
class LazyTree;
struct Target;

/// The commands about an instance or a workspace: Guard Level, and Colour and Tag. One set is about the node that is picked
/// in the explorer (menus), one about what is open (target bar).
class TargetCommands final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives the commands; the menus belong to `window`.
    TargetCommands(TargetSettings &settings, ExplorerDock &explorer, const LazyTree &tree, QWidget &window);

    /// For the Workspace menu and the tree's own.
    [[nodiscard]] QList<QAction *> nodeActions() const;
    /// For the target bar.
    [[nodiscard]] GuardMenu *targetMenu() const { return m_targetGuard; }
    void setTarget(const std::optional<Target> &target);

private:
    void update();
    [[nodiscard]] std::optional<TargetScope> nodeScope() const;

    TargetSettings &m_settings;
    ExplorerDock &m_explorer;
    const LazyTree &m_tree;
    GuardMenu *m_nodeGuard;
    GuardMenu *m_targetGuard;
    QAction *m_mark;
};

} // namespace metascope
