// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"

#include <QtCore/QTimeZone>

#include <functional>
#include <optional>

namespace metascope {

/// In whose zone the moments of an instance are told.
using ZoneOf = std::function<QTimeZone(const InstanceId &)>;

/// In whose zone moments are told: UTC, whatever this computer has, or one that was named. UTC unless said otherwise.
class TimeZoneChoice final {
public:
    TimeZoneChoice() = default;
    static TimeZoneChoice utc() { return {}; }
    static TimeZoneChoice local();
    /// By its IANA id; nothing for one that is not known here.
    static std::optional<TimeZoneChoice> named(const QByteArray &id);
    /// Reads what text() has written.
    static std::optional<TimeZoneChoice> fromText(const QString &text);
    [[nodiscard]] QString text() const;

    [[nodiscard]] bool isNamed() const;
    [[nodiscard]] QTimeZone zone() const;
    /// For people: "UTC", "Europe/Berlin".
    [[nodiscard]] QString name() const;
    bool operator==(const TimeZoneChoice &) const = default;

private:
    explicit TimeZoneChoice(QByteArray id) : m_id(std::move(id)) {}
    QByteArray m_id = "utc"; ///< or "local", or an IANA id
};

} // namespace metascope
