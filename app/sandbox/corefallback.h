// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Stands in until app/sandbox/core is there; goes away with that.
#if __has_include("app/sandbox/core/api.h")
#include "app/sandbox/core/api.h"
#else

#include "app/base/result.h"
#include "app/sandbox/http.h"

#include <memory>

namespace metascope::sandbox {

class EmptyApi final : public ApiHandler {
public:
    HttpResponse handle(const HttpRequest &request) override
    {
        if (request.apiPath() == "/workspace") {
            HttpResponse response;
            response.body = "[{\"id\":1,\"name\":\"Shop\"}]";
            return response;
        }
        return errorResponse(404, "ERROR_CODE_NOT_FOUND", "Unable to locate request.");
    }
    void reset() override {}
    Inventory inventory() const override
    {
        InstanceInfo instance;
        instance.name = QStringLiteral("shop");
        instance.workspaces = {{1, QStringLiteral("Shop")}};
        return {{}, {instance}};
    }
    void setOrigins(const Origins &) override {}
};

inline Result<std::unique_ptr<ApiHandler>> makeApi(const ApiOptions &)
{
    return std::make_unique<EmptyApi>();
}

inline QByteArray routesAsJson()
{
    return "[]";
}

} // namespace metascope::sandbox
#endif
