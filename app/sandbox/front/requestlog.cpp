// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/requestlog.h"

#include "app/base/rawjson.h"

#include <QtCore/QStringList>

namespace metascope::sandbox {

namespace {

/// Enough for every test and a day of the demo; a benchmark must not fill the memory.
constexpr std::size_t MostEntries = 50'000;

RawJson headersAsJson(const HttpRequest &request)
{
    QList<std::pair<QString, RawJson>> members;
    for (const auto &[name, value] : request.headers)
        members.append({QString::fromLatin1(name), RawJson::string(QString::fromUtf8(value))});
    return RawJson::object(members);
}

} // namespace

qint64 RequestLog::add(const HttpRequest &request)
{
    const std::scoped_lock lock(m_mutex);
    m_entries.push_back({++m_last, request, 0});
    if (m_entries.size() > MostEntries)
        m_entries.pop_front();
    return m_last;
}

void RequestLog::setStatus(qint64 n, int status)
{
    const std::scoped_lock lock(m_mutex);
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
    m_last = 0;
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
