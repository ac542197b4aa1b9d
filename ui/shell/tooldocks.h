// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QObject>

class QAction;

namespace metascope {

class ActivityDock;
class ActivityModel;
class BudgetMeter;
class FindDock;
class IconProvider;
class InspectorController;
class InspectorDock;
class MainWindow;
class NameIndex;
class NetworkLogDock;
class Palette;
class ProblemsController;
class ProblemsDock;
class Sessions;
class Settings;
class Theme;
class TrafficModel;
class WorkspaceCache;

/// What stands around the explorer and the editors: inspector, Find in
/// Workspace, Activity, Network Log, Problems, the budget in the status bar, and Go to
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
        WorkspaceCache *cache; ///< null where nothing is kept
        Theme &theme;
        const IconProvider &icons;
        Settings &settings;
    };

    explicit ToolDocks(const Parts &parts, QObject *parent = nullptr);

    [[nodiscard]] InspectorDock &inspector() const { return *m_inspector; }
    [[nodiscard]] Palette &palette() const { return *m_palette; }
    [[nodiscard]] FindDock &find() const { return *m_find; }
    [[nodiscard]] ProblemsDock &problems() const { return *m_problemsDock; }

private:
    void fillMenus();
    void connectPalette();
    void connectFinding();
    void connectLoading();
    void askCost(int requests);
    void showBudget();

    Parts m_parts;
    InspectorDock *m_inspector;
    InspectorController *m_inspection;
    FindDock *m_find;
    ActivityDock *m_activity;
    NetworkLogDock *m_networkLog;
    ProblemsController *m_problems;
    ProblemsDock *m_problemsDock;
    BudgetMeter *m_budget;
    Palette *m_palette;
};

} // namespace metascope
