// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"
#include "app/base/secret.h"

namespace metascope {

/// A token as a person pasted it: surrounding space and invisible characters, one pair of quotes, `Bearer` or the whole
/// name of the header in front and line breaks inside (from a wrapped mail, with the spaces that it put around them) are
/// taken away. Error: Validation, with a sentence, for anything that cannot be a token.
Result<Secret> secretFromPaste(const QString &text);

} // namespace metascope
