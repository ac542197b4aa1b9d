// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/trafficmodel.h"

#include "app/model/schematext.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <iterator>

namespace metascope {

TrafficModel::TrafficModel(QObject *parent) : QAbstractTableModel(parent) {}

TrafficModel::Source *TrafficModel::source(const InstanceId &instance)
{
    const auto found = std::ranges::find(m_sources, instance, &Source::instance);
    return found == m_sources.end() ? nullptr : &*found;
}

void TrafficModel::watch(const InstanceId &instance, const QString &name, const TrafficLog &log)
{
    unwatch(instance);
    m_sources.append(Source{instance, name, &log, 0});
    connect(&log, &TrafficLog::added, this, &TrafficModel::added);
    connect(&log, &TrafficLog::finished, this, [this, instance](quint64 number) { finished(instance, number); });
    if (m_isPaused)
        setMissed(m_missed + static_cast<int>(log.entries().size()));
    else
        catchUp();
    Q_EMIT instancesChanged();
}

void TrafficModel::unwatch(const InstanceId &instance)
{
    const Source *gone = source(instance);
    if (!gone)
        return;
    if (gone->log)
        gone->log->disconnect(this);
    m_sources.removeIf([&instance](const Source &source) { return source.instance == instance; });
    for (int end = rowCount(); end > 0;) {
        const auto isGone
            = [this, &instance](int row) { return m_rows[static_cast<std::size_t>(row)].instance == instance; };
        if (!isGone(end - 1)) {
            --end;
            continue;
        }
        int first = end - 1;
        while (first > 0 && isGone(first - 1))
            --first;
        beginRemoveRows({}, first, end - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + end);
        endRemoveRows();
        end = first;
    }
    Q_EMIT instancesChanged();
}

void TrafficModel::added()
{
    if (m_isPaused)
        setMissed(m_missed + 1);
    else
        catchUp();
}

void TrafficModel::finished(const InstanceId &instance, quint64 number)
{
    if (m_isPaused)
        return;
    const Source *from = source(instance);
    const TrafficEntry *entry = from && from->log ? from->log->find(number) : nullptr;
    // What ends is mostly what began last.
    const auto row = std::find_if(m_rows.rbegin(), m_rows.rend(), [&instance, number](const Row &candidate) {
        return candidate.entry.number == number && candidate.instance == instance;
    });
    if (!entry || row == m_rows.rend())
        return;
    row->entry = *entry;
    const int at = static_cast<int>(std::distance(row, m_rows.rend())) - 1;
    Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
}

void TrafficModel::catchUp()
{
    QList<Row> fresh;
    for (Source &from : m_sources) {
        if (!from.log)
            continue;
        const auto &entries = from.log->entries();
        const auto first = std::ranges::upper_bound(entries, from.last, {}, &TrafficEntry::number);
        for (auto entry = first; entry != entries.end(); ++entry)
            fresh.append(Row{from.instance, from.name, *entry});
        if (!entries.empty())
            from.last = entries.back().number;
    }
    std::ranges::stable_sort(fresh, {}, [](const Row &row) { return row.entry.startedAt; });
    append(std::move(fresh));
}

void TrafficModel::append(QList<Row> rows)
{
    if (rows.isEmpty())
        return;
    const auto most = static_cast<qsizetype>(capacity);
    if (rows.size() > most)
        rows.remove(0, rows.size() - most);
    const auto sum = static_cast<qsizetype>(m_rows.size()) + rows.size();
    if (sum > most) {
        const int surplus = static_cast<int>(sum - most);
        beginRemoveRows({}, 0, surplus - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + surplus);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    std::ranges::move(rows, std::back_inserter(m_rows));
    endInsertRows();
}

void TrafficModel::setPaused(bool isPaused)
{
    if (m_isPaused == isPaused)
        return;
    m_isPaused = isPaused;
    if (isPaused)
        return;
    setMissed(0);
    for (int at = 0; at < rowCount(); ++at) {
        Row &row = m_rows[static_cast<std::size_t>(at)];
        const Source *from = row.entry.isFinished ? nullptr : source(row.instance);
        const TrafficEntry *entry = from && from->log ? from->log->find(row.entry.number) : nullptr;
        if (!entry || !entry->isFinished)
            continue;
        row.entry = *entry;
        Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
    }
    catchUp();
}

void TrafficModel::clear()
{
    for (Source &from : m_sources) {
        if (from.log && !from.log->entries().empty())
            from.last = from.log->entries().back().number;
    }
    setMissed(0);
    if (m_rows.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_rows.clear();
    endRemoveRows();
}

void TrafficModel::setMissed(int missed)
{
    if (m_missed == missed)
        return;
    m_missed = missed;
    Q_EMIT missedChanged(missed);
}

const TrafficEntry *TrafficModel::entryAt(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return nullptr;
    return &m_rows[static_cast<std::size_t>(index.row())].entry;
}

QList<std::pair<InstanceId, QString>> TrafficModel::instances() const
{
    QList<std::pair<InstanceId, QString>> list;
    for (const Source &from : m_sources)
        list.append({from.instance, from.name});
    return list;
}

QString TrafficModel::statusText(const TrafficEntry &entry)
{
    if (!entry.isFinished)
        return tr("under way");
    const QString status = QString::number(entry.status);
    if (!entry.error)
        return status;
    QString words = title(*entry.error);
    if (entry.status == 0)
        return words;
    return tr("%1 · %2").arg(status, words.remove(QStringLiteral(" (%1)").arg(status)));
}

QString TrafficModel::pathText(const TrafficEntry &entry)
{
    static constexpr QLatin1String base("/api:meta");
    QString path = entry.url.path(QUrl::FullyEncoded);
    if (const auto at = path.indexOf(base); at >= 0 && path.size() > at + base.size())
        path.remove(0, at + base.size());
    return entry.url.hasQuery() ? path + QLatin1Char('?') + entry.url.query(QUrl::FullyEncoded) : path;
}

void TrafficModel::setTimeZone(const QTimeZone &zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, TimeColumn), index(rowCount() - 1, TimeColumn), {Qt::DisplayRole, Qt::ToolTipRole});
}

QString TrafficModel::zoneName() const
{
    return QString::fromUtf8(m_zone.id());
}

QString TrafficModel::durationText(const TrafficEntry &entry)
{
    if (!entry.isFinished)
        return {};
    const auto milliseconds = entry.duration.count();
    constexpr qint64 second = 1000;
    return milliseconds < second
        ? tr("%1 ms").arg(milliseconds)
        : tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / static_cast<double>(second), 'f', 2));
}

