// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

class QAction;

namespace metascope {

class MainWindow;
class Navigation;

/// The commands about tabs that stand in the File menu and in the menu of a tab; and Back and Forward, in the Go menu and in the
/// target bar. GUI thread.
class TabCommands final : public QObject {
    Q_OBJECT
public:
    /// Both outlive this.
    TabCommands(MainWindow &window, Navigation &navigation, QObject *parent = nullptr);

private:
    void update();

    MainWindow &m_window;
    QAction *m_reopen;
    QAction *m_closeOthers;
    QAction *m_closeToTheRight;
};

} // namespace metascope
