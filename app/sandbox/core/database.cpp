// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/database.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUuid>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <QtSql/QSqlRecord>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

struct DatabaseText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::Database)
};

const QStringList &tableDefinitions()
{
    static const QStringList list{
        u"workspace(instance INTEGER, id INTEGER, json BLOB, PRIMARY KEY(instance, id)) WITHOUT ROWID"_s,
        u"branch(instance INTEGER, workspace INTEGER, label TEXT, created_at INTEGER, live INTEGER,"
        " description TEXT, color TEXT, PRIMARY KEY(instance, workspace, label))"_s,
        u"datasource(instance INTEGER, workspace INTEGER, label TEXT, color TEXT,"
        " PRIMARY KEY(instance, workspace, label))"_s,
        u"tables(instance INTEGER, id INTEGER, workspace INTEGER, name TEXT, created_at INTEGER, updated_at INTEGER,"
        " json BLOB, columns BLOB, indexes BLOB, PRIMARY KEY(instance, id)) WITHOUT ROWID"_s,
        // No type for id: a record's key is an integer or, in a table with a uuid key, a text.
        u"record(instance INTEGER, tableid INTEGER, source TEXT, id, json BLOB,"
        " PRIMARY KEY(instance, tableid, source, id)) WITHOUT ROWID"_s,
        u"logic(instance INTEGER, kind TEXT, id INTEGER, workspace INTEGER, branch TEXT, parent INTEGER, name TEXT,"
        " created_at INTEGER, updated_at INTEGER, json BLOB, script TEXT, PRIMARY KEY(instance, kind, id))"
        " WITHOUT ROWID"_s,
        u"file(instance INTEGER, id INTEGER, workspace INTEGER, created_at INTEGER, name TEXT, size INTEGER, type TEXT,"
        " mime TEXT, access TEXT, path TEXT, PRIMARY KEY(instance, id)) WITHOUT ROWID"_s,
        u"history(instance INTEGER, kind TEXT, id INTEGER, workspace INTEGER, branch TEXT, created_at INTEGER,"
        " json BLOB, PRIMARY KEY(instance, kind, id)) WITHOUT ROWID"_s,
        u"counter(name TEXT PRIMARY KEY, used INTEGER) WITHOUT ROWID"_s,
    };
    return list;
}

} // namespace

Database::Database() : m_connection("sandbox-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces)) {}

Database::~Database()
{
    m_prepared.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> Database::open(const QString &file)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(file.isEmpty() ? u":memory:"_s : file);
    if (m_database.open()) {
        for (const QString &definition : tableDefinitions())
            run("CREATE TABLE IF NOT EXISTS "_L1 + definition);
        run(u"CREATE INDEX IF NOT EXISTS tables_by_name ON tables(instance, workspace, name)"_s);
    }
    if (!m_database.isOpen() || m_hasFailed) {
        return Failure(Error::local(ErrorKind::Storage, DatabaseText::tr("The data file %1 cannot be used.").arg(file),
                                    m_database.lastError().text()));
    }
    return Done{};
}

bool Database::isEmpty()
{
    return row(u"SELECT 1 FROM workspace LIMIT 1"_s).isEmpty();
}

void Database::clear()
{
    for (const QString &definition : tableDefinitions())
        run("DELETE FROM "_L1 + definition.left(definition.indexOf(u'(')));
}

int Database::filling()
{
    return row(u"PRAGMA user_version"_s).value(0).toInt();
}

void Database::setFilling(int sample)
{
    run(u"PRAGMA user_version = "_s + QString::number(sample));
}

QList<Database::Row> Database::rows(const QString &sql, const QVariantList &values)
{
    QList<Row> all;
    QSqlQuery *query = execute(sql, values);
    if (query == nullptr)
        return all;
    const int count = query->record().count();
    while (query->next()) {
        Row row;
        for (int i = 0; i < count; ++i)
            row.append(query->value(i));
        all.append(row);
    }
    query->finish();
    return all;
}

Database::Row Database::row(const QString &sql, const QVariantList &values)
{
    const QList<Row> all = rows(sql, values);
    return all.isEmpty() ? Row() : all.first();
}

void Database::run(const QString &sql, const QVariantList &values)
{
    if (QSqlQuery *query = execute(sql, values))
        query->finish();
}

qint64 Database::nextId(const QString &counter)
{
    run(u"INSERT INTO counter VALUES(?, 1) ON CONFLICT(name) DO UPDATE SET used = used + 1"_s, {counter});
    return row(u"SELECT used FROM counter WHERE name = ?"_s, {counter}).value(0).toLongLong();
}

void Database::raiseCounter(const QString &counter, qint64 used)
{
    run(u"INSERT INTO counter VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET used = max(used, excluded.used)"_s,
        {counter, used});
}

void Database::begin()
{
    m_hasFailed = false;
    run(u"BEGIN"_s);
}

bool Database::commit()
{
    if (m_hasFailed) {
        rollback();
        return false;
    }
    run(u"COMMIT"_s);
    return !m_hasFailed;
}

void Database::rollback()
{
    run(u"ROLLBACK"_s);
}

QSqlQuery *Database::execute(const QString &sql, const QVariantList &values)
{
    auto found = m_prepared.find(sql);
    if (found == m_prepared.end()) {
        auto query = std::make_unique<QSqlQuery>(m_database);
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            m_hasFailed = true;
            return nullptr;
        }
        found = m_prepared.emplace(sql, std::move(query)).first;
    }
    QSqlQuery *query = found->second.get();
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values[i]);
    if (query->exec())
        return query;
    m_hasFailed = true;
    return nullptr;
}

RawJson storedJson(const QVariant &value)
{
    return RawJson::parse(value.toByteArray()).value_or(RawJson());
}

} // namespace metascope::sandbox
