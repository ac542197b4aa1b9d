// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachefile.h"

#include "app/store/cacheschema.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUuid>
#include <QtSql/QSqlError>

namespace metascope {

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
const QString logSuffix = QStringLiteral("-wal");
const QString sharedSuffix = QStringLiteral("-shm");
const QString asideSuffix = QStringLiteral(".broken-");
const QString memoryScheme = QStringLiteral("file:/");
const QString patience = QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000");

/// SQLite's own result codes; Qt SQL hands them on as text.
enum Code { Failed = 1, Busy = 5, Locked = 6, Corrupt = 11, NotADatabase = 26 };

} // namespace

CacheFile::CacheFile(QString path) : CacheFile(std::move(path), {cacheSteps(), cacheChecks()}) {}

CacheFile::CacheFile(QString path, DatabaseLayout layout)
    : m_path(std::move(path)), m_layout(std::move(layout)), m_connection(QUuid::createUuid().toString())
{}

QString CacheFile::inMemory()
{
    // A name that begins with a slash is one that several connections can have.
    return memoryScheme + QUuid::createUuid().toString(QUuid::WithoutBraces) + QStringLiteral("?vfs=memdb");
}

bool CacheFile::isInMemory() const
{
    return m_path.startsWith(memoryScheme);
}

void CacheFile::close()
{
    m_state = State::Closed;
    if (!QSqlDatabase::contains(m_connection))
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

bool CacheFile::fail(State why, const QString &problem)
{
    m_problem = problem;
    m_failure = why;
    if (why == State::Broken)
        m_state = why;
    return false;
}

bool CacheFile::fail(const QSqlError &error)
{
    const auto why = [&error] {
        // The extended codes carry the plain one in their low byte.
        switch (error.nativeErrorCode().toInt() & 0xff) {
        case Busy:
        case Locked: return State::Busy;
        case Failed: // a table or a column that is not there
        case Corrupt:
        case NotADatabase: return State::Broken;
        default: return State::Unusable;
        }
    };
    return fail(why(), error.text().simplified());
}

Error CacheFile::error() const
{
    const QString reason = m_failure == State::Busy ? tr("another program is using it") : m_problem;
    return Error::local(ErrorKind::Storage,
                        isInMemory() ? tr("the cache in memory cannot be used: %1").arg(reason)
                                     : (m_layout.isHistory ? tr("the change journal “%1” cannot be used: %2")
                                                           : tr("the cache “%1” cannot be used: %2"))
                                           .arg(m_path, reason));
}

bool CacheFile::connectTo(const QString &options)
{
    close();
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(isInMemory() ? options + QStringLiteral(";QSQLITE_OPEN_URI") : options);
    if (!m_database.open())
        return fail(m_database.lastError());
    m_state = State::Open;
    // What is sorted or vacuumed must not come to lie in another folder.
    return run(QStringLiteral("PRAGMA temp_store=MEMORY"));
}

CacheFile::State CacheFile::settle(bool isReady)
{
    if (!isReady) {
        close();
        m_state = m_failure;
    }
    return m_state;
}

CacheFile::State CacheFile::openForReading()
{
    return settle(connectTo(patience + QStringLiteral(";QSQLITE_OPEN_READONLY"))
                  && value(QStringLiteral("PRAGMA user_version")));
}

CacheFile::State CacheFile::openForWriting()
{
    close();
    return settle(prepareForWriting());
}

bool CacheFile::prepareFile()
{
    const QFileInfo info(m_path);
    if (!info.exists()) {
        if (const QString folder = info.absolutePath(); !QFileInfo::exists(folder) && QDir().mkpath(folder))
            QFile::setPermissions(folder, ownerOnly | QFile::ExeOwner);
        QFile file(m_path);
        // SQLite gives its log and its index the rights of the database.
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly) && !QFileInfo::exists(m_path))
            return fail(State::Unusable, file.errorString());
    } else if (!info.isFile()) {
        return fail(State::Broken, tr("it is no file"));
    }
    for (const QString &name : QStringList{m_path, m_path + logSuffix, m_path + sharedSuffix})
        if (QFileInfo::exists(name))
            QFile::setPermissions(name, ownerOnly);
    if (QFile file(m_path); !file.open(QIODevice::ReadWrite))
        return fail(State::Broken, file.errorString());
    return true;
}

