// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/workspacecache.h"
#include "tests/credentials/settled.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QUuid>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

namespace metascope::test {

inline const InstanceId acme{QStringLiteral("acme")};
inline const InstanceId beta{QStringLiteral("beta")};
inline const QDateTime morning(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);

inline CachePlace placeOf(Kind kind, const InstanceId &instance = acme, qint64 workspace = 1,
                          const QString &parent = {})
{
    const bool hasBranch = kind != Kind::Workspace && kind != Kind::Table;
    return {instance, WorkspaceId(workspace), BranchLabel(hasBranch ? QStringLiteral("v1") : QString()), kind, parent};
}

inline RawJson json(const QByteArray &text)
{
    const auto parsed = RawJson::parse(text);
    if (!parsed)
        qFatal("the test's own JSON: %s", text.constData());
    return *parsed;
}

inline ObjectSummary object(Kind kind, qint64 id, const QString &name, const QByteArray &raw = "{}")
{
    ObjectSummary object;
    object.kind = kind;
    object.id = ObjectId(id);
    object.key = QString::number(id);
    object.name = name;
    object.createdAt = morning;
    object.updatedAt = morning.addDays(1);
    object.raw = json(raw);
    return object;
}

inline CachedList whole(const QList<ObjectSummary> &objects, const QDateTime &readAt = morning.addDays(2))
{
    return {objects, readAt, true};
}

inline QStringList namesOf(const QList<ObjectSummary> &objects)
{
    QStringList names;
    for (const ObjectSummary &object : objects)
        names.append(object.name);
    return names;
}

/// Waits until the file was opened, or is done without.
inline bool started(WorkspaceCache &cache)
{
    return settled(cache.size(acme)).has_value() && QTest::qWaitFor([&cache] { return cache.isAvailable(); }, 5000);
}

/// The names of the files in a folder that hold `bytes`.
inline QStringList holding(const QString &folder, const QByteArray &bytes)
{
    QStringList found;
    const auto entries = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &entry : entries) {
        QFile file(entry.filePath());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            found.append(entry.fileName());
    }
    return found;
}

/// Another program's connection to a database.
class OtherConnection final {
public:
    explicit OtherConnection(const QString &file) : m_name(QUuid::createUuid().toString())
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        m_database.setDatabaseName(file);
        m_isOpen = m_database.open();
    }
    ~OtherConnection()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(OtherConnection)

    bool run(const QString &statement)
    {
        QSqlQuery query(m_database);
        return m_isOpen && query.exec(statement);
    }
    QVariant value(const QString &statement)
    {
        QSqlQuery query(m_database);
        return query.exec(statement) && query.next() ? query.value(0) : QVariant();
    }

private:
    QString m_name;
    QSqlDatabase m_database;
    bool m_isOpen = false;
};

} // namespace metascope::test
