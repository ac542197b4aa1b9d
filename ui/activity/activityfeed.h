// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/sessions.h"

namespace metascope {

class ActivityModel;
class TrafficModel;

/// Lets the tables of "Activity" and "Network Log" follow the instances as they open and close. Nothing of an instance stays
/// there once it is closed. All of it outlives the feed.
class ActivityFeed final : public QObject {
    Q_OBJECT
public:
    ActivityFeed(Sessions &sessions, ActivityModel &activity, TrafficModel &traffic, QObject *parent = nullptr);

private:
    void stateChanged(const InstanceId &instance);
    void aboutToClose(const InstanceId &instance);

    Sessions &m_sessions;
    ActivityModel &m_activity;
    TrafficModel &m_traffic;
};

} // namespace metascope
