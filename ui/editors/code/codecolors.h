// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codeview.h"

namespace metascope {

struct ThemeTokens;

/// The theme's colours for code, in `font`. Each style can be read on the base, the current line and the ground of a match
/// (4.5:1); selected text is drawn in the text colour.
CodeLook codeLook(const ThemeTokens &tokens, const QFont &font);

} // namespace metascope
