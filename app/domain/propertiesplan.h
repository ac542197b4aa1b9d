// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemadiff.h"

namespace metascope {

/// The steps of a plan that set properties of the table; none where they were not read on either side. Error: Validation,
/// with a sentence for people.
Result<QList<PlanStep>> planProperties(const TableSchema &base, const TableSchema &target);

} // namespace metascope
