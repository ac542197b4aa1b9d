// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/workspacecache.h"

#include "app/store/cachereader.h"
#include "app/store/cachewriter.h"

#include <QtCore/QSemaphore>

#include <atomic>
#include <functional>
#include <utility>

namespace metascope {

namespace {

constexpr int patienceMs = 2000;
/// A disk that damages each new file is not worth a fourth one.
constexpr int mostRecoveries = 3;

} // namespace

WorkspaceCache::WorkspaceCache(const QString &file, QObject *parent)
    : QObject(parent), m_reader(new CacheReader(file)), m_writer(new CacheWriter(file))
{
    m_readThread.setObjectName(QStringLiteral("cache-read"));
    m_writeThread.setObjectName(QStringLiteral("cache-write"));
    m_reader->moveToThread(&m_readThread);
    m_writer->moveToThread(&m_writeThread);
    connect(&m_readThread, &QThread::finished, m_reader, &QObject::deleteLater);
    connect(&m_writeThread, &QThread::finished, m_writer, &QObject::deleteLater);
    m_readThread.start();
    m_writeThread.start();
    start([](CacheWriter &writer) { return writer.open(); });
}

WorkspaceCache::~WorkspaceCache()
{
    const auto promises = std::exchange(m_promises, {});
    m_reader->stop();
    m_writer->hurry(patienceMs);
    // What is queued comes before the end of each thread's loop; the last connection to close tidies the log up.
    QMetaObject::invokeMethod(m_reader, [this] { m_readThread.quit(); });
    m_readThread.wait();
    QMetaObject::invokeMethod(m_writer, [this] { m_writeThread.quit(); });
    m_writeThread.wait();
}

void WorkspaceCache::start(std::function<Result<QString>(CacheWriter &)> open)
{
    // The reader closes, then the writer makes the file usable, then the reader opens it: each waits on its own thread.
    const auto isClosed = std::make_shared<QSemaphore>();
    const auto isReady = std::make_shared<QSemaphore>();
    QMetaObject::invokeMethod(m_reader, [reader = m_reader, isClosed, isReady] {
        reader->close();
        isClosed->release();
        isReady->acquire();
        reader->open();
    });
    QMetaObject::invokeMethod(m_writer, [this, writer = m_writer, isClosed, isReady, open = std::move(open)] {
        isClosed->acquire();
        const Result<QString> outcome = open(*writer);
        isReady->release();
        QMetaObject::invokeMethod(this, [this, outcome] { settleStart(outcome); });
    });
}

void WorkspaceCache::settleStart(const Result<QString> &outcome)
{
    m_isStarting = false;
    if (!outcome) {
        m_isAvailable = false;
        Q_EMIT unavailable(outcome.error());
        return;
    }
    const bool isFirst = !std::exchange(m_isAvailable, true);
    if (!outcome->isEmpty())
        Q_EMIT setAside(*outcome);
    if (isFirst)
        Q_EMIT opened();
}

void WorkspaceCache::recover()
{
    if (m_isStarting || !m_isAvailable)
        return;
    m_isStarting = true;
    if (++m_recoveries <= mostRecoveries)
        start([](CacheWriter &writer) { return writer.rebuild(); });
    else
        start([](CacheWriter &writer) { return writer.giveUp(); });
}

template <typename T, typename Worker, typename Work>
Reply<T> WorkspaceCache::ask(Worker *worker, Work work)
{
    const quint64 id = ++m_lastCall;
    const auto promise = std::make_shared<ReplyPromise<T>>();
    const auto stop = std::make_shared<std::atomic<bool>>(false);
    // A promise that goes unsettled is Cancelled.
    promise->setAbort([this, id, stop] {
        *stop = true;
        m_promises.erase(id);
    });
    const Reply<T> reply = promise->reply();
    m_promises.emplace(id, promise);
    QMetaObject::invokeMethod(worker, [this, worker, id, stop, work = std::move(work)] {
        if (*stop)
            return;
        Result<T> result = work(*worker, *stop);
        const bool isBroken = worker->isBroken();
        QMetaObject::invokeMethod(this, [this, id, isBroken, result = std::move(result)]() mutable {
            if (isBroken)
                recover();
            const auto found = m_promises.find(id);
            if (found == m_promises.end())
                return;
            const auto settling = std::static_pointer_cast<ReplyPromise<T>>(found->second);
            m_promises.erase(found);
            settling->resolve(std::move(result));
        });
    });
    return reply;
}

bool WorkspaceCache::isKept(Kind kind)
{
    switch (kind) {
    case Kind::Instance:
    case Kind::RequestHistory:
    case Kind::FunctionHistory:
    case Kind::TaskHistory:
    case Kind::TriggerHistory:
    case Kind::MiddlewareHistory:
    case Kind::ToolHistory: return false;
    default: return true;
    }
}

void WorkspaceCache::hide(const InstanceId &instance, QList<std::shared_ptr<const Secret>> secrets)
{
    if (secrets.isEmpty())
        m_hidden.remove(instance.value());
    else
        m_hidden.insert(instance.value(), std::move(secrets));
}

Reply<Done> WorkspaceCache::store(const CachePlace &place, const CachedList &list)
{
    if (!isKept(place.kind))
        return Reply<Done>::ready(
            Failure(Error::local(ErrorKind::Validation, tr("%1 is never kept").arg(kindPlural(place.kind)))));
    return ask<Done>(
        m_writer, [place, list, secrets = m_hidden.value(place.instance.value())](CacheWriter &writer, const auto &) {
            return writer.store(place, list, secrets);
        });
}

Reply<Done> WorkspaceCache::storeDetail(const CachePlace &place, const ObjectSummary &object)
{
    if (!isKept(place.kind))
        return Reply<Done>::ready(
            Failure(Error::local(ErrorKind::Validation, tr("%1 is never kept").arg(kindPlural(place.kind)))));
    return ask<Done>(
        m_writer, [place, object, secrets = m_hidden.value(place.instance.value())](CacheWriter &writer, const auto &) {
            return writer.storeDetail(place, object, secrets);
        });
}

Reply<QList<CachedPlace>> WorkspaceCache::all(const InstanceId &instance)
{
    return ask<QList<CachedPlace>>(
        m_reader, [instance](CacheReader &reader, const auto &stop) { return reader.all(instance, stop); });
}

Reply<CachedList> WorkspaceCache::list(const CachePlace &place)
{
    return ask<CachedList>(m_reader,
                           [place](CacheReader &reader, const auto &stop) { return reader.list(place, stop); });
}

Reply<std::optional<ObjectSummary>> WorkspaceCache::detail(const CachePlace &place, const QString &key)
{
    return ask<std::optional<ObjectSummary>>(
        m_reader, [place, key](CacheReader &reader, const auto &) { return reader.detail(place, key); });
}

Reply<qint64> WorkspaceCache::size(const InstanceId &instance)
{
    return ask<qint64>(m_reader, [instance](CacheReader &reader, const auto &) { return reader.size(instance); });
}

Reply<Done> WorkspaceCache::clear(const InstanceId &instance)
{
    return ask<Done>(m_writer, [instance](CacheWriter &writer, const auto &) { return writer.clear(instance); });
}

Reply<Done> WorkspaceCache::clearAll()
{
    return ask<Done>(m_writer, [](CacheWriter &writer, const auto &) { return writer.clearAll(); });
}

Reply<Done> WorkspaceCache::keepOnly(const QList<InstanceId> &instances)
{
    return ask<Done>(m_writer, [instances](CacheWriter &writer, const auto &) { return writer.keepOnly(instances); });
}

Reply<SearchResult> WorkspaceCache::search(const QString &text, const SearchScope &scope, qsizetype limit)
{
    return ask<SearchResult>(m_reader, [text, scope, limit](CacheReader &reader, const auto &stop) {
        return reader.search(text, scope, limit, stop);
    });
}

Reply<CacheCoverage> WorkspaceCache::coverage(const InstanceId &instance, std::optional<WorkspaceId> workspace)
{
    return ask<CacheCoverage>(m_reader, [instance, workspace](CacheReader &reader, const auto &) {
        return reader.coverage(instance, workspace);
    });
}

Reply<std::optional<CachePlace>> WorkspaceCache::latest(const CachePlace &place)
{
    return ask<std::optional<CachePlace>>(m_reader,
                                          [place](CacheReader &reader, const auto &) { return reader.latest(place); });
}

Reply<QList<CachedPlace>> WorkspaceCache::unread(const InstanceId &instance, std::optional<WorkspaceId> workspace)
{
    return ask<QList<CachedPlace>>(m_reader, [instance, workspace](CacheReader &reader, const auto &stop) {
        return reader.unread(instance, workspace, stop);
    });
}

} // namespace metascope
