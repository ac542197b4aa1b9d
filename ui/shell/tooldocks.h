// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QObject>

class QAction;

namespace metascope {

class ActivityDock;
class ActivityModel;
class BudgetMeter;
class IconProvider;
class InspectorDock;
class MainWindow;
class NameIndex;
class NetworkLogDock;
class Palette;
class Sessions;
class Theme;
class TrafficModel;

/// What stands around the explorer and the editors: inspector, Activity, Network Log, the budget in the status bar, and Go to
/// Anything; with their commands in the window's menus. GUI thread.
class ToolDocks final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this; the docks belong to the window.
    struct Parts {
        MainWindow &window;
        Sessions &sessions;
        ActivityModel &activity;
        TrafficModel &traffic;
        NameIndex &names;
        Theme &theme;
        const IconProvider &icons;
    };

    explicit ToolDocks(const Parts &parts, QObject *parent = nullptr);

    [[nodiscard]] InspectorDock &inspector() const { return *m_inspector; }
    [[nodiscard]] Palette &palette() const { return *m_palette; }

private:
    void fillMenus();
    void connectPalette();
    void showBudget();

    Parts m_parts;
    InspectorDock *m_inspector;
    ActivityDock *m_activity;
    NetworkLogDock *m_networkLog;
    BudgetMeter *m_budget;
    Palette *m_palette;
};

} // namespace metascope
