// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/timezonechoice.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace metascope {

class InstanceRegistry;
class Settings;

/// In whose zone moments are told: one choice for all instances, and where a person wants it another one for an instance. Kept
/// in the settings, but for instances of this run alone, whose choice goes with it. GUI thread.
class TimeZones final : public QObject {
    Q_OBJECT
public:
    /// Both outlive it.
    TimeZones(Settings &settings, const InstanceRegistry &registry, QObject *parent = nullptr);

    /// The instance's own, else that of all; of no instance that of all.
    [[nodiscard]] TimeZoneChoice choice(const InstanceId &instance) const;
    [[nodiscard]] QTimeZone zone(const InstanceId &instance) const { return choice(instance).zone(); }
    /// Of one instance; of no instance (an empty id): of all that have none of their own.
    void choose(const InstanceId &instance, const TimeZoneChoice &choice);
    /// No instance has one of its own any more.
    void chooseForAll(const TimeZoneChoice &choice);
    /// When an instance goes.
    void forget(const InstanceId &instance);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] bool isOfThisRun(const InstanceId &instance) const;

    Settings &m_settings;
    const InstanceRegistry &m_registry;
    QHash<InstanceId, TimeZoneChoice> m_ofThisRun;
};

} // namespace metascope
