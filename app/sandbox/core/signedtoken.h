// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace metascope::sandbox {

/// What a signed token of the sandbox says about itself.
struct TokenClaims {
    QString kind; ///< "account", "login", "full", "readonly", "expired" or "revoked"
    QString instance = {}; ///< name of the instance; empty for the account's
    qint64 workspace = 0; ///< over 0: good for that workspace only
    std::optional<qint64> expires = std::nullopt; ///< seconds since the epoch; none: never

    /// From its date on; `now` in seconds since the epoch.
    [[nodiscard]] bool isExpired(qint64 now) const { return expires && now >= *expires; }
};

/// A JWT of `claims`, no two alike. The key is made up and the same in every run: the sandbox keeps no list of them.
QByteArray signToken(const TokenClaims &claims);
/// What such a token says, its date unjudged; nothing for a text that is none of ours, or was changed.
std::optional<TokenClaims> readToken(const QByteArray &token);

} // namespace metascope::sandbox
