// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemadiff.h"

namespace metascope {

/// The steps of a plan that are about indexes.
struct IndexSteps {
    QList<PlanStep>
        deletes; ///< first of all: of the removed ones, of changed ones, and of those on a field that is dropped
    QList<PlanStep> creates; ///< PutIndexes where one is needed, then the create calls; when the fields are there
};

/// A new index is made by its own call, which has no gap between read and write. Where one has none, the whole list is
/// sent, and takes the new btree indexes along (the spelling of the other types in the list is nowhere documented).
/// Error: Validation, with a sentence for people.
Result<IndexSteps> planIndexes(const TableSchema &base, const TableSchema &target);

} // namespace metascope
