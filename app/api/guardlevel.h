// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace metascope {

/// How freely an instance or workspace may be written to.
enum class GuardLevel {
    Normal, ///< a single non-destructive action may take its ticket from its own button
    Confirm, ///< every write comes from a review
    ReadOnly, ///< no ticket is issued
};

/// What the ticket of a write comes from.
enum class Confirmation { Review, Button };

} // namespace metascope
