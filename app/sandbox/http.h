// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace metascope::sandbox {

/// One HTTP request as it arrived, framing removed.
struct HttpRequest {
    int instance = -1; ///< index of the instance, -1 for the account origin
    qint64 connection = 0; ///< number of the TCP connection, unique over all origins of a run
    QByteArray method; ///< upper case
    QByteArray target; ///< as sent: path with percent-encoding, and query
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    bool control = false; ///< made by the control origin's /mutate: every right, no rate limit, not listed

    [[nodiscard]] QByteArray header(const QByteArray &lowerCaseName) const;
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
};

} // namespace metascope::sandbox
