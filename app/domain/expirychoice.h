// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tokenfacts.h"

#include <QtCore/QList>

namespace metascope {

/// One of the ends that can be chosen when a token is made at Xano: from 1 hour to never, 7 days unless chosen otherwise
/// (docs.xano.com, "Metadata API"; the steps between are ours, for a date can be given too).
struct ExpiryChoice {
    QString label; ///< for people ("7 days")
    std::optional<std::chrono::hours> after; ///< nothing: never
    /// The end of a token that was made at `made`.
    [[nodiscard]] TokenExpiry from(const QDateTime &made) const;
};

QList<ExpiryChoice> expiryChoices();

} // namespace metascope
