// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

#include <optional>

namespace metascope {

/// The error of an answer without what is expected at that path.
Error missing(const QString &path, const QString &expected);
/// A text member; `otherwise` where it is not there or no text.
QString textOr(const RawJson &json, QStringView member, const QString &otherwise);
/// Whether a member says nothing: not there, null, or empty.
bool isVoid(const std::optional<RawJson> &json);

} // namespace metascope
