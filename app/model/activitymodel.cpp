// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/activitymodel.h"

#include "app/model/budgetwords.h"
#include "app/model/schematext.h"

#include <algorithm>

namespace metascope {

namespace {

using namespace std::chrono_literals;
/// A burst of changes is one look.
constexpr auto shortWhile = 50ms;

} // namespace

ActivityModel::ActivityModel(QObject *parent) : RowTable<ActivityRow>(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(shortWhile);
    m_ticks.setInterval(1s);
    connect(&m_soon, &QTimer::timeout, this, &ActivityModel::refresh);
    connect(&m_ticks, &QTimer::timeout, this, &ActivityModel::refresh);
}

void ActivityModel::watch(const InstanceId &instance, const QString &name, ApiClient &client)
{
    unwatch(instance);
    m_sources.append(Source{instance, name, &client});
    connect(&client.calls(), &CallList::changed, this, &ActivityModel::lookSoon);
    connect(&client.limiter(), &RateLimiter::changed, this, &ActivityModel::lookSoon);
    refresh();
}

void ActivityModel::unwatch(const InstanceId &instance)
{
    if (ApiClient *client = clientOf(instance)) {
        client->calls().disconnect(this);
        client->limiter().disconnect(this);
    }
    if (m_sources.removeIf([&instance](const Source &source) { return source.instance == instance; }) > 0)
        refresh();
}

void ActivityModel::lookSoon()
{
    if (m_isLive && !m_soon.isActive())
        m_soon.start();
}

void ActivityModel::setLive(bool isLive)
{
    m_isLive = isLive;
    updateTicks();
    if (isLive)
        refresh();
}

void ActivityModel::setTimeZone(const QTimeZone &zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    refresh();
}

void ActivityModel::updateTicks()
{
    if (!m_isLive || running() == 0)
        m_ticks.stop();
    else if (!m_ticks.isActive())
        m_ticks.start();
}

void ActivityModel::refresh()
{
    m_soon.stop();
    QList<ActivityRow> next;
    struct Past {
        QDateTime at;
        ActivityRow row;
    };
    QList<Past> failures;
    for (const Source &source : m_sources) {
        if (!source.client)
            continue;
        const CallList &calls = source.client->calls();
        for (const Call &call : calls.running()) {
            if (call.stage != Call::Stage::Waiting)
                next.append(rowOf(source, call));
        }
        int turn = 0;
        const auto waiting = calls.waiting();
        for (const Call *call : waiting)
            next.append(rowOf(source, *call, turn++));
        for (const Call &call : calls.failed())
            failures.append(Past{call.since, rowOf(source, call)});
    }
    std::ranges::stable_sort(failures, std::ranges::greater(), &Past::at);
    for (const Past &past : failures)
        next.append(past.row);
    update(next);
    updateTicks();
    Q_EMIT refreshed();
}

ActivityRow ActivityModel::rowOf(const Source &source, const Call &call, int turn) const
{
    ActivityRow row;
    row.id = source.instance.value() + QLatin1Char('#') + QString::number(call.number);
    row.instance = source.instance;
    row.number = call.number;
    row.call = call.title;
    row.instanceName = source.name;
    row.stage = call.stage;
    row.state = stateOf(source.client->limiter(), call, turn);
    return row;
}

QString ActivityModel::stateOf(const RateLimiter &limiter, const Call &call, int turn) const
{
    const auto since = std::chrono::milliseconds(call.since.msecsTo(QDateTime::currentDateTimeUtc()));
    switch (call.stage) {
    case Call::Stage::Waiting: {
        const auto limit = limiter.limit();
        const auto time = limiter.untilTurn(turn);
        if (!limit || time.count() <= 0)
            return tr("waits for its turn");
        return tr("waits for its turn, about %1: %2").arg(budgetwords::seconds(time), budgetwords::allowance(*limit));
    }
    case Call::Stage::Pausing:
        return tr("no clear answer; tries again in %1").arg(budgetwords::seconds(std::max(0ms, call.pause - since)));
    case Call::Stage::UnderWay: {
        const QString time = tr("%1 s").arg(std::chrono::floor<std::chrono::seconds>(since).count());
        return call.attempts > 1 ? tr("under way for %1, try %2").arg(time).arg(call.attempts)
                                 : tr("under way for %1").arg(time);
    }
    case Call::Stage::Ended: break;
    }
    return tr("%1 · %2").arg(call.since.toTimeZone(m_zone).toString(QStringLiteral("HH:mm:ss")),
                             call.error ? describe(*call.error) : QString());
}

ApiClient *ActivityModel::clientOf(const InstanceId &instance) const
{
    const auto found = std::ranges::find(m_sources, instance, &Source::instance);
    return found == m_sources.end() ? nullptr : found->client.data();
}

bool ActivityModel::canCancel(const QModelIndex &index) const
{
    return index.isValid() && checkIndex(index) && rows().at(index.row()).stage != Call::Stage::Ended;
}

void ActivityModel::cancel(const QModelIndex &index)
{
    if (!canCancel(index))
        return;
    const ActivityRow row = rows().at(index.row());
    if (ApiClient *client = clientOf(row.instance))
        client->calls().abort(row.number);
    refresh();
}

bool ActivityModel::hasFailed() const
{
    return std::ranges::find(rows(), Call::Stage::Ended, &ActivityRow::stage) != rows().end();
}

void ActivityModel::clearFailed()
{
    for (const Source &source : std::as_const(m_sources)) {
        if (source.client)
            source.client->calls().forgetFailed();
    }
    refresh();
}

int ActivityModel::running() const
{
    return static_cast<int>(
        std::ranges::count_if(rows(), [](const ActivityRow &row) { return row.stage != Call::Stage::Ended; }));
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActivityRow &row = rows().at(index.row());
    const QString text = index.column() == CallColumn ? row.call
        : index.column() == InstanceColumn            ? row.instanceName
                                                      : row.state;
    switch (role) {
    case Qt::DisplayRole: return text;
    case Qt::ToolTipRole: return schematext::toolTip(text);
    case Qt::AccessibleDescriptionRole:
        return index.column() == CallColumn ? tr("%1, %2").arg(row.instanceName, row.state) : QVariant();
    case StageRole: return static_cast<int>(row.stage);
    default: return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CallColumn: return tr("Request");
    case InstanceColumn: return tr("Instance");
    case StateColumn: return tr("State");
    default: return {};
    }
}

} // namespace metascope
