// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/timezonechoice.h"

#include <algorithm>

namespace metascope {

namespace {
// IANA ids have capitals: neither is one.
const QByteArray utcId = "utc";
const QByteArray localId = "local";

/// Qt takes the rules of POSIX for ids as well, which say nothing to a person.
bool isSpelledLikeAnId(const QByteArray &id)
{
    return !id.isEmpty() && std::ranges::all_of(id, [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9')
            || each == '_' || each == '-' || each == '+' || each == '/';
    });
}

} // namespace

TimeZoneChoice TimeZoneChoice::local()
{
    return TimeZoneChoice(localId);
}

std::optional<TimeZoneChoice> TimeZoneChoice::named(const QByteArray &id)
{
    if (id == utcId || id == localId || !isSpelledLikeAnId(id) || !QTimeZone::isTimeZoneIdAvailable(id))
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
