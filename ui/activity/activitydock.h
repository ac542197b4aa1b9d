// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDockWidget>

class QAction;
class QLabel;
class QStackedWidget;

namespace metascope {

class ActivityModel;
class CallTable;
class EmptyState;
class Theme;

/// The bottom dock "Activity": what runs, what waits and why, what failed lately; each call under way can be cancelled.
class ActivityDock final : public QDockWidget {
    Q_OBJECT
public:
    /// The commands of the dock. The same objects stand in the menus of the window; owned by the dock.
    struct Actions {
        QAction *cancel;
        QAction *clearFailed;
        [[nodiscard]] QList<QAction *> all() const { return {cancel, clearFailed}; }
    };

    /// The collaborators must outlive the dock.
    ActivityDock(ActivityModel &model, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const Actions &actions() const { return m_actions; }

private:
    void makeActions();
    void cancelPicked();
    void showMenu(const QPoint &position);
    void refresh();

    ActivityModel &m_model;
    Actions m_actions{};
    QLabel *m_summary;
    QStackedWidget *m_pages;
    CallTable *m_table;
    QLabel *m_detail;
};

} // namespace metascope