QString TrafficModel::sizeText(const TrafficEntry &entry)
{
    if (entry.status == 0)
        return {};
    return QLocale().formattedDataSize(entry.responseSize, 1, QLocale::DataSizeSIFormat);
}

QString TrafficModel::text(const Row &row, int column) const
{
    const TrafficEntry &entry = row.entry;
    switch (column) {
    case TimeColumn: return entry.startedAt.toTimeZone(m_zone).toString(QStringLiteral("HH:mm:ss.zzz"));
    case InstanceColumn: return row.name;
    case MethodColumn: return QString::fromLatin1(entry.method);
    case PathColumn: return pathText(entry);
    case StatusColumn: return statusText(entry);
    case DurationColumn: return durationText(entry);
    case SizeColumn: return sizeText(entry);
    default: return {};
    }
}

QVariant TrafficModel::sortKey(const Row &row, int column) const
{
    const TrafficEntry &entry = row.entry;
    switch (column) {
    case TimeColumn: return entry.startedAt.toMSecsSinceEpoch();
    case StatusColumn: return entry.isFinished ? QVariant(entry.status) : QVariant();
    case DurationColumn: return entry.isFinished ? QVariant(static_cast<qint64>(entry.duration.count())) : QVariant();
    case SizeColumn: return entry.status == 0 ? QVariant() : QVariant(entry.responseSize);
    default: return text(row, column);
    }
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::ToolTipRole:
        if (column == PathColumn)
            return schematext::toolTip(row.entry.url.toString(QUrl::FullyEncoded));
        return schematext::toolTip(column == TimeColumn ? tr("%1 %2").arg(text(row, column), zoneName())
                                                        : text(row, column));
    case Qt::AccessibleDescriptionRole:
        // Whoever moves along the first column hears what matters.
        return column == TimeColumn
            ? tr("%1 %2, %3").arg(text(row, MethodColumn), text(row, PathColumn), text(row, StatusColumn))
            : QVariant();
    case Qt::TextAlignmentRole:
        return column == DurationColumn || column == SizeColumn
            ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter))
            : QVariant();
    case SortRole: return sortKey(row, column);
    case InstanceIdRole: return row.instance.value();
    case FailedRole: return row.entry.error.has_value() && row.entry.error != ErrorKind::Cancelled;
    default: return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == DurationColumn || section == SizeColumn))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case InstanceColumn: return tr("Instance");
    case MethodColumn: return tr("Method");
    case PathColumn: return tr("Path");
    case StatusColumn: return tr("Status");
    case DurationColumn: return tr("Duration");
    case SizeColumn: return tr("Size");
    default: return {};
    }
}

} // namespace metascope
