// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/sessions.h"
#include "app/store/workspacecache.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <chrono>
#include <deque>

namespace metascope {

/// Reads what the lists do not tell, so that it can be searched: the scripts of objects and the schemas of tables, one request
/// each, one after the other and behind everything else that waits. What was read is in the cache at once. Never begins by
/// itself. GUI thread.
class TextFetch final : public QObject {
    Q_OBJECT
public:
    /// What is read: that of one workspace, or of whole instances.
    struct Scope {
        QList<InstanceId> instances;
        std::optional<WorkspaceId> workspace;
        QList<Kind> kinds; ///< empty: all that have texts
        bool operator==(const Scope &) const = default;
    };
    struct Outcome {
        int read = 0;
        int skipped = 0; ///< gone, not allowed, or not understood
        std::optional<Error> error; ///< why it ended before its end; Cancelled where it was cancelled
    };

    /// Both outlive it.
    TextFetch(Sessions &sessions, WorkspaceCache &cache, QObject *parent = nullptr);

    /// How many requests start() would send.
    Reply<int> count(const Scope &scope);
    /// How long so many requests take at least on the free plan, the first of which go at once.
    static std::chrono::seconds freePlanTime(int requests);
    /// "12 requests, on the free plan about 4 s"
    static QString cost(int requests);

    /// Begins, and may ask the keychain. No effect while it runs.
    void start(const Scope &scope);
    /// Ends it at once; what was read stays.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] int done() const { return m_outcome.read + m_outcome.skipped; }
    [[nodiscard]] int wanted() const { return m_wanted; }
    /// How long the next request has to wait for the budget; zero when it does not.
    [[nodiscard]] std::chrono::milliseconds pause() const;

Q_SIGNALS:
    /// Something was read, or waits: done(), wanted() and pause() are others.
    void progressed();
    void finished(const metascope::TextFetch::Outcome &outcome);

private:
    struct Item {
        CachePlace place;
        ObjectSummary object;
    };
    void collect(QList<InstanceId> rest);
    void next();
    void read(Session *session, const Item &item);
    void store(const Item &item, ObjectSummary object);
    void refused(const Item &item, const Error &error);
    void stepped();
    void end(std::optional<Error> error);

    Sessions &m_sessions;
    WorkspaceCache &m_cache;
    ReplyScope m_calls;
    Scope m_scope;
    std::deque<Item> m_queue;
    InstanceId m_current;
    QPointer<RateLimiter> m_limiter; ///< of the instance that is read
    Outcome m_outcome;
    int m_wanted = 0;
    bool m_isRunning = false;
};

} // namespace metascope
