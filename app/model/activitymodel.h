// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/model/rowtable.h"

#include <QtCore/QPointer>
#include <QtCore/QTimeZone>
#include <QtCore/QTimer>

namespace metascope {

/// One row of the table "Activity".
struct ActivityRow {
    QString id; ///< instance and number
    InstanceId instance;
    quint64 number = 0;
    QString call; ///< method and path
    QString instanceName;
    Call::Stage stage = Call::Stage::UnderWay;
    QString state; ///< in words
    bool operator==(const ActivityRow &) const = default;
};

/// The table "Activity": what the open instances have under way, what waits and until when in the order of turns, and what
/// failed lately, the latest failure first. Looks shortly after each change, and each second while it is live. GUI thread.
class ActivityModel final : public RowTable<ActivityRow> {
    Q_OBJECT
public:
    enum Column { CallColumn, InstanceColumn, StateColumn, ColumnCount };
    enum Role {
        StageRole = Qt::UserRole + 20 ///< int: a Call::Stage
    };

    explicit ActivityModel(QObject *parent = nullptr);

    /// The client must live until unwatch().
    void watch(const InstanceId &instance, const QString &name, ApiClient &client);
    void unwatch(const InstanceId &instance);

    /// Whether somebody looks (yes, until it is told otherwise): only then it follows by itself.
    void setLive(bool isLive);
    void refresh();
    /// In whose zone moments are told; UTC at first.
    void setTimeZone(const QTimeZone &zone);

    [[nodiscard]] bool canCancel(const QModelIndex &index) const;
    /// Gives the call of that row up; what it may have done is told in its row, where it may have done something.
    void cancel(const QModelIndex &index);
    [[nodiscard]] bool hasFailed() const;
    /// Takes the failed ones off the list.
    void clearFailed();
    /// How many calls are under way or wait.
    [[nodiscard]] int running() const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void refreshed();

private:
    struct Source {
        InstanceId instance;
        QString name;
        QPointer<ApiClient> client;
    };
    void lookSoon();
    void updateTicks();
    /// `turn`: how many wait before it, where it waits.
    [[nodiscard]] ActivityRow rowOf(const Source &source, const Call &call, int turn = 0) const;
    [[nodiscard]] QString stateOf(const RateLimiter &limiter, const Call &call, int turn) const;
    [[nodiscard]] ApiClient *clientOf(const InstanceId &instance) const;

    QList<Source> m_sources;
    QTimer m_soon;
    QTimer m_ticks;
    bool m_isLive = true;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace metascope
