// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

namespace metascope::sandbox {

/// How the API spells a moment; which one depends on the kind of object and the year.
enum class Spelling {
    Zone, ///< "2023-04-19 21:01:32+0000"
    Rfc3339, ///< "2023-04-21T18:05:57.000000Z"
    Milliseconds, ///< 1682110892000
};

RawJson timestamp(qint64 milliseconds, Spelling spelling);

} // namespace metascope::sandbox
