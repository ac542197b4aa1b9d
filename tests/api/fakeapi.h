// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http.h"

#include <mutex>

namespace metascope::test {

/// An API that answers one text and remembers what reached it: for tests of the sandbox's front alone.
class FakeApi final : public sandbox::ApiHandler {
public:
    explicit FakeApi(QByteArray answer = R"({"id":7,"name":"Orders"})") : m_answer(std::move(answer)) {}

    sandbox::HttpResponse handle(const sandbox::HttpRequest &request) override
    {
        const std::scoped_lock lock(m_mutex);
        m_arrived.append(request);
        sandbox::HttpResponse response;
        response.body = m_answer;
        return response;
    }
    void reset() override
    {
        const std::scoped_lock lock(m_mutex);
        m_arrived.clear();
    }
    [[nodiscard]] sandbox::Inventory inventory() const override { return {}; }
    void setOrigins(const sandbox::Origins &) override {}

    [[nodiscard]] QList<sandbox::HttpRequest> arrived() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_arrived;
    }
    [[nodiscard]] const QByteArray &answer() const { return m_answer; }

private:
    const QByteArray m_answer;
    mutable std::mutex m_mutex;
    QList<sandbox::HttpRequest> m_arrived;
};

} // namespace metascope::test
