// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

namespace metascope {

/// The body of the create call that createCallOf() names. Everything that the call knows is spelled out, since the
/// defaults of the calls differ by type.
RawJson createBody(const Field &field);

/// The last part of the path of the create call of an index, or nothing where none can express it as it is.
std::optional<QString> createCallOf(const Index &index);
RawJson createBody(const Index &index);

} // namespace metascope
