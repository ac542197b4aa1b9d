// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/textfetch.h"

#include "app/session/objectreads.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <utility>

namespace metascope {

namespace {

bool isWanted(const TextFetch::Scope &scope, Kind kind)
{
    return scope.kinds.isEmpty() || scope.kinds.contains(kind);
}

/// Errors of one object or of one kind: the others can still be read.
bool concernsOneAlone(ErrorKind kind)
{
    return kind == ErrorKind::NotFound || kind == ErrorKind::Forbidden || kind == ErrorKind::Validation
        || kind == ErrorKind::Decode || kind == ErrorKind::Protocol || kind == ErrorKind::TooLarge
        || kind == ErrorKind::WrongContent || kind == ErrorKind::Server;
}

} // namespace

TextFetch::TextFetch(Sessions &sessions, WorkspaceCache &cache, QObject *parent)
    : QObject(parent), m_sessions(sessions), m_cache(cache)
{
    connect(&sessions, &Sessions::aboutToClose, this, [this](const InstanceId &instance) {
        if (m_isRunning && instance == m_current)
            end(Error::local(ErrorKind::Cancelled, tr("the instance was closed")));
    });
    // Objects without their lists would be left of it.
    connect(&cache, &WorkspaceCache::clearing, this, [this](const InstanceId &instance) {
        if (m_isRunning && m_scope.instances.contains(instance))
            end(Error::local(ErrorKind::Cancelled, tr("what was kept of the instance was forgotten")));
    });
}

Reply<int> TextFetch::count(const Scope &scope)
{
    if (scope.instances.isEmpty())
        return Reply<int>::ready(0);
    Scope rest = scope;
    const InstanceId first = rest.instances.takeFirst();
    return andThen(m_cache.unread(first, scope.workspace), this, [this, rest](const QList<CachedPlace> &places) {
        int own = 0;
        for (const CachedPlace &place : places)
            if (isWanted(rest, place.place.kind))
                own += static_cast<int>(place.list.objects.size());
        return andThen(count(rest), this, [own](int others) { return Reply<int>::ready(own + others); });
    });
}

std::chrono::seconds TextFetch::freePlanTime(int requests)
{
    const RateLimit plan;
    const auto windows = std::max(0, requests - 1) / plan.requests;
    return std::chrono::duration_cast<std::chrono::seconds>(windows * plan.window);
}

QString TextFetch::cost(int requests)
{
    constexpr std::chrono::seconds aFewMinutes(90);
    const auto time = freePlanTime(requests);
    const QString sent = tr("%n request(s)", nullptr, requests);
    if (time.count() == 0)
        return sent;
    if (time < aFewMinutes)
        return tr("%1, on the free plan about %2 s").arg(sent).arg(time.count());
    const auto minutes = std::chrono::round<std::chrono::minutes>(time).count();
    constexpr int anHour = 60;
    if (minutes < 2 * anHour)
        return tr("%1, on the free plan about %2 min").arg(sent).arg(minutes);
    return tr("%1, on the free plan about %2 h").arg(sent, QLocale().toString((minutes + anHour / 2) / anHour));
}

void TextFetch::start(const Scope &scope)
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_scope = scope;
    m_outcome = {};
    m_wanted = 0;
    m_queue.clear();
    collect(scope.instances);
}

void TextFetch::collect(QList<InstanceId> rest)
{
    if (rest.isEmpty()) {
        m_wanted = static_cast<int>(m_queue.size());
        return stepped();
    }
    const InstanceId first = rest.takeFirst();
    m_calls.await(m_cache.unread(first, m_scope.workspace), [this, rest](const Result<QList<CachedPlace>> &places) {
        if (!places)
            return end(places.error());
        for (const CachedPlace &place : *places)
            if (isWanted(m_scope, place.place.kind))
                for (const ObjectSummary &object : place.list.objects)
                    m_queue.push_back({place.place, object});
        collect(rest);
    });
}

void TextFetch::cancel()
{
    if (m_isRunning)
        end(Error::local(ErrorKind::Cancelled, {}));
}

std::chrono::milliseconds TextFetch::pause() const
{
    return m_isRunning && m_limiter && m_limiter->queued() > 0 ? m_limiter->pause() : std::chrono::milliseconds::zero();
}

void TextFetch::next()
{
    if (m_queue.empty())
        return end(std::nullopt);
    const Item item = std::move(m_queue.front());
    m_queue.pop_front();
    m_current = item.place.instance;
    m_calls.await(m_sessions.open(m_current), [this, item](const Result<Session *> &session) {
        if (!session)
            return end(session.error());
        read(*session, item);
    });
}

void TextFetch::read(Session *session, const Item &item)
{
    RateLimiter &limiter = session->client().limiter();
    if (m_limiter != &limiter) {
        if (m_limiter)
            m_limiter->disconnect(this);
        m_limiter = &limiter;
        connect(&limiter, &RateLimiter::changed, this, &TextFetch::progressed);
    }
    ObjectPlace place{item.place.workspace, item.place.branch, {}};
    if (!item.place.parent.isEmpty())
        place.group = ObjectId(item.place.parent.toLongLong());
    const auto send = [this, session = QPointer(session), place, item](const ObjectSummary &known) {
        if (!session)
            return end(Error::local(ErrorKind::Cancelled, tr("the instance was closed")));
        m_calls.await(readTexts(*session, place, known, Priority::Background),
                      [this, item](const Result<ObjectSummary> &object) {
                          if (object)
                              store(item, *object);
                          else
                              refused(item, object.error());
                      });
    };
    if (item.object.kind != Kind::Table)
        return send(item.object);
    // What the list told of a table stays: its schema comes beside it.
    m_calls.await(m_cache.detail(item.place, item.object.key),
                  [item, send](const Result<std::optional<ObjectSummary>> &known) {
                      send(known && *known ? **known : item.object);
                  });
}

void TextFetch::store(const Item &item, ObjectSummary object)
{
    // Whatever it calls itself, it is what was asked for.
    object.key = item.object.key;
    m_calls.await(m_cache.storeDetail(item.place, object), [this](const Result<Done> &stored) {
        if (!stored)
            return end(stored.error());
        ++m_outcome.read;
        stepped();
    });
}

void TextFetch::refused(const Item &item, const Error &error)
{
    if (!concernsOneAlone(error.kind))
        return end(error);
    ++m_outcome.skipped;
    if (error.kind == ErrorKind::Forbidden) {
        // No right for one is none for its kind: what would be refused alike is not asked for.
        const auto isAlike = [&item](const Item &other) {
            return other.place.kind == item.place.kind && other.place.instance == item.place.instance
                && other.place.workspace == item.place.workspace;
        };
        m_outcome.skipped += static_cast<int>(std::ranges::count_if(m_queue, isAlike));
        std::erase_if(m_queue, isAlike);
    }
    stepped();
}

void TextFetch::stepped()
{
    Q_EMIT progressed();
    // Who heard it may have cancelled.
    if (m_isRunning)
        next();
}

void TextFetch::end(std::optional<Error> error)
{
    m_isRunning = false;
    m_calls.restart();
    m_queue.clear();
    if (m_limiter)
        m_limiter->disconnect(this);
    m_limiter = nullptr;
    m_current = {};
    m_outcome.error = std::move(error);
    Q_EMIT finished(m_outcome);
}

} // namespace metascope
