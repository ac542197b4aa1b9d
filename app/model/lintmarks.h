// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemalint.h"
#include "app/domain/validation.h"

namespace metascope {

/// What the rows of a table editor are marked with: what the lint found but for its hints, and for what validation `said`
/// of the same entry already. Warnings, all of them: the lint stands in nobody's way.
QList<Finding> lintMarks(const QList<LintFinding> &lint, const QList<Finding> &said);

} // namespace metascope
