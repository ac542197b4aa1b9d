// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <optional>

namespace metascope {

/// What a database of ours holds, and how it is written.
struct DatabaseLayout {
    QList<QStringList> steps; ///< from an empty one; a step never changes once it was released
    QStringList checks; ///< statements that fail where the layout is not the last step's
    bool isHistory = false; ///< each transaction is on the disk before it counts as done, and what is set aside is kept
};

/// One connection to a database of ours (the cache, the change journal), for the one thread that opens it.
class CacheFile final {
    Q_DECLARE_TR_FUNCTIONS(metascope::WorkspaceCache)
public:
    enum class State {
        Closed,
        Open,
        Broken, ///< not a database, malformed, of another layout or of a newer version: to be set aside
        Busy, ///< another process holds it
        Unusable, ///< the disk or its rights do not allow it
    };

    /// The cache's. `path`: of the file, or what inMemory() gave.
    explicit CacheFile(QString path);
    CacheFile(QString path, DatabaseLayout layout);
    ~CacheFile() { close(); }
    Q_DISABLE_COPY_MOVE(CacheFile)

    /// The name of a database of its own that is in memory alone: connections of this process with that name share it, and it
    /// is gone with the last of them. Those of different threads would find it locked by each other.
    static QString inMemory();

    /// Makes the file where there is none (0600 before SQLite sees it), brings its layout up to date, and answers whether it
    /// can be used. Waits a second at most for another process.
    State openForWriting();
    /// An existing, prepared file.
    State openForReading();
    /// Opens for writing; a broken file is set aside and a new one made. The value is the name it has now, empty where
    /// nothing was wrong. Error: Storage.
    Result<QString> openOrRebuild();
    void close();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    /// As isOpen(), or broken since.
    [[nodiscard]] bool isConnected() const { return m_database.isOpen(); }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// What the last failure was, for people.
    [[nodiscard]] Error error() const;

    [[nodiscard]] QSqlQuery prepare(const QString &statement);
    /// Runs a prepared statement or a text. False on failure: then error() tells it, and state() turns to Broken if that is why.
    bool run(QSqlQuery &query);
    bool run(const QString &statement);
    /// The first column of the first row, invalid where there is no row; nothing on failure.
    std::optional<QVariant> value(const QString &statement);
    /// To be called where next() ended: false if that was a failure.
    bool hasEndedWell(const QSqlQuery &query);

    /// Moves the file out of the way, under a name with the date; deletes what was set aside before, unless it is history.
    /// Error: Storage.
    Result<QString> setAside();
    /// Deletes what was set aside.
    void removeSetAside() const;
    /// Bytes of the database and its log.
    [[nodiscard]] qint64 size();

    /// Brings the layout to the last of `steps`, one transaction per step. `PRAGMA user_version` counts the steps done. False on
    /// failure.
    bool migrate(const QList<QStringList> &steps);

private:
    bool connectTo(const QString &options);
    [[nodiscard]] bool isInMemory() const;
    bool prepareForWriting();
    bool prepareFile();
    bool fail(State why, const QString &problem);
    bool fail(const QSqlError &error);
    /// What opening came to.
    State settle(bool isReady);

    QString m_path;
    DatabaseLayout m_layout;
    QString m_connection;
    QSqlDatabase m_database;
    QString m_problem;
    State m_state = State::Closed;
    State m_failure = State::Closed; ///< why the last thing failed
};

} // namespace metascope
