// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http.h"

#include <QtCore/QStringList>

#include <deque>
#include <mutex>

namespace metascope::sandbox {

struct LoggedRequest {
    qint64 n = 0; ///< from 1, in the order of arrival over all origins
    HttpRequest request;
    int status = 0; ///< 0 where there was no answer (yet)
};

/// Every request that was read whole, whatever became of it. Any thread.
class RequestLog final {
public:
    /// Its ticket: unlike its number never used again, so that an answer that comes after clear() is nobody else's.
    qint64 add(const HttpRequest &request);
    void setStatus(qint64 ticket, int status);
    [[nodiscard]] QList<LoggedRequest> entries() const;
    /// Empties it; the numbers start at 1 again.
    void clear();

private:
    mutable std::mutex m_mutex;
    std::deque<LoggedRequest> m_entries; ///< the oldest are dropped past a bound; n counts up by one
    qsizetype m_bytes = 0; ///< of all entries, about
    qint64 m_lastTicket = 0;
    qint64 m_ticketsBefore = 0; ///< how many were given before the entry that got number 1
};

/// As `GET /requests` gives it. `instanceNames` by index; the account is called "account".
QByteArray toJson(const QList<LoggedRequest> &entries, const QStringList &instanceNames);

/// The name of the account origin in the log and in /mutate.
inline constexpr char AccountName[] = "account";

} // namespace metascope::sandbox
