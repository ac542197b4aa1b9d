// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>

#include <memory>
#include <unordered_map>

class QSqlQuery;

namespace metascope::sandbox {

/// The state of all instances in SQLite. JSON lies in it as the bytes that arrived. Belongs to one thread.
class Database final {
public:
    using Row = QVariantList;

    Database();
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// An empty file name keeps everything in memory. Error: Storage.
    Result<Done> open(const QString &file);
    /// No workspace in it yet.
    [[nodiscard]] bool isEmpty();
    /// Drops all content.
    void clear();
    /// Which sample filled it; 0 for a new file. Stays over clear().
    [[nodiscard]] int filling();
    void setFilling(int sample);

    QList<Row> rows(const QString &sql, const QVariantList &values = {});
    /// The first row, empty where there is none.
    Row row(const QString &sql, const QVariantList &values = {});
    void run(const QString &sql, const QVariantList &values = {});

    /// A number that `counter` never gave before.
    qint64 nextId(const QString &counter);
    /// `counter` goes on after `used`.
    void raiseCounter(const QString &counter, qint64 used);

    void begin();
    /// False, with everything since begin() undone, where any statement failed.
    bool commit();
    void rollback();

private:
    QSqlQuery *execute(const QString &sql, const QVariantList &values);

    QString m_connection;
    QSqlDatabase m_database;
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_prepared;
    bool m_hasFailed = false;
};

/// Reads back what was stored as JSON.
RawJson storedJson(const QVariant &value);

} // namespace metascope::sandbox
