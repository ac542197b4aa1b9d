// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <tl/expected.hpp>

namespace metascope {

/// A value or the reason why there is none. No exception crosses the event loop.
template <typename T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

/// The result of something that has no value of its own.
struct Done {
    bool operator==(const Done &) const = default;
};

} // namespace metascope
