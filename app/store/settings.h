// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/lintrule.h"
#include "app/domain/nodepath.h"
#include "app/domain/timezonechoice.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QSettings>
#include <QtCore/QString>

#include <array>
#include <chrono>
#include <optional>

namespace metascope {

/// What can be chosen for Settings::idleLock().
inline constexpr std::array idleLocks{std::chrono::minutes(0), std::chrono::minutes(5), std::chrono::minutes(15),
                                      std::chrono::minutes(30), std::chrono::minutes(60)};

enum class ThemeChoice { System, Light, Dark };

/// What a person has chosen, and how the window was left: one typed getter and setter per setting, each key once, in a
/// table. Written at once, for this user alone (0600). Holds nothing secret. GUI thread.
class Settings final : public QObject {
    Q_OBJECT
public:
    explicit Settings(const QString &file, QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// How long nobody uses the program before it locks; 0: it does not. One of idleLocks.
    [[nodiscard]] std::chrono::minutes idleLock() const;
    void setIdleLock(std::chrono::minutes limit);
    /// Whether a start leaves tabs and expansion of the last run alone.
    [[nodiscard]] bool startEmpty() const;
    void setStartEmpty(bool isEmpty);
    /// In whose zone the moments of instances are told that have no choice of their own.
    [[nodiscard]] TimeZoneChoice timeZone() const;
    void setTimeZone(const TimeZoneChoice &choice);
    /// An instance's own choice.
    [[nodiscard]] std::optional<TimeZoneChoice> timeZone(const InstanceId &instance) const;
    void setTimeZone(const InstanceId &instance, const std::optional<TimeZoneChoice> &choice);
    /// No instance has a choice of its own any more.
    void clearTimeZones();
    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    [[nodiscard]] QByteArray windowState() const;
    void setWindowState(const QByteArray &state);

    /// The lint rules that a person has switched off in a workspace.
    [[nodiscard]] LintRuleSet lintRulesOff(const NodePath &workspace) const;
    void setLintRulesOff(const NodePath &workspace, const LintRuleSet &rules);
    /// Forgets what is chosen for the workspaces of an instance.
    void forget(const InstanceId &instance);

Q_SIGNALS:
    void lintRulesChanged(const metascope::NodePath &workspace);
    void themeChanged(metascope::ThemeChoice theme);

private:
    void put(const QString &name, const QVariant &value);

    QSettings m_file;
};

} // namespace metascope
