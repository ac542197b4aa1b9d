// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/trafficlog.h"

#include <algorithm>
#include <array>

namespace metascope {

namespace {

void redact(QList<std::pair<QByteArray, QByteArray>> &headers, const Redactor &redactor)
{
    for (auto &[name, value] : headers)
        value = isSecretHeader(name) ? QByteArray(Redactor::mark) : redactor.bytes(value);
}

} // namespace

bool isSecretHeader(const QByteArray &name)
{
    static constexpr std::array words{"authorization", "cookie", "api-key", "token", "secret"};
    const QByteArray lower = name.toLower();
    return std::ranges::any_of(words, [&lower](const char *word) { return lower.contains(word); });
}

TrafficLog::TrafficLog(QObject *parent) : QObject(parent) {}

quint64 TrafficLog::begin(TrafficEntry entry, const Redactor &redactor)
{
    entry.number = ++m_last;
    entry.startedAt = QDateTime::currentDateTimeUtc();
    entry.requestSize = entry.requestBody.size();
    auto [requestBody, isCut] = redactor.kept(entry.requestBody, keptBody);
    entry.requestBody = std::move(requestBody);
    entry.isRequestCut = isCut;
    redact(entry.requestHeaders, redactor);
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > capacity)
        m_entries.pop_front();
    Q_EMIT added(m_last);
    return m_last;
}

void TrafficLog::finish(quint64 number, int status, QList<std::pair<QByteArray, QByteArray>> headers,
                        const QByteArray &body, std::optional<ErrorKind> error, const Redactor &redactor)
{
    const auto entry = std::ranges::find(m_entries, number, &TrafficEntry::number);
    if (entry == m_entries.end())
        return;
    redact(headers, redactor);
    entry->status = status;
    entry->responseHeaders = std::move(headers);
    auto [responseBody, isCut] = redactor.kept(body, keptBody);
    entry->responseBody = std::move(responseBody);
    entry->isResponseCut = isCut;
    entry->isFinished = true;
    entry->responseSize = body.size();
    entry->duration = std::chrono::milliseconds(entry->startedAt.msecsTo(QDateTime::currentDateTimeUtc()));
    entry->error = error;
    Q_EMIT finished(number);
}

const TrafficEntry *TrafficLog::find(quint64 number) const
{
    // Numbers are without a gap.
    if (m_entries.empty() || number < m_entries.front().number || number > m_entries.back().number)
        return nullptr;
    return &m_entries[static_cast<std::size_t>(number - m_entries.front().number)];
}

} // namespace metascope
