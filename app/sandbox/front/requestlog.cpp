// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/requestlog.h"

#include "app/base/rawjson.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace metascope::sandbox {

namespace {

/// Enough for every test and a day of the demo; a benchmark must not fill the memory.
constexpr std::size_t MostEntries = 50'000;
constexpr qsizetype MostBytes = 64 * 1024 * 1024;

qsizetype bytesOf(const HttpRequest &request)
{
    qsizetype bytes = request.target.size() + request.body.size();
    for (const auto &[name, value] : request.headers)
        bytes += name.size() + value.size();
    return bytes;
}

/// A header that came more than once stands there once, its values joined as HTTP joins them.
RawJson headersAsJson(const HttpRequest &request)
{
    QList<std::pair<QByteArray, QByteArray>> joined;
    for (const auto &[name, value] : request.headers) {
        const auto same = std::ranges::find(joined, name, &std::pair<QByteArray, QByteArray>::first);
        if (same == joined.end())
            joined.append({name, value});
        else
            same->second.append(", ").append(value);
    }
    QList<std::pair<QString, RawJson>> members;
    for (const auto &[name, value] : joined)
        members.append({QString::fromLatin1(name), RawJson::string(QString::fromUtf8(value))});
    return RawJson::object(members);
}

} // namespace

qint64 RequestLog::add(const HttpRequest &request)
{
    const std::scoped_lock lock(m_mutex);
    m_entries.push_back({++m_lastTicket - m_ticketsBefore, request, 0});
    m_bytes += bytesOf(request);
    // The newest stays, however large it is.
    while (m_entries.size() > MostEntries || (m_bytes > MostBytes && m_entries.size() > 1)) {
        m_bytes -= bytesOf(m_entries.front().request);
        m_entries.pop_front();
    }
    return m_lastTicket;
}

void RequestLog::setStatus(qint64 ticket, int status)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 n = ticket - m_ticketsBefore;
    if (m_entries.empty() || n < m_entries.front().n || n > m_entries.back().n)
        return;
    m_entries[static_cast<std::size_t>(n - m_entries.front().n)].status = status;
}

QList<LoggedRequest> RequestLog::entries() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_entries.begin(), m_entries.end()};
}

void RequestLog::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_entries.clear();
    m_bytes = 0;
    m_ticketsBefore = m_lastTicket;
}

QByteArray toJson(const QList<LoggedRequest> &entries, const QStringList &instanceNames)
{
    QByteArray text = "[";
    for (const LoggedRequest &entry : entries) {
        if (text.size() > 1)
            text += ",\n";
        const HttpRequest &request = entry.request;
        const QString instance = instanceNames.value(request.instance, QString::fromLatin1(AccountName));
        text += RawJson::object({
                                    {QStringLiteral("n"), RawJson::integer(entry.n)},
                                    {QStringLiteral("instance"), RawJson::string(instance)},
                                    {QStringLiteral("connection"), RawJson::integer(request.connection)},
                                    {QStringLiteral("method"), RawJson::string(QString::fromLatin1(request.method))},
                                    {QStringLiteral("path"), RawJson::string(QString::fromUtf8(request.target))},
                                    {QStringLiteral("headers"), headersAsJson(request)},
                                    {QStringLiteral("body"), RawJson::string(QString::fromUtf8(request.body))},
                                    {QStringLiteral("status"), RawJson::integer(entry.status)},
                                })
                    .text();
    }
    return text + "]";
}

} // namespace metascope::sandbox
