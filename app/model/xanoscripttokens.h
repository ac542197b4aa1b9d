// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/codetokens.h"

namespace metascope::code {

/// `line` may end with its line break. Without a gap: white space is Text.
Line tokenizeXanoScript(std::string_view line, LineState state);

} // namespace metascope::code
