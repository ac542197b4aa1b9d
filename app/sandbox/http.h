// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/options.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <utility>

namespace metascope::sandbox {

/// Where the Metadata API lives below an origin.
inline constexpr char MetaPrefix[] = "/api:meta";

/// One HTTP request as it arrived, framing removed.
struct HttpRequest {
    int instance = -1; ///< index of the instance, -1 for the account origin
    qint64 connection = 0; ///< number of the TCP connection, unique over all origins of a run
    QByteArray method; ///< upper case
    QByteArray target; ///< as sent: path with percent-encoding, and query
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    bool control = false; ///< made by the control origin's /mutate: every right, no rate limit, not listed

    /// The first header of that name, empty where there is none.
    [[nodiscard]] QByteArray header(QByteArrayView lowerCaseName) const;
    /// The target without its query, as sent.
    [[nodiscard]] QByteArray path() const;
    /// What follows `/api:meta` in the path; the whole path where that is not in it.
    [[nodiscard]] QByteArray apiPath() const;
};

/// What the API answers. Framing, compression and faults are the front's business.
struct HttpResponse {
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// The API behind one run of the sandbox: the account origin and all instance origins.
/// handle() is called from server threads, several at once; the implementation locks.
class ApiHandler {
public:
    virtual ~ApiHandler() = default;
    virtual HttpResponse handle(const HttpRequest &request) = 0;
    /// Back to the state after start.
    virtual void reset() = 0;
    /// What there is right after start; called once, before the origins are known.
    [[nodiscard]] virtual Inventory inventory() const = 0;
    /// Called once, before the first handle(): what `meta_api` and the like point at.
    virtual void setOrigins(const Origins &origins) = 0;
};

/// The phrase that goes with a status, "Status" where none is known.
QByteArray reasonPhrase(int status);
/// The API's own error shape: `{"code":…,"message":…}`. Both are plain ASCII without quotes.
HttpResponse errorResponse(int status, QByteArrayView code, QByteArrayView message);

} // namespace metascope::sandbox
