// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace metascope {
Q_NAMESPACE

/// What kind of thing went wrong. The HTTP kinds are decided by the status code, never by QNetworkReply::error().
enum class ErrorKind {
    Network, ///< no connection, or it broke
    Tls, ///< the server's certificate or the handshake was not accepted
    Proxy, ///< the proxy refused or could not be reached
    Timeout, ///< our own deadline passed (no byte for a while, or the whole call took too long)
    Cancelled, ///< a person or the owner of the call gave it up
    Unauthorized, ///< 401
    Forbidden, ///< 403; `detail` holds the scope that the operation's page names
    NotFound, ///< 404
    Conflict, ///< 409, or the state on the server is not the one that the change was made on
    Validation, ///< 400, 422, or input that we refuse before sending
    RateLimited, ///< 429
    Server, ///< 5xx
    Redirected, ///< 3xx: never followed with a token
    WrongContent, ///< a 2xx answer that is not JSON
    Protocol, ///< a status or a shape that HTTP or the API does not allow here
    TooLarge, ///< the body passed the limit of the call
    Decode, ///< not JSON, or not the JSON that the operation promises; `detail` holds the path
    KeychainUnavailable, ///< no keychain service, or it does not answer
    KeychainLocked, ///< the keychain is there but locked
    KeychainDenied, ///< the keychain refused
    KeychainMissing, ///< the keychain works and has no such entry
    Storage, ///< a file or database of ours could not be read or written
    Refused, ///< stopped by the WriteGate before anything was sent
};
Q_ENUM_NS(ErrorKind)

/// What is known about the arrival of a request: the one fact that decides what may be said after a failed write.
enum class Delivery {
    NotSent, ///< it never left
    Unknown, ///< it may have arrived and may have been carried out
    Answered, ///< the server answered
};
Q_ENUM_NS(Delivery)

/// A failure as a value. Everything in it is fit to be shown: whoever makes one redacts first.
struct Error {
    ErrorKind kind = ErrorKind::Protocol;
    Delivery delivery = Delivery::NotSent;
    int httpStatus = 0; ///< 0 where there was no answer
    QString code; ///< the API's own code (`ERROR_CODE_…`), if any
    QString message; ///< what happened, for people
    QString endpoint; ///< method and path of the call, if any
    QString detail; ///< JSON path, scope or the like; see the kind
    std::optional<std::chrono::milliseconds> retryAfter; ///< from Retry-After

    bool operator==(const Error &) const = default;

    /// An error that came up before anything was sent.
    static Error local(ErrorKind kind, const QString &message, const QString &detail = {});
};

/// Whether the call may have changed something although no clear answer came: a read that got none has not.
bool mayHaveTakenEffect(const Error &error);
/// One line for people: what happened and what to do next. Plain text.
QString describe(const Error &error);
/// The kind as a word for people ("Timed out").
QString title(ErrorKind kind);

} // namespace metascope
