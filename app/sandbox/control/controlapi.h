// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"
#include "app/sandbox/front/desk.h"

namespace metascope::sandbox {

/// A refusal with its sentence in `message`.
HttpResponse controlRefusal(int status, const QString &sentence);

/// What the control origin does, apart from its transport. Any thread.
///   GET  /requests                     every request that arrived, oldest first
///   POST /faults  {"rules":[…]}        replaces the rules
///   POST /mutate  {"when":…,"request":…}   somebody else's API call, now or right before a later request
///   POST /reset                        everything as after start
class ControlApi final {
public:
    /// `desk` outlives it.
    explicit ControlApi(Desk &desk) : m_desk(desk) {}

    /// `path` without a query. Bad input gets 400 with a sentence in `message`.
    HttpResponse handle(const QByteArray &method, const QByteArray &path, const QByteArray &body);

private:
    HttpResponse setFaults(const QByteArray &body);
    HttpResponse mutate(const QByteArray &body);
    [[nodiscard]] Result<HttpRequest> readRequest(const RawJson &json) const;
    [[nodiscard]] Result<int> instanceIndex(const RawJson &request) const;

    Desk &m_desk;
};

} // namespace metascope::sandbox
