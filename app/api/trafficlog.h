// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/redactor.h"
#include "app/base/error.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <deque>
#include <optional>

namespace metascope {

/// One exchange with a server, redacted when it was written down: it never held a token or a secret value.
struct TrafficEntry {
    quint64 number = 0;
    QDateTime startedAt; ///< UTC
    QByteArray method;
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> requestHeaders;
    QByteArray requestBody; ///< the first `TrafficLog::keptBody` bytes
    qint64 requestSize = 0; ///< of the body as it was sent
    bool isRequestCut = false; ///< there is more of its body than is kept
    int status = 0; ///< 0 while under way or without an answer
    QList<std::pair<QByteArray, QByteArray>> responseHeaders;
    QByteArray responseBody; ///< the first `TrafficLog::keptBody` bytes
    qint64 responseSize = 0; ///< of the body, decompressed
    bool isResponseCut = false; ///< there is more of its body than is kept
    bool isFinished = false;
    std::chrono::milliseconds duration{0};
    std::optional<ErrorKind> error;
};

/// The last exchanges of one instance, in memory only.
class TrafficLog final : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t capacity = 500;
    static constexpr qsizetype keptBody = 64 * 1024;

    explicit TrafficLog(QObject *parent = nullptr);

    /// Writes an exchange down. Header values that carry secrets are replaced first, and what `redactor` finds in the body.
    quint64 begin(TrafficEntry entry, const Redactor &redactor);
    void finish(quint64 number, int status, QList<std::pair<QByteArray, QByteArray>> headers, const QByteArray &body,
                std::optional<ErrorKind> error, const Redactor &redactor);
    [[nodiscard]] const std::deque<TrafficEntry> &entries() const { return m_entries; }
    /// Null once it is no longer kept.
    [[nodiscard]] const TrafficEntry *find(quint64 number) const;

Q_SIGNALS:
    void added(quint64 number);
    void finished(quint64 number);

private:
    std::deque<TrafficEntry> m_entries;
    quint64 m_last = 0;
};

/// Whether a header of that name carries a secret (authorization, cookie, x-api-key and their kin).
bool isSecretHeader(const QByteArray &name);

} // namespace metascope
