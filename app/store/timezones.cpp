// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/timezones.h"

#include "app/store/instanceregistry.h"
#include "app/store/settings.h"

namespace metascope {

TimeZones::TimeZones(Settings &settings, const InstanceRegistry &registry, QObject *parent)
    : QObject(parent), m_settings(settings), m_registry(registry)
{}

bool TimeZones::isOfThisRun(const InstanceId &instance) const
{
    const auto entry = m_registry.find(instance);
    return entry && entry->place == TokenPlace::Session;
}

TimeZoneChoice TimeZones::choice(const InstanceId &instance) const
{
    if (const auto own = m_ofThisRun.constFind(instance); own != m_ofThisRun.constEnd())
        return *own;
    return m_settings.timeZone(instance).value_or(m_settings.timeZone());
}

void TimeZones::choose(const InstanceId &instance, const TimeZoneChoice &choice)
{
    if (instance.value().isEmpty())
        m_settings.setTimeZone(choice);
    else if (isOfThisRun(instance))
        m_ofThisRun.insert(instance, choice);
    else
        m_settings.setTimeZone(instance, choice);
    Q_EMIT changed();
}

void TimeZones::chooseForAll(const TimeZoneChoice &choice)
{
    m_ofThisRun.clear();
    m_settings.clearTimeZones();
    m_settings.setTimeZone(choice);
    Q_EMIT changed();
}

void TimeZones::forget(const InstanceId &instance)
{
    m_ofThisRun.remove(instance);
    m_settings.setTimeZone(instance, std::nullopt);
}

} // namespace metascope
