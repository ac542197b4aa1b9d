// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writelog.h"
#include "app/domain/schemadiff.h"

namespace metascope {

/// What the journal is told of each step of a plan: its sentence and what stands before and after it, as far as nobody else
/// changes the table in between. `about` has the target, the table and the plan's id. Of a whole-list PUT before and after
/// are left to the gate, which knows what was read.
QList<WriteStory> storiesOf(const ApplyPlan &plan, const WriteStory &about);

} // namespace metascope
