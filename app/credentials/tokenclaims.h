// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/secret.h"

#include <QtCore/QDateTime>

#include <optional>

namespace metascope {

/// Whether the token has the form of a JSON Web Token: three parts in base64url, the first and the second a JSON object each.
bool isJwt(const Secret &token);

/// When the token says that it ends (the claim `exp`, cut to whole seconds), in UTC. Nothing where the token is no JWT,
/// names no date, or names one that cannot be meant: a text, zero or less, beyond the year 9999.
/// The signature is not checked (only the service has the key), so this is a hint for people, never a permission.
std::optional<QDateTime> expiryOf(const Secret &token);

} // namespace metascope
