// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/domain/timezonechoice.h"

#include <QtCore/QObject>

class QAction;
class QMenu;
class QToolButton;

namespace metascope {

class ActivityModel;
class InspectorDock;
class InstanceRegistry;
class MainWindow;
class TimeZones;
class TrafficModel;

/// View > Time Zone, for the instance of what is in front (without one: for all), the name of that zone in the status bar, and
/// whoever tells moments: explorer, editors, inspector, Activity and Network Log hear of another choice at once. The last two
/// tell all instances' moments in that one zone. GUI thread.
class TimeZoneMenu final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    struct Parts {
        TimeZones &zones;
        InstanceRegistry &registry;
        MainWindow &window;
        InspectorDock &inspector;
        ActivityModel &activity;
        TrafficModel &traffic;
    };

    explicit TimeZoneMenu(const Parts &parts, QObject *parent = nullptr);

private:
    QAction *add(const QString &text, const char *name, void (TimeZoneMenu::*run)());
    /// The instance of what is in front; an empty id where there is none.
    [[nodiscard]] InstanceId instance() const;
    void chooseUtc();
    void chooseLocal();
    void chooseNamed();
    void openDialog();
    void useForAll();
    void choose(const TimeZoneChoice &choice);
    /// Has all moments told anew.
    void apply();
    /// Another instance may be in front.
    void follow();

    Parts m_parts;
    QMenu *m_menu;
    QAction *m_whose;
    QAction *m_utc;
    QAction *m_local;
    QAction *m_named;
    QAction *m_forAll;
    QToolButton *m_button;
};

} // namespace metascope
