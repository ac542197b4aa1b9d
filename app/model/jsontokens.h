// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/codetokens.h"

namespace metascope::code {

/// JSON as it is shown in lines. A key is an Attribute; a line never begins inside a string.
Line tokenizeJson(std::string_view line, LineState state);

} // namespace metascope::code
