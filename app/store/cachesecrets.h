// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"
#include "app/domain/kind.h"

namespace metascope {

/// An object's JSON without what must not be kept: the values that the catalogue's rows for this kind name as secret, values
/// of environment variables, members that are called like a secret (`token`, `private_key`, `password` …) or pairs of name and value (`Authorization`), and what a
/// field marked sensitive (or a password) has as its default. In their place stands Redactor::mark; the rest keeps its bytes.
RawJson withoutSecrets(Kind kind, const RawJson &raw);

} // namespace metascope
