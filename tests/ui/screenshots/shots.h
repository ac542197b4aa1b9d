// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/screenshots/photographer.h"

namespace metascope::screenshots {

/// Every view and state that has a picture.
QList<Shot> allShots();

} // namespace metascope::screenshots
