// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"

#include <bitset>

namespace metascope {

/// Some of the kinds, by their place in the enumeration.
using KindSet = std::bitset<kindTable.size()>;

} // namespace metascope