bool CacheFile::prepareForWriting()
{
    if (!isInMemory() && !prepareFile())
        return false;
    bool isReady = connectTo(patience);
    const auto *journal = isInMemory() ? "journal_mode=MEMORY" : "journal_mode=WAL";
    // FULL: the log is synchronised with each transaction; NORMAL loses the last ones with the power.
    const char *synchronous = m_layout.isHistory ? "synchronous=FULL" : "synchronous=NORMAL";
    for (const auto *pragma : {"auto_vacuum=INCREMENTAL", journal, "secure_delete=ON", synchronous})
        isReady = isReady && value(QStringLiteral("PRAGMA ") + QLatin1String(pragma));
    isReady = isReady && migrate(m_layout.steps);
    for (const QString &statement : std::as_const(m_layout.checks))
        isReady = isReady && value(statement);
    return isReady;
}

bool CacheFile::migrate(const QList<QStringList> &steps)
{
    const auto found = value(QStringLiteral("PRAGMA user_version"));
    if (!found)
        return false;
    const qlonglong version = found->toLongLong();
    if (version < 0 || version > steps.size())
        return fail(State::Broken, tr("a newer version of Metascope wrote it"));
    for (auto step = static_cast<qsizetype>(version); step < steps.size(); ++step) {
        bool isDone = run(QStringLiteral("BEGIN IMMEDIATE"));
        for (const QString &statement : steps[step])
            isDone = isDone && run(statement);
        isDone = isDone && run(QStringLiteral("PRAGMA user_version=%1").arg(step + 1)) && run(QStringLiteral("COMMIT"));
        if (!isDone) {
            QSqlQuery(m_database).exec(QStringLiteral("ROLLBACK"));
            return false;
        }
    }
    return true;
}

Result<QString> CacheFile::openOrRebuild()
{
    QString aside;
    if (openForWriting() == State::Broken) {
        const auto moved = setAside();
        if (!moved)
            return moved;
        aside = *moved;
        openForWriting();
    }
    if (!isOpen())
        return Failure(error());
    return aside;
}

Result<QString> CacheFile::setAside()
{
    close();
    if (isInMemory())
        return QString();
    if (!m_layout.isHistory)
        removeSetAside();
    const QString stem = m_path + asideSuffix + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss");
    QString name = stem;
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = stem + QLatin1Char('-') + QString::number(number);
    if (!QDir().rename(m_path, name)) {
        fail(State::Unusable, tr("it is damaged and cannot be moved away"));
        m_state = State::Unusable;
        return Failure(error());
    }
    // Without its log the last changes would be missing from the copy, and with it the new file would be damaged.
    QFile::rename(m_path + logSuffix, name + logSuffix);
    QFile::remove(m_path + sharedSuffix);
    return name;
}

void CacheFile::removeSetAside() const
{
    if (isInMemory())
        return;
    const QFileInfo info(m_path);
    const QDir folder = info.absoluteDir();
    const auto entries
        = folder.entryInfoList({info.fileName() + asideSuffix + QLatin1Char('*')}, QDir::AllEntries | QDir::Hidden);
    for (const QFileInfo &entry : entries) {
        // Who made a folder in the file's place may have put something into it: only an empty one goes.
        if (entry.isDir() && !entry.isSymLink())
            folder.rmdir(entry.fileName());
        else
            QFile::remove(entry.filePath());
    }
}

qint64 CacheFile::size()
{
    if (isInMemory())
        return value(QStringLiteral("PRAGMA page_count")).value_or(QVariant()).toLongLong()
            * value(QStringLiteral("PRAGMA page_size")).value_or(QVariant()).toLongLong();
    return QFileInfo(m_path).size() + QFileInfo(m_path + logSuffix).size();
}

QSqlQuery CacheFile::prepare(const QString &statement)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (isConnected() && !query.prepare(statement))
        fail(query.lastError());
    return query;
}

bool CacheFile::run(QSqlQuery &query)
{
    return query.exec() || fail(query.lastError());
}

bool CacheFile::run(const QString &statement)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    return query.exec(statement) || fail(query.lastError());
}

std::optional<QVariant> CacheFile::value(const QString &statement)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(statement)) {
        fail(query.lastError());
        return std::nullopt;
    }
    const QVariant first = query.next() ? query.value(0) : QVariant();
    if (!hasEndedWell(query))
        return std::nullopt;
    return first;
}

bool CacheFile::hasEndedWell(const QSqlQuery &query)
{
    return !query.lastError().isValid() || fail(query.lastError());
}

} // namespace metascope
