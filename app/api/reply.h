// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <QtCore/QFuture>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QPromise>

#include <functional>
#include <memory>
#include <type_traits>

namespace metascope {

namespace detail {

/// What a Reply and its promise share. `abort` reaches the source (cancelling the tail of a QFuture chain does not).
template <typename T>
struct ReplyState {
    QPromise<Result<T>> promise;
    std::function<void()> abort;
    bool settled = false;
};

} // namespace detail

template <typename T>
class ReplyPromise;

/// An answer that will come: exactly one Result<T>, Cancelled and lost sources included.
/// A cheap handle; copies are the same reply. Belongs to the thread that made it.
template <typename T>
class [[nodiscard]] Reply {
public:
    using Value = T;

    /// An answer that is there already.
    static Reply ready(Result<T> result)
    {
        ReplyPromise<T> promise;
        Reply reply = promise.reply();
        promise.resolve(std::move(result));
        return reply;
    }

    /// Calls `f(Result<T>)` from the event loop of `context`'s thread, once, never from within this call, and not at all
    /// when `context` is gone by then. `context` must live in the calling thread.
    template <typename F>
    void then(QObject *context, F f) const
    {
        static_assert(std::is_invocable_v<F, Result<T>>);
        Q_ASSERT(context);
        auto *watcher = new QFutureWatcher<Result<T>>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, f = std::move(f)]() mutable {
            watcher->deleteLater();
            const QFuture<Result<T>> future = watcher->future();
            if (future.resultCount() > 0)
                f(future.result());
            else
                f(Result<T>(Failure(Error::local(ErrorKind::Cancelled, {}))));
        });
        watcher->setFuture(m_state->promise.future());
    }

    /// Gives the answer up: the source stops at once and the result is Cancelled. No effect on a settled reply.
    void abort() const
    {
        if (m_state->settled)
            return;
        if (const auto abort = m_state->abort)
            abort();
    }

    [[nodiscard]] bool isSettled() const { return m_state->settled; }

private:
    friend class ReplyPromise<T>;
    explicit Reply(std::shared_ptr<detail::ReplyState<T>> state) : m_state(std::move(state)) {}
    std::shared_ptr<detail::ReplyState<T>> m_state;
};

/// The giving end of a Reply. Copies are the same promise; when the last one goes unsettled, the reply is Cancelled.
template <typename T>
class ReplyPromise {
public:
    ReplyPromise() : m_guard(std::make_shared<Guard>()) {}

    [[nodiscard]] Reply<T> reply() const { return Reply<T>(m_guard->state); }
    /// What abort() of the reply does; it must lead to resolve().
    void setAbort(std::function<void()> abort) const { m_guard->state->abort = std::move(abort); }
    /// Settles the reply; a second call has no effect.
    void resolve(Result<T> result) const { m_guard->settle(std::move(result)); }
    [[nodiscard]] bool isSettled() const { return m_guard->state->settled; }

private:
    struct Guard {
        std::shared_ptr<detail::ReplyState<T>> state = std::make_shared<detail::ReplyState<T>>();
        Guard() { state->promise.start(); }
        ~Guard() { settle(Failure(Error::local(ErrorKind::Cancelled, {}))); }
        Q_DISABLE_COPY_MOVE(Guard)
        void settle(Result<T> result)
        {
            if (std::exchange(state->settled, true))
                return;
            state->abort = nullptr;
            state->promise.addResult(std::move(result));
            state->promise.finish();
        }
    };
    std::shared_ptr<Guard> m_guard;
};

/// Chains: when `reply` has a value, `f(T)` starts the next reply; an error goes straight through. Aborting the outcome
/// aborts whichever part is under way and starts no other. `context` bounds the life of the chain: without it the outcome is Cancelled.
template <typename T, typename F>
auto andThen(const Reply<T> &reply, QObject *context, F f) -> std::invoke_result_t<F, T>
{
    using Next = std::invoke_result_t<F, T>;
    ReplyPromise<typename Next::Value> promise;
    Next outcome = promise.reply();
    // An abort after the first answer came and before it was handed on must still keep the next call from starting.
    const auto aborted = std::make_shared<bool>(false);
    promise.setAbort([reply, aborted] {
        *aborted = true;
        reply.abort();
    });
    reply.then(context, [promise, context, aborted, f = std::move(f)](Result<T> result) mutable {
        if (!result || *aborted) {
            promise.resolve(Failure(result ? Error::local(ErrorKind::Cancelled, {}) : result.error()));
            return;
        }
        Next next = f(std::move(*result));
        promise.setAbort([next] { next.abort(); });
        next.then(context, [promise](auto last) { promise.resolve(std::move(last)); });
    });
    return outcome;
}

} // namespace metascope
