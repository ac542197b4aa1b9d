// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/nameindex.h"

namespace metascope {

/// What stands in the explorer's filter: a pattern, a kind before a colon as in Go to Anything (`t: order`), and a tag after
/// `#` (`#billing`).
struct FilterQuery {
    QString pattern;
    NameScope scope;

    /// A lone `#` or an unknown prefix is part of the pattern; of several tags the last counts.
    static FilterQuery parse(const QString &text);
    /// Nothing is filtered.
    [[nodiscard]] bool isEmpty() const { return pattern.isEmpty() && scope == NameScope(); }
    bool operator==(const FilterQuery &) const = default;
};

} // namespace metascope
