// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"

#include <QtCore/QObject>
#include <QtTest/QTestEventLoop>

#include <memory>
#include <optional>

namespace metascope::test {

/// A reply as one looks at it in a test: how often it answered, and what.
template <typename T>
struct Answer {
    std::optional<Result<T>> result;
    int times = 0;
};

/// Listens to `reply` as long as `context` lives.
template <typename T>
std::shared_ptr<Answer<T>> listen(const Reply<T> &reply, QObject *context)
{
    auto answer = std::make_shared<Answer<T>>();
    reply.then(context, [answer](Result<T> result) {
        answer->result = std::move(result);
        ++answer->times;
    });
    return answer;
}

/// The result of `reply`; Protocol where none came within 40 s (longer than every deadline of the program).
template <typename T>
Result<T> settled(const Reply<T> &reply)
{
    constexpr int patienceMs = 40'000;
    // The loop comes first: the context, and with it the callback, is gone before it.
    QTestEventLoop loop;
    QObject context;
    std::optional<Result<T>> settledWith;
    reply.then(&context, [&settledWith, &loop](Result<T> result) {
        settledWith = std::move(result);
        loop.exitLoop();
    });
    loop.enterLoopMSecs(patienceMs);
    return settledWith.value_or(Failure(Error::local(ErrorKind::Protocol, QStringLiteral("no answer at all"))));
}

/// The kinds that a token store answers with.
inline QString nameOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout: return QStringLiteral("Timeout");
    case ErrorKind::Cancelled: return QStringLiteral("Cancelled");
    case ErrorKind::KeychainUnavailable: return QStringLiteral("KeychainUnavailable");
    case ErrorKind::KeychainLocked: return QStringLiteral("KeychainLocked");
    case ErrorKind::KeychainDenied: return QStringLiteral("KeychainDenied");
    case ErrorKind::KeychainMissing: return QStringLiteral("KeychainMissing");
    default: return QStringLiteral("a kind that no token store has: ") + title(kind);
    }
}

/// "ok", or the kind of the error: what a failed comparison prints.
template <typename T>
QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : nameOf(result.error().kind);
}

} // namespace metascope::test
