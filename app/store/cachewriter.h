// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/cachefile.h"
#include "app/store/cacherow.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QHash>
#include <QtCore/QObject>

#include <atomic>
#include <limits>
#include <optional>

namespace metascope {

/// What is written to the cache, on a thread of its own with a connection of its own. Every result's error is Storage.
class CacheWriter final : public QObject {
public:
    explicit CacheWriter(const QString &path) : m_file(path) {}
    Q_DISABLE_COPY_MOVE(CacheWriter)

    /// The value is where a broken file was moved to, else empty.
    Result<QString> open() { return m_file.openOrRebuild(); }
    /// Sets the file aside and begins anew.
    Result<QString> rebuild();
    /// Sets the file aside and does without; the result is an error.
    Result<QString> giveUp();
    [[nodiscard]] bool isBroken() const { return m_file.state() == CacheFile::State::Broken; }

    /// `secrets` are left out of it.
    Result<Done> store(const CachePlace &place, const CachedList &list, const CacheRedactor::Secrets &secrets);
    Result<Done> storeDetail(const CachePlace &place, const ObjectSummary &object,
                             const CacheRedactor::Secrets &secrets);
    Result<Done> clear(const InstanceId &instance);
    Result<Done> clearAll();
    Result<Done> keepOnly(const QList<InstanceId> &instances);

    /// From any thread: what is not written within `ms` milliseconds is not written at all.
    void hurry(int ms) { m_end = QDeadlineTimer(ms).deadline(); }

private:
    struct Known {
        qlonglong id = 0;
        QByteArray digest;
        QVariant updated;
        qlonglong position = 0;
        bool isFull = false;
    };
    struct At {
        qlonglong instance = 0;
        qlonglong place = 0;
    };

    [[nodiscard]] bool isLate() const { return QDeadlineTimer::current().deadline() > m_end; }
    [[nodiscard]] Failure failure() const { return Failure(m_file.error()); }
    bool rollBack();
    std::optional<At> find(const CachePlace &place);
    std::optional<QHash<QString, Known>> known(qlonglong place);
    Result<Done> storeRows(const CachePlace &place, const CachedList &list, const CacheRedactor &redactor);
    bool finish(const At &at, const CachePlace &place, const CachedList &list, const QHash<QString, Known> &gone);
    bool removeBelow(const At &at, const CachePlace &place, const QString &key);
    bool removePlaces(qlonglong instance, const QString &condition, const QVariantList &values);
    Result<Done> clearFound(QSqlQuery &instances, const QStringList &kept);
    bool clearRows(const QList<qlonglong> &instances);
    Result<Done> cutLog();

    CacheFile m_file;
    std::atomic<qint64> m_end = std::numeric_limits<qint64>::max();
};

} // namespace metascope
