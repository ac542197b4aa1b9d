// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/workspacecache.h"

#include "app/store/cachefile.h"
#include "app/store/cachereader.h"
#include "app/store/cachewriter.h"

#include <QtCore/QSemaphore>

#include <algorithm>
#include <atomic>
#include <functional>
#include <utility>

namespace metascope {

namespace {

constexpr int patienceMs = 2000;
/// A disk that damages each new file is not worth a fourth one.
constexpr int mostRecoveries = 3;

/// Of two places one list of results, matching names first.
SearchResult merged(SearchResult one, const SearchResult &other, qsizetype limit)
{
    const auto isName = [](const SearchHit &hit) {
        return !hit.matches.isEmpty() && hit.matches.constFirst().part == SearchPart::Name;
    };
    one.hits += other.hits;
    std::ranges::stable_sort(one.hits, std::ranges::greater(), isName);
    one.hasMore = one.hasMore || other.hasMore || one.hits.size() > limit;
    one.hits = one.hits.mid(0, limit);
    return one;
}

} // namespace

WorkspaceCache::WorkspaceCache(const QString &file, QObject *parent) : QObject(parent)
{
    begin(m_file, file);
}

WorkspaceCache::~WorkspaceCache()
{
    const auto promises = std::exchange(m_promises, {});
    end(m_file);
    if (m_memory)
        end(*m_memory);
}

void WorkspaceCache::begin(Side &side, const QString &name)
{
    side.reader = new CacheReader(name);
    side.writer = new CacheWriter(name);
    side.readThread.setObjectName(QStringLiteral("cache-read"));
    side.writeThread.setObjectName(QStringLiteral("cache-write"));
    QThread &reads = side.isInMemory ? side.writeThread : side.readThread;
    side.reader->moveToThread(&reads);
    side.writer->moveToThread(&side.writeThread);
    connect(&reads, &QThread::finished, side.reader, &QObject::deleteLater);
    connect(&side.writeThread, &QThread::finished, side.writer, &QObject::deleteLater);
    if (!side.isInMemory)
        side.readThread.start();
    side.writeThread.start();
    start(side, [](CacheWriter &writer) { return writer.open(); });
}

void WorkspaceCache::end(Side &side)
{
    side.reader->stop();
    // What is in memory goes with it anyway.
    side.writer->hurry(side.isInMemory ? 0 : patienceMs);
    // What is queued comes before the end of each thread's loop; the last connection to close tidies the log up.
    if (!side.isInMemory) {
        QMetaObject::invokeMethod(side.reader, [&side] { side.readThread.quit(); });
        side.readThread.wait();
    }
    QMetaObject::invokeMethod(side.writer, [&side] { side.writeThread.quit(); });
    side.writeThread.wait();
}

WorkspaceCache::Side &WorkspaceCache::sideOf(const InstanceId &instance)
{
    return m_memory && isInMemory(instance) ? *m_memory : m_file;
}

void WorkspaceCache::keepInMemory(const InstanceId &instance, bool isInMemory)
{
    if (isInMemory == this->isInMemory(instance))
        return;
    static_cast<void>(clear(instance));
    if (!isInMemory) {
        m_inMemory.remove(instance.value());
        return;
    }
    if (!m_memory) {
        m_memory = std::make_unique<Side>();
        m_memory->isInMemory = true;
        begin(*m_memory, CacheFile::inMemory());
    }
    m_inMemory.insert(instance.value());
}

void WorkspaceCache::start(Side &side, Open open)
{
    const auto settle = [this, &side](const Result<QString> &outcome) {
        QMetaObject::invokeMethod(this, [this, &side, outcome] { settleStart(side, outcome); });
    };
    if (side.isInMemory) {
        QMetaObject::invokeMethod(side.writer,
                                  [reader = side.reader, writer = side.writer, open = std::move(open), settle] {
                                      reader->close();
                                      const Result<QString> outcome = open(*writer);
                                      reader->open();
                                      settle(outcome);
                                  });
        return;
    }
    // The reader closes, then the writer makes the file usable, then the reader opens it: each waits on its own thread.
    const auto isClosed = std::make_shared<QSemaphore>();
    const auto isReady = std::make_shared<QSemaphore>();
    QMetaObject::invokeMethod(side.reader, [reader = side.reader, isClosed, isReady] {
        reader->close();
        isClosed->release();
        isReady->acquire();
        reader->open();
    });
    QMetaObject::invokeMethod(side.writer, [writer = side.writer, isClosed, isReady, open = std::move(open), settle] {
        isClosed->acquire();
        const Result<QString> outcome = open(*writer);
        isReady->release();
        settle(outcome);
    });
}

void WorkspaceCache::settleStart(Side &side, const Result<QString> &outcome)
{
    side.isStarting = false;
    const bool wasAvailable = std::exchange(side.isAvailable, outcome.has_value());
    if (side.isInMemory)
        return;
    if (!outcome) {
        Q_EMIT unavailable(outcome.error());
        return;
    }
    if (!outcome->isEmpty())
        Q_EMIT setAside(*outcome);
    if (!wasAvailable)
        Q_EMIT opened();
}

void WorkspaceCache::recover(Side &side)
{
    if (side.isStarting || !side.isAvailable)
        return;
    side.isStarting = true;
    if (++side.recoveries <= mostRecoveries)
        start(side, [](CacheWriter &writer) { return writer.rebuild(); });
    else
        start(side, [](CacheWriter &writer) { return writer.giveUp(); });
}

template <typename T, typename Worker, typename Work>
Reply<T> WorkspaceCache::ask(Side &side, Worker *worker, Work work)
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
    QMetaObject::invokeMethod(worker, [this, &side, worker, id, stop, work = std::move(work)] {
        if (*stop)
            return;
        Result<T> result = work(*worker, *stop);
        const bool isBroken = worker->isBroken();
        QMetaObject::invokeMethod(this, [this, &side, id, isBroken, result = std::move(result)]() mutable {
            if (isBroken)
                recover(side);
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
    Side &side = sideOf(place.instance);
    return ask<Done>(side, side.writer,
                     [place, list, secrets = m_hidden.value(place.instance.value())](
                         CacheWriter &writer, const auto &) { return writer.store(place, list, secrets); });
}

Reply<Done> WorkspaceCache::storeDetail(const CachePlace &place, const ObjectSummary &object)
{
    if (!isKept(place.kind))
        return Reply<Done>::ready(
            Failure(Error::local(ErrorKind::Validation, tr("%1 is never kept").arg(kindPlural(place.kind)))));
    Side &side = sideOf(place.instance);
    return ask<Done>(side, side.writer,
                     [place, object, secrets = m_hidden.value(place.instance.value())](
                         CacheWriter &writer, const auto &) { return writer.storeDetail(place, object, secrets); });
}

Reply<QList<CachedPlace>> WorkspaceCache::all(const InstanceId &instance)
{
    Side &side = sideOf(instance);
    return ask<QList<CachedPlace>>(
        side, side.reader, [instance](CacheReader &reader, const auto &stop) { return reader.all(instance, stop); });
}

Reply<CachedList> WorkspaceCache::list(const CachePlace &place)
{
    Side &side = sideOf(place.instance);
    return ask<CachedList>(side, side.reader,
                           [place](CacheReader &reader, const auto &stop) { return reader.list(place, stop); });
}

Reply<std::optional<ObjectSummary>> WorkspaceCache::detail(const CachePlace &place, const QString &key)
{
    Side &side = sideOf(place.instance);
    return ask<std::optional<ObjectSummary>>(
        side, side.reader, [place, key](CacheReader &reader, const auto &) { return reader.detail(place, key); });
}

Reply<qint64> WorkspaceCache::size(const InstanceId &instance)
{
    Side &side = sideOf(instance);
    return ask<qint64>(side, side.reader,
                       [instance](CacheReader &reader, const auto &) { return reader.size(instance); });
}

Reply<Done> WorkspaceCache::clear(const InstanceId &instance)
{
    Q_EMIT clearing(instance);
    Side &side = sideOf(instance);
    const auto reply = ask<Done>(side, side.writer,
                                 [instance](CacheWriter &writer, const auto &) { return writer.clear(instance); });
    return andThen(reply, this, [this, instance](const Done &) {
        Q_EMIT cleared(instance);
        return Reply<Done>::ready(Done{});
    });
}

Reply<Done> WorkspaceCache::clearAll()
{
    const auto everything = [](CacheWriter &writer, const auto &) { return writer.clearAll(); };
    const auto ofFile = ask<Done>(m_file, m_file.writer, everything);
    if (!m_memory)
        return ofFile;
    return andThen(ask<Done>(*m_memory, m_memory->writer, everything), this, [ofFile](const Done &) { return ofFile; });
}

Reply<Done> WorkspaceCache::keepOnly(const QList<InstanceId> &instances)
{
    return ask<Done>(m_file, m_file.writer,
                     [instances](CacheWriter &writer, const auto &) { return writer.keepOnly(instances); });
}

Reply<SearchResult> WorkspaceCache::searchIn(Side &side, const QString &text, const SearchScope &scope, qsizetype limit)
{
    return ask<SearchResult>(side, side.reader, [text, scope, limit](CacheReader &reader, const auto &stop) {
        return reader.search(text, scope, limit, stop);
    });
}

Reply<SearchResult> WorkspaceCache::search(const QString &text, const SearchScope &scope, qsizetype limit)
{
    if (!m_memory)
        return searchIn(m_file, text, scope, limit);
    SearchScope ofMemory = scope;
    SearchScope ofFile = scope;
    ofMemory.instances.removeIf([this](const InstanceId &each) { return !isInMemory(each); });
    ofFile.instances.removeIf([this](const InstanceId &each) { return isInMemory(each); });
    // An empty list would mean all.
    if (!scope.instances.isEmpty() && ofMemory.instances.isEmpty())
        return searchIn(m_file, text, ofFile, limit);
    if (!scope.instances.isEmpty() && ofFile.instances.isEmpty())
        return searchIn(*m_memory, text, ofMemory, limit);
    return andThen(
        searchIn(m_file, text, ofFile, limit), this, [this, text, ofMemory, limit](const SearchResult &found) {
            return andThen(searchIn(*m_memory, text, ofMemory, limit), this, [found, limit](const SearchResult &more) {
                return Reply<SearchResult>::ready(merged(found, more, limit));
            });
        });
}

Reply<CacheCoverage> WorkspaceCache::coverage(const InstanceId &instance, std::optional<WorkspaceId> workspace)
{
    Side &side = sideOf(instance);
    return ask<CacheCoverage>(side, side.reader, [instance, workspace](CacheReader &reader, const auto &) {
        return reader.coverage(instance, workspace);
    });
}

Reply<std::optional<CachePlace>> WorkspaceCache::latest(const CachePlace &place)
{
    Side &side = sideOf(place.instance);
    return ask<std::optional<CachePlace>>(side, side.reader,
                                          [place](CacheReader &reader, const auto &) { return reader.latest(place); });
}

Reply<QList<CachedPlace>> WorkspaceCache::unread(const InstanceId &instance, std::optional<WorkspaceId> workspace)
{
    Side &side = sideOf(instance);
    return ask<QList<CachedPlace>>(side, side.reader, [instance, workspace](CacheReader &reader, const auto &stop) {
        return reader.unread(instance, workspace, stop);
    });
}

} // namespace metascope
