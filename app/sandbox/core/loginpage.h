// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/call.h"
#include "app/sandbox/http.h"

#include <optional>

namespace metascope::sandbox {

/// The sign-in of the account origin that the official CLI opens in a browser: `/login?dest=cli` with `callback=URL`
/// or `display=code`, and what its links lead to. Whoever asks is the sandbox's one person and is let in at once. The
/// tokens that it gives are good for one workspace and for seven days. Nothing for any other request.
std::optional<HttpResponse> answerLogin(const HttpRequest &request, const Environment &environment);

} // namespace metascope::sandbox
