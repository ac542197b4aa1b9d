// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/request.h"
#include "app/base/error.h"

#include <chrono>
#include <optional>

namespace metascope {

/// What an answer's head says, as far as errors are concerned.
struct AnswerHead {
    int status = 0;
    QByteArray contentType;
    QByteArray retryAfter;
    QByteArray location;
};

/// The error that an answer stands for, or nothing for a 2xx with JSON (or without a body). Decided by the status, the
/// content type and the API's own body `{code, message, payload:{param}}` (docs.xano.com/api-reference, statuses).
std::optional<Error> answerError(const Request &request, const AnswerHead &head, const QByteArray &body);

/// `Retry-After`: delta-seconds or an HTTP date; nothing for anything else. At most an hour is believed.
std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value, qint64 nowMsSinceEpoch);

/// Whether the same read may well succeed a moment later.
bool isTemporary(const Error &error);

/// Whether a failed write is known not to have been carried out. Everything else may have been: a gateway's 502 can stand
/// before a change that was made.
bool isSurelyUndone(const Error &error);

} // namespace metascope
