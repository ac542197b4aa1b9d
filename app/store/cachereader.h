// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/cachefile.h"
#include "app/store/cachetypes.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <atomic>
#include <optional>

namespace metascope {

/// What is read from the cache, on a thread of its own with a connection of its own: a long write holds nothing up. While the
/// file is not open everything is empty; other errors are Storage. `stop` gives a call up.
class CacheReader final : public QObject {
public:
    using Stop = std::atomic<bool>;

    explicit CacheReader(const QString &path) : m_file(path) {}
    Q_DISABLE_COPY_MOVE(CacheReader)

    /// From any thread: all that runs or waits is given up.
    void stop() { m_isStopped = true; }
    void open() { m_file.openForReading(); }
    void close() { m_file.close(); }
    [[nodiscard]] bool isBroken() const { return m_file.state() == CacheFile::State::Broken; }

    Result<QList<CachedPlace>> all(const InstanceId &instance, const Stop &stop);
    Result<CachedList> list(const CachePlace &place, const Stop &stop);
    Result<std::optional<ObjectSummary>> detail(const CachePlace &place, const QString &key);
    Result<qint64> size(const InstanceId &instance);
    Result<CacheCoverage> coverage(const InstanceId &instance, std::optional<WorkspaceId> workspace);
    Result<QList<CachedPlace>> unread(const InstanceId &instance, std::optional<WorkspaceId> workspace,
                                      const Stop &stop);
    Result<std::optional<CachePlace>> latest(const CachePlace &place);
    Result<SearchResult> search(const QString &text, const SearchScope &scope, qsizetype limit, const Stop &stop);

private:
    struct Place {
        CachePlace place;
        qlonglong instance = 0;
        QDateTime readAt;
        bool isWhole = false;
    };

    [[nodiscard]] Failure failure() const { return Failure(m_file.error()); }
    std::optional<qlonglong> find(const CachePlace &place, CachedList *list, qlonglong *instance);
    std::optional<QHash<qlonglong, Place>> places();
    /// What `query` (objectColumns, its one value the place) gives for that place.
    Result<QList<ObjectSummary>> objectsOf(QSqlQuery &query, qlonglong place, Kind kind, const Stop &stop);

    [[nodiscard]] bool isGivenUp(const Stop &stop) const { return stop || m_isStopped; }

    CacheFile m_file;
    Stop m_isStopped = false;
};

/// The columns of an object that readObject() takes, in its order.
extern const QString objectColumns;
/// The object in the current row, whose columns from `first` on are objectColumns; without raw and script.
ObjectSummary readObject(const QSqlQuery &query, Kind kind, int first = 0);

} // namespace metascope
