// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/calllist.h"

#include <algorithm>
#include <utility>

namespace metascope {

CallList::CallList(QObject *parent) : QObject(parent) {}

quint64 CallList::begin(const Request &request, std::function<void()> abort)
{
    Call call;
    call.number = ++m_last;
    call.title = requestTitle(request);
    call.isWrite = endpointRow(request.endpoint).effect != Effect::Read;
    call.priority = request.priority;
    call.since = QDateTime::currentDateTimeUtc();
    m_running.push_back(std::move(call));
    m_aborts.emplace_back(m_last, std::move(abort));
    Q_EMIT changed();
    return m_last;
}

void CallList::setStage(quint64 number, Call::Stage stage, std::chrono::milliseconds pause)
{
    const auto call = std::ranges::find(m_running, number, &Call::number);
    if (call == m_running.end())
        return;
    call->stage = stage;
    call->pause = pause;
    call->since = QDateTime::currentDateTimeUtc();
    if (stage == Call::Stage::UnderWay)
        ++call->attempts;
    if (stage == Call::Stage::Waiting)
        call->turn = ++m_lastTurn;
    Q_EMIT changed();
}

void CallList::end(quint64 number, const std::optional<Error> &error)
{
    const auto found = std::ranges::find(m_running, number, &Call::number);
    if (found == m_running.end())
        return;
    Call call = std::move(*found);
    m_running.erase(found);
    std::erase_if(m_aborts, [number](const auto &abort) { return abort.first == number; });
    if (error && (error->kind != ErrorKind::Cancelled || mayHaveTakenEffect(*error))) {
        call.stage = Call::Stage::Ended;
        call.since = QDateTime::currentDateTimeUtc();
        call.error = error;
        m_failed.push_back(std::move(call));
        if (m_failed.size() > mostFailed)
            m_failed.pop_front();
    }
    Q_EMIT changed();
}

bool CallList::abort(quint64 number)
{
    const auto found = std::ranges::find(m_aborts, number, [](const auto &abort) { return abort.first; });
    if (found == m_aborts.end())
        return false;
    // end() takes it off the list while it runs.
    const auto abort = found->second;
    abort();
    return true;
}

void CallList::forgetFailed()
{
    m_failed.clear();
    Q_EMIT changed();
}

QList<const Call *> CallList::waiting() const
{
    QList<const Call *> calls;
    for (const Call &call : m_running) {
        if (call.stage == Call::Stage::Waiting)
            calls.append(&call);
    }
    // As RateLimiter has it: foreground first, each in the order in which it began to wait.
    std::ranges::sort(calls, {}, [](const Call *call) { return std::pair(call->priority, call->turn); });
    return calls;
}

} // namespace metascope
