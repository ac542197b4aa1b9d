// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activityfeed.h"

#include "app/model/activitymodel.h"
#include "app/model/trafficmodel.h"

namespace metascope {

ActivityFeed::ActivityFeed(Sessions &sessions, ActivityModel &activity, TrafficModel &traffic, QObject *parent)
    : QObject(parent), m_sessions(sessions), m_activity(activity), m_traffic(traffic)
{
    connect(&m_sessions, &Sessions::stateChanged, this, &ActivityFeed::stateChanged);
    connect(&m_sessions, &Sessions::aboutToClose, this, &ActivityFeed::aboutToClose);
}

void ActivityFeed::stateChanged(const InstanceId &instance)
{
    Session *session = m_sessions.state(instance) == Sessions::State::Open ? m_sessions.find(instance) : nullptr;
    if (!session)
        return;
    m_activity.watch(instance, session->address().name, session->client());
    m_traffic.watch(instance, session->address().name, session->client().traffic());
}

void ActivityFeed::aboutToClose(const InstanceId &instance)
{
    m_activity.unwatch(instance);
    m_traffic.unwatch(instance);
}

} // namespace metascope
