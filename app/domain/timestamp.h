// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

#include <QtCore/QDateTime>

#include <optional>

namespace metascope {

/// The moment that a metadata timestamp names, in UTC. The API spells it in three ways: `2023-04-19 21:01:32+0000`,
/// RFC 3339 with microseconds, or a number of milliseconds. Nothing for anything else.
std::optional<QDateTime> parseTimestamp(const RawJson &json);

} // namespace metascope
