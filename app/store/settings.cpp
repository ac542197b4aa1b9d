// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/settings.h"

#include <QtCore/QFile>
#include <QtCore/QUrl>

#include <algorithm>
#include <array>
#include <utility>

namespace metascope {

namespace {

enum class Key { Theme, IdleLock, StartEmpty, TimeZone, TimeZones, WindowGeometry, WindowState, LintRulesOff };

struct KeyRow {
    Key key;
    const char *name;
};

constexpr std::array keys{
    KeyRow{Key::Theme, "view/theme"},
    KeyRow{Key::IdleLock, "security/idleLockMinutes"},
    KeyRow{Key::StartEmpty, "start/empty"},
    KeyRow{Key::TimeZone, "view/timeZone"},
    KeyRow{Key::TimeZones, "timeZones"}, // a group: below it the instances
    KeyRow{Key::WindowGeometry, "window/geometry"},
    KeyRow{Key::WindowState, "window/state"},
    KeyRow{Key::LintRulesOff, "lintRulesOff"}, // a group: below it instances, and their workspaces
};

QString nameOf(Key key)
{
    return QString::fromLatin1(std::ranges::find(keys, key, &KeyRow::key)->name);
}

/// Of an id nothing is left that divides keys.
QString zoneKey(const InstanceId &instance)
{
    return nameOf(Key::TimeZones) + QLatin1Char('/') + QString::fromLatin1(QUrl::toPercentEncoding(instance.value()));
}

/// Below it, by instance and workspace.
/// Below it, by instance and workspace.
QString rulesKey(const InstanceId &instance)
{
    return nameOf(Key::LintRulesOff) + QLatin1Char('/')
        + QString::fromLatin1(QUrl::toPercentEncoding(instance.value()));
}

QString rulesKey(const NodePath &path)
{
    return rulesKey(path.instance) + QLatin1Char('/') + QString::number(path.workspace.value_or(WorkspaceId()).value());
}

constexpr std::array themes{
    std::pair{ThemeChoice::System, "system"},
    std::pair{ThemeChoice::Light, "light"},
    std::pair{ThemeChoice::Dark, "dark"},
};

} // namespace

Settings::Settings(const QString &file, QObject *parent) : QObject(parent), m_file(file, QSettings::IniFormat) {}

void Settings::put(const QString &name, const QVariant &value)
{
    // QSettings replaces the file and keeps its permissions: those of a new one would be what the umask leaves.
    QFile file(m_file.fileName());
    if (file.open(QIODevice::Append))
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_file.setValue(name, value);
}

ThemeChoice Settings::theme() const
{
    const QString text = m_file.value(nameOf(Key::Theme)).toString();
    const auto *row
        = std::ranges::find_if(themes, [&text](const auto &each) { return text == QLatin1String(each.second); });
    return row == themes.end() ? ThemeChoice::System : row->first;
}

void Settings::setTheme(ThemeChoice theme)
{
    if (theme == this->theme())
        return;
    const auto *row = std::ranges::find_if(themes, [theme](const auto &each) { return each.first == theme; });
    put(nameOf(Key::Theme), QString::fromLatin1(row->second));
    Q_EMIT themeChanged(theme);
}

std::chrono::minutes Settings::idleLock() const
{
    const std::chrono::minutes stored(m_file.value(nameOf(Key::IdleLock)).toInt());
    return std::ranges::find(idleLocks, stored) == idleLocks.end() ? std::chrono::minutes(0) : stored;
}

void Settings::setIdleLock(std::chrono::minutes limit)
{
    put(nameOf(Key::IdleLock), static_cast<int>(limit.count()));
}

bool Settings::startEmpty() const
{
    return m_file.value(nameOf(Key::StartEmpty)).toBool();
}

void Settings::setStartEmpty(bool isEmpty)
{
    put(nameOf(Key::StartEmpty), isEmpty);
}

TimeZoneChoice Settings::timeZone() const
{
    return TimeZoneChoice::fromText(m_file.value(nameOf(Key::TimeZone)).toString()).value_or(TimeZoneChoice());
}

void Settings::setTimeZone(const TimeZoneChoice &choice)
{
    put(nameOf(Key::TimeZone), choice.text());
}

std::optional<TimeZoneChoice> Settings::timeZone(const InstanceId &instance) const
{
    return instance.value().isEmpty() ? std::nullopt
                                      : TimeZoneChoice::fromText(m_file.value(zoneKey(instance)).toString());
}

void Settings::setTimeZone(const InstanceId &instance, const std::optional<TimeZoneChoice> &choice)
{
    if (choice)
        put(zoneKey(instance), choice->text());
    else
        m_file.remove(zoneKey(instance));
}

void Settings::clearTimeZones()
{
    m_file.remove(nameOf(Key::TimeZones));
}

QByteArray Settings::windowGeometry() const
{
    return m_file.value(nameOf(Key::WindowGeometry)).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray &geometry)
{
    put(nameOf(Key::WindowGeometry), geometry);
}

QByteArray Settings::windowState() const
{
    return m_file.value(nameOf(Key::WindowState)).toByteArray();
}

void Settings::setWindowState(const QByteArray &state)
{
    put(nameOf(Key::WindowState), state);
}

LintRuleSet Settings::lintRulesOff(const NodePath &workspace) const
{
    return LintRuleSet::fromKeys(m_file.value(rulesKey(workspace)).toStringList());
}

void Settings::setLintRulesOff(const NodePath &workspace, const LintRuleSet &rules)
{
    if (rules == lintRulesOff(workspace))
        return;
    if (rules.count() > 0)
        put(rulesKey(workspace), rules.keys());
    else
        m_file.remove(rulesKey(workspace));
    Q_EMIT lintRulesChanged(workspace);
}

void Settings::forget(const InstanceId &instance)
{
    m_file.remove(rulesKey(instance));
}

} // namespace metascope
