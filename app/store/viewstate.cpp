// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/viewstate.h"

#include "app/domain/nodepath.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <chrono>

namespace metascope {

namespace {

using namespace std::chrono_literals;
using Member = std::pair<QString, RawJson>;

constexpr auto writeAfter = 2s;
constexpr qint64 version = 1;
constexpr qint64 longestFile = 8 * 1024 * 1024; ///< what is beyond was not written by this program
constexpr qsizetype longestName = 200; ///< in characters; the server tells the rest

const QString versionKey = QStringLiteral("version");
const QString expandedKey = QStringLiteral("expanded");
const QString currentKey = QStringLiteral("current");
const QString topKey = QStringLiteral("top");
const QString pinsKey = QStringLiteral("pins");
const QString visitsKey = QStringLiteral("visits");
const QString tabsKey = QStringLiteral("tabs");
const QString activeKey = QStringLiteral("active");
const QString closedKey = QStringLiteral("closed");
const QString choicesKey = QStringLiteral("choices");
const QString keyKey = QStringLiteral("key");
const QString nameKey = QStringLiteral("name");
const QString workspaceKey = QStringLiteral("workspace");
const QString branchKey = QStringLiteral("branch");
const QString dataSourceKey = QStringLiteral("dataSource");
const QString pinnedKey = QStringLiteral("pinned");
const QString atKey = QStringLiteral("at");

bool isKey(const QString &key)
{
    const auto path = NodePath::fromKey(key);
    return path && !path->instance.value().isEmpty();
}

QString textOf(const RawJson &json, const QString &key)
{
    const auto value = json.member(key);
    return value ? value->toString().value_or(QString()) : QString();
}

QString keyOf(const RawJson &json, const QString &key)
{
    const QString text = textOf(json, key);
    return isKey(text) ? text : QString();
}

QList<RawJson> listOf(const RawJson &json, const QString &key)
{
    const auto list = json.member(key);
    return list ? list->elements() : QList<RawJson>();
}

QStringList keysOf(const RawJson &json, const QString &key)
{
    QStringList keys;
    const auto list = listOf(json, key);
    for (const RawJson &each : list)
        if (const QString text = each.toString().value_or(QString()); isKey(text))
            keys.append(text);
    return keys;
}

QList<ViewContent::Tab> tabsOf(const RawJson &json, const QString &key)
{
    QList<ViewContent::Tab> tabs;
    const auto list = listOf(json, key);
    for (const RawJson &each : list) {
        const QString object = keyOf(each, keyKey);
        const auto path = NodePath::fromKey(object);
        if (!path || !path->isPage())
            continue;
        const auto pinned = each.member(pinnedKey);
        tabs.append({object, textOf(each, nameKey), !pinned || pinned->toBool().value_or(true),
                     textOf(each, workspaceKey), textOf(each, branchKey), textOf(each, dataSourceKey)});
    }
    return tabs;
}

RawJson jsonOf(const QList<ViewContent::Tab> &tabs)
{
    QList<RawJson> list;
    for (const ViewContent::Tab &tab : tabs)
        list.append(RawJson::object({{keyKey, RawJson::string(tab.key)},
                                     {nameKey, RawJson::string(tab.name)},
                                     {pinnedKey, RawJson::boolean(tab.isPinned)},
                                     {workspaceKey, RawJson::string(tab.workspace)},
                                     {branchKey, RawJson::string(tab.branch)},
                                     {dataSourceKey, RawJson::string(tab.dataSource)}}));
    return RawJson::array(list);
}

QList<ViewContent::Choice> choicesOf(const RawJson &json)
{
    QList<ViewContent::Choice> choices;
    const auto list = listOf(json, choicesKey);
    for (const RawJson &each : list) {
        const ViewContent::Choice choice{keyOf(each, keyKey), textOf(each, branchKey), textOf(each, dataSourceKey)};
        const auto path = NodePath::fromKey(choice.key);
        if (path && path->workspace && !path->kind && !path->section)
            choices.append(choice);
    }
    return choices;
}

RawJson jsonOf(const QList<ViewContent::Choice> &choices)
{
    QList<RawJson> list;
    for (const ViewContent::Choice &choice : choices)
        list.append(RawJson::object({{keyKey, RawJson::string(choice.key)},
                                     {branchKey, RawJson::string(choice.branch)},
                                     {dataSourceKey, RawJson::string(choice.dataSource)}}));
    return RawJson::array(list);
}

ViewContent bounded(ViewContent content)
{
    const auto cut = [](auto &list, qsizetype most) {
        if (list.size() > most)
            list.resize(most);
    };
    cut(content.expanded, ViewState::mostExpanded);
    cut(content.visits, ViewState::mostVisits);
    cut(content.tabs, ViewState::mostTabs);
    cut(content.closed, ViewState::mostClosed);
    // A label that is cut is another one.
    content.choices.removeIf([](const ViewContent::Choice &each) {
        return (each.branch.isEmpty() && each.dataSource.isEmpty()) || each.branch.size() > longestName
            || each.dataSource.size() > longestName;
    });
    cut(content.choices, ViewState::mostChoices);
    for (auto *tabs : {&content.tabs, &content.closed})
        for (ViewContent::Tab &tab : *tabs)
            for (QString *name : {&tab.name, &tab.workspace})
                name->truncate(longestName);
    return content;
}

} // namespace

ViewState::ViewState(QString file, QObject *parent) : QObject(parent), m_file(std::move(file))
{
    m_writing.setSingleShot(true);
    m_writing.setInterval(writeAfter);
    connect(&m_writing, &QTimer::timeout, this, &ViewState::flush);
    load();
}

ViewState::~ViewState()
{
    if (m_writing.isActive())
        flush();
}

void ViewState::load()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !QFileInfo::exists(m_file))
        return;
    if (!QFileInfo(m_file).isFile() || !file.open(QIODevice::ReadOnly)) {
        m_file.clear(); // not ours to write over
        return;
    }
    const auto json = RawJson::parse(file.size() <= longestFile ? file.readAll() : QByteArray());
    file.close();
    const auto written = json ? json->member(versionKey) : std::nullopt;
    const auto number = written ? written->toInteger() : std::nullopt;
    if (!number || *number < 1) {
        setAside();
        return;
    }
    if (*number > version) {
        m_file.clear();
        return;
    }
    m_raw = *json;
    ViewContent content;
    content.expanded = keysOf(m_raw, expandedKey);
    content.current = keyOf(m_raw, currentKey);
    content.top = keyOf(m_raw, topKey);
    content.pins = keysOf(m_raw, pinsKey);
    const auto visits = listOf(m_raw, visitsKey);
    for (const RawJson &each : visits) {
        const ViewContent::Visit visit{keyOf(each, keyKey),
                                       QDateTime::fromString(textOf(each, atKey), Qt::ISODateWithMs).toUTC()};
        if (!visit.key.isEmpty() && visit.when.isValid())
            content.visits.append(visit);
    }
    content.tabs = tabsOf(m_raw, tabsKey);
    content.active = keyOf(m_raw, activeKey);
    content.closed = tabsOf(m_raw, closedKey);
    content.choices = choicesOf(m_raw);
    m_content = bounded(std::move(content));
}

