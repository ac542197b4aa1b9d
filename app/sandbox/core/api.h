// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"
#include "app/sandbox/http.h"

#include <memory>

namespace metascope::sandbox {

/// The Metadata API with the sample that the options name, ready to answer.
/// Error: Storage, where the data file cannot be opened. A QCoreApplication must exist.
Result<std::unique_ptr<ApiHandler>> makeApi(const ApiOptions &options);

/// The route table: `[{"part":"account|instance","verb","path","dialects":["2023","2026"],"scope":TEXT|null,"query":[PARAMETER],"headers":[NAME],
/// "body":[PARAMETER]}]` with PARAMETER `{"name","type","required"[,"enum"]}`. The contract test reads it.
QByteArray routesAsJson();

} // namespace metascope::sandbox
