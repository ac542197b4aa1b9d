// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/trafficlog.h"
#include "app/base/ids.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QList>
#include <QtCore/QPointer>
#include <QtCore/QTimeZone>

#include <deque>

namespace metascope {

/// The table "Network Log": the exchanges of all open instances, the newest last. Rows come, change and go one by one, never
/// by a reset. Holds what is shown by value: a row stays what it is when its log has dropped it, and goes with its instance.
/// GUI thread.
class TrafficModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        InstanceColumn,
        MethodColumn,
        PathColumn,
        StatusColumn,
        DurationColumn,
        SizeColumn,
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole + 20, ///< a number or text; invalid for what is not known
        InstanceIdRole, ///< QString
        FailedRole ///< bool; what was cancelled has not failed
    };
    static constexpr std::size_t capacity = 1000; ///< rows; the oldest go

    explicit TrafficModel(QObject *parent = nullptr);

    /// Shows what is in `log` and follows it. The log must live until unwatch().
    void watch(const InstanceId &instance, const QString &name, const TrafficLog &log);
    void unwatch(const InstanceId &instance);

    /// Paused, the rows stay as they are and what comes is counted; then it comes in, as far as its log still has it.
    void setPaused(bool isPaused);
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    /// How many exchanges began while it is paused.
    [[nodiscard]] int missed() const { return m_missed; }
    /// Takes all rows away, and what came while paused with them.
    void clear();

    /// In whose zone moments are told; UTC at first.
    void setTimeZone(const QTimeZone &zone);

    /// Null for an invalid index.
    [[nodiscard]] const TrafficEntry *entryAt(const QModelIndex &index) const;
    /// The instances that are watched, with their names, in the order of their coming.
    [[nodiscard]] QList<std::pair<InstanceId, QString>> instances() const;
    /// "200", "404 · Not found", "No connection", "under way".
    [[nodiscard]] static QString statusText(const TrafficEntry &entry);
    /// What follows the API's base in the address, with its query.
    [[nodiscard]] static QString pathText(const TrafficEntry &entry);
    [[nodiscard]] static QString durationText(const TrafficEntry &entry);
    /// Of the answer's body.
    [[nodiscard]] static QString sizeText(const TrafficEntry &entry);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void missedChanged(int missed);
    void instancesChanged();

private:
    struct Source {
        InstanceId instance;
        QString name;
        QPointer<const TrafficLog> log;
        quint64 last = 0; ///< the number of the newest that has a row, or was cleared
    };
    struct Row {
        InstanceId instance;
        QString name;
        TrafficEntry entry;
    };
    void added();
    void finished(const InstanceId &instance, quint64 number);
    void catchUp();
    void append(QList<Row> rows);
    void setMissed(int missed);
    [[nodiscard]] Source *source(const InstanceId &instance);
    [[nodiscard]] QString zoneName() const;
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QVariant sortKey(const Row &row, int column) const;

    QList<Source> m_sources;
    std::deque<Row> m_rows;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_isPaused = false;
    int m_missed = 0;
};

} // namespace metascope
