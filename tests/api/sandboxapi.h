// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"
#include "app/sandbox/core/api.h"

#include <QtTest/QTest>

#include <memory>

namespace metascope::test {

/// The sandbox's API without sockets: a call goes in, an answer comes out.
class SandboxApi final {
public:
    struct Answer {
        int status = 0;
        RawJson json;

        /// A member, null where it is not there.
        [[nodiscard]] RawJson at(QStringView key) const { return json.member(key).value_or(RawJson()); }
        [[nodiscard]] QString text(QStringView key) const { return at(key).toString().value_or(QString()); }
        [[nodiscard]] qint64 number(QStringView key) const { return at(key).toInteger().value_or(-1); }
    };

    explicit SandboxApi(const sandbox::ApiOptions &options = {})
    {
        auto made = sandbox::makeApi(options);
        if (!made)
            qFatal("the API did not start: %s", qPrintable(made.error().message));
        m_api = *std::move(made);
        inventory = m_api->inventory();
        token = inventory.instances.first().fullToken;
    }

    /// `path` is what follows `/api:meta`.
    Answer call(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                const QByteArray &dataSource = {})
    {
        sandbox::HttpRequest request;
        request.instance = instance;
        request.method = method;
        request.target = sandbox::MetaPrefix + path;
        request.headers = {{"authorization", "Bearer " + token}};
        if (!dataSource.isEmpty())
            request.headers.append({"x-data-source", dataSource});
        request.body = body;
        const sandbox::HttpResponse response = m_api->handle(request);
        return {response.status, RawJson::parse(response.body).value_or(RawJson())};
    }
    /// A call in workspace 1 that has to work.
    RawJson done(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                 const QByteArray &dataSource = {})
    {
        const Answer answer = call(method, "/workspace/1" + path, body, dataSource);
        if (answer.status != 200)
            QTest::qFail(QByteArray(method + ' ' + path + ": " + answer.json.text()).constData(), __FILE__, __LINE__);
        return answer.json;
    }

    int instance = 0;
    QByteArray token;
    sandbox::Inventory inventory;

private:
    std::unique_ptr<sandbox::ApiHandler> m_api;
};

} // namespace metascope::test
