// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/domain/schemalint.h"

namespace metascope {

/// A finding of the lint, and where.
struct Problem {
    NodePath table;
    QString tableName;
    LintFinding finding;
    bool operator==(const Problem &) const = default;
};

} // namespace metascope
