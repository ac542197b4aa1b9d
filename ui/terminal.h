// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/commandline.h"

namespace metascope {

/// Whether a window can be shown at all; asked before Qt does, which would abort.
bool hasDisplay();
/// Carries out what needs no display, on the standard streams; the program's exit status. Its version is the application's.
int answer(const CommandLine &line);

} // namespace metascope
