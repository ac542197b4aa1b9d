// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/route.h"

namespace metascope::sandbox {

/// The document behind `/apispec:meta?type=json`: what a server of that dialect has, without schemas.
RawJson openApiDocument(Part part, Dialect dialect, const QByteArray &serverUrl);

} // namespace metascope::sandbox
