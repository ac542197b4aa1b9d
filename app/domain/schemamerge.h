// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

namespace metascope {

/// What is staged, carried over to a newer state of the server: `mine` was staged on `base`, `theirs` is there now (keyed
/// as `base` where it is the same entry). Member by member, what I have changed is mine and everything else is theirs:
/// what they have added stays, what they have removed is gone, and nothing of theirs is staged for deletion but what I
/// removed myself. Planning from `theirs` to the outcome sends my changes and no others.
TableSchema mergeStaged(const TableSchema &base, const TableSchema &theirs, const TableSchema &mine);

} // namespace metascope
