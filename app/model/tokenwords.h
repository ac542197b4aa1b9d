// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tokenfacts.h"

#include <QtCore/QList>

/// What is known about a stored token, in words. Times are told from `now`.
namespace metascope::tokenwords {

/// "in 3 days", "expired 2 days ago", "never", "not known".
QString ends(const TokenExpiry &expiry, const QDateTime &now);
/// The same with the date and how we know it: "in 3 days (27 Nov 2026 10:00), as the token says".
QString endsFully(const TokenExpiry &expiry, const QDateTime &now);
/// "2 days ago"; "not yet" for an invalid date.
QString ago(const QDateTime &at, const QDateTime &now);
/// "instance".
QString kind(TokenKind kind);
/// "instance token".
QString kindFully(TokenKind kind);
/// "12 of 36 recorded" or "not recorded"; then ", 2 doubtful" where calls were refused.
QString scopes(const std::optional<ScopeGrid> &recorded, const QList<SeenRight> &seen);
/// "present" or "doubtful".
QString seen(const SeenRight &right);
/// What refused rights make likely for calls that need them; nothing without any.
QString doubts(const QList<SeenRight> &refused, const QDateTime &now);

/// A hint that the token may do more than it is used for, or nothing. Given when a right to create, to update or to
/// delete is recorded in any area, the token is in use, and no call that names such a right succeeded in the last 30
/// days. The areas of the two lists are never compared: Xano's screen and its operations call them by different names.
QString leastPrivilege(const std::optional<ScopeGrid> &recorded, const QList<SeenRight> &seen, const QDateTime &now);

} // namespace metascope::tokenwords
