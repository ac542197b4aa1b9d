// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/draftstore.h"

#include <QtCore/QUuid>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

namespace metascope {

/// The file itself; every member runs on the store's thread.
class DraftStore::Writer final : public QObject {
public:
    explicit Writer(QString file) : m_file(std::move(file)), m_connection(QUuid::createUuid().toString()) {}
    ~Writer() override
    {
        m_database = {};
        QSqlDatabase::removeDatabase(m_connection);
    }
    Q_DISABLE_COPY_MOVE(Writer)

    Result<QHash<QString, Draft>> open()
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
        m_database.setDatabaseName(m_file);
        if (!m_database.open())
            return Failure(problem(m_database.lastError().text()));
        QSqlQuery query(m_database);
        const bool ready = query.exec(QStringLiteral("PRAGMA synchronous=FULL"))
            && query.exec(QStringLiteral("CREATE TABLE IF NOT EXISTS draft(key TEXT PRIMARY KEY, content BLOB NOT "
                                         "NULL, saved_at INTEGER NOT NULL)"))
            && query.exec(QStringLiteral("SELECT key, content, saved_at FROM draft"));
        if (!ready)
            return Failure(problem(query.lastError().text()));
        QHash<QString, Draft> drafts;
        while (query.next())
            drafts.insert(
                query.value(0).toString(),
                {query.value(1).toByteArray(), QDateTime::fromMSecsSinceEpoch(query.value(2).toLongLong(), Qt::UTC)});
        return drafts;
    }

    Result<Done> put(const QString &key, const Draft &draft)
    {
        QSqlQuery query(m_database);
        query.prepare(QStringLiteral("INSERT OR REPLACE INTO draft VALUES(?, ?, ?)"));
        query.addBindValue(key);
        query.addBindValue(draft.content);
        query.addBindValue(draft.savedAt.toMSecsSinceEpoch());
        return run(query);
    }

    Result<Done> remove(const QString &key)
    {
        QSqlQuery query(m_database);
        query.prepare(QStringLiteral("DELETE FROM draft WHERE key = ?"));
        query.addBindValue(key);
        return run(query);
    }

private:
    [[nodiscard]] Error problem(const QString &detail) const
    {
        return Error::local(ErrorKind::Storage,
                            DraftStore::tr("staged changes cannot be kept in “%1”: %2").arg(m_file, detail));
    }
    Result<Done> run(QSqlQuery &query) const
    {
        if (query.exec())
            return Done{};
        return Failure(problem(query.lastError().text()));
    }

    QString m_file;
    QString m_connection;
    QSqlDatabase m_database;
};

DraftStore::DraftStore(const QString &file, QObject *parent) : QObject(parent), m_writer(new Writer(file))
{
    m_writer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(m_writer, [this, writer = m_writer] {
        auto drafts = writer->open();
        QMetaObject::invokeMethod(this, [this, drafts = std::move(drafts)] {
            if (drafts) {
                // What was put meanwhile is newer.
                for (auto draft = drafts->constBegin(); draft != drafts->constEnd(); ++draft)
                    if (!m_drafts.contains(draft.key()))
                        m_drafts.insert(draft.key(), draft.value());
            }
            m_isRead = true;
            Q_EMIT read();
            if (drafts)
                Q_EMIT loaded();
            else
                Q_EMIT failed(drafts.error());
        });
    });
}

DraftStore::~DraftStore()
{
    // What is queued is carried out before the thread's loop ends.
    QMetaObject::invokeMethod(m_writer, [this] { m_thread.quit(); });
    m_thread.wait();
}

void DraftStore::put(const QString &key, const QByteArray &content)
{
    const Draft draft{content, QDateTime::currentDateTimeUtc()};
    m_drafts.insert(key, draft);
    QMetaObject::invokeMethod(m_writer, [this, writer = m_writer, key, draft] {
        if (const auto written = writer->put(key, draft); !written)
            QMetaObject::invokeMethod(this, [this, error = written.error()] { Q_EMIT failed(error); });
    });
}

void DraftStore::remove(const QString &key)
{
    if (m_drafts.remove(key) == 0)
        return;
    QMetaObject::invokeMethod(m_writer, [this, writer = m_writer, key] {
        if (const auto written = writer->remove(key); !written)
            QMetaObject::invokeMethod(this, [this, error = written.error()] { Q_EMIT failed(error); });
    });
}

std::optional<DraftStore::Draft> DraftStore::find(const QString &key) const
{
    const auto found = m_drafts.constFind(key);
    return found == m_drafts.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace metascope