void ViewState::setAside()
{
    if (!QFile::rename(m_file,
                       m_file + QStringLiteral(".damaged-")
                           + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"))))
        m_file.clear();
}

void ViewState::set(ViewContent content)
{
    content = bounded(std::move(content));
    if (content == m_content)
        return;
    m_content = std::move(content);
    if (!m_writing.isActive()) // a change each second must not put it off for ever
        m_writing.start();
}

void ViewState::forget(const InstanceId &instance)
{
    const auto isGone = [&instance](const QString &key) {
        const auto path = NodePath::fromKey(key);
        return path && path->instance == instance;
    };
    const auto names = [&isGone](const auto &each) { return isGone(each.key); };
    ViewContent rest = m_content;
    rest.expanded.removeIf(isGone);
    rest.pins.removeIf(isGone);
    rest.visits.removeIf(names);
    rest.tabs.removeIf(names);
    rest.closed.removeIf(names);
    rest.choices.removeIf(names);
    for (QString *key : {&rest.current, &rest.top, &rest.active})
        if (isGone(*key))
            key->clear();
    set(std::move(rest));
}

void ViewState::flush()
{
    m_writing.stop();
    if (m_file.isEmpty())
        return;
    QList<RawJson> visits;
    for (const ViewContent::Visit &visit : std::as_const(m_content.visits))
        visits.append(RawJson::object({{keyKey, RawJson::string(visit.key)},
                                       {atKey, RawJson::string(visit.when.toUTC().toString(Qt::ISODateWithMs))}}));
    RawJson json = m_raw.isObject() ? m_raw : RawJson::object({});
    const QList<Member> members{{versionKey, RawJson::integer(version)},
                                {expandedKey, RawJson::strings(m_content.expanded)},
                                {currentKey, RawJson::string(m_content.current)},
                                {topKey, RawJson::string(m_content.top)},
                                {pinsKey, RawJson::strings(m_content.pins)},
                                {visitsKey, RawJson::array(visits)},
                                {tabsKey, jsonOf(m_content.tabs)},
                                {activeKey, RawJson::string(m_content.active)},
                                {closedKey, jsonOf(m_content.closed)},
                                {choicesKey, jsonOf(m_content.choices)}};
    for (const auto &[key, value] : members)
        json = json.with(key, value);
    QSaveFile file(m_file);
    // Nothing but convenience is lost where this fails, and the next change tries again.
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(json.indented() + '\n') > 0 && file.flush() && file.commit())
        m_raw = json;
}

} // namespace metascope
