// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/timezonechoice.h"

namespace metascope {

namespace {
// IANA ids have capitals: neither is one.
const QByteArray utcId = "utc";
const QByteArray localId = "local";
} // namespace

TimeZoneChoice TimeZoneChoice::local()
{
    return TimeZoneChoice(localId);
}

std::optional<TimeZoneChoice> TimeZoneChoice::named(const QByteArray &id)
{
    if (id == utcId || id == localId || !QTimeZone::isTimeZoneIdAvailable(id))
        return std::nullopt;
    return TimeZoneChoice(id);
}

std::optional<TimeZoneChoice> TimeZoneChoice::fromText(const QString &text)
{
    const QByteArray id = text.toUtf8();
    return id == utcId || id == localId ? std::optional(TimeZoneChoice(id)) : named(id);
}

QString TimeZoneChoice::text() const
{
    return QString::fromUtf8(m_id);
}

bool TimeZoneChoice::isNamed() const
{
    return m_id != utcId && m_id != localId;
}

QTimeZone TimeZoneChoice::zone() const
{
    const QTimeZone zone = m_id == utcId ? QTimeZone::utc()
        : m_id == localId                ? QTimeZone::systemTimeZone()
                                         : QTimeZone(m_id);
    return zone.isValid() ? zone : QTimeZone::utc();
}

QString TimeZoneChoice::name() const
{
    return QString::fromUtf8(zone().id());
}

} // namespace metascope
