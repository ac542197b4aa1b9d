// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"
#include "app/domain/indextype.h"

#include <span>
#include <string_view>

namespace metascope {

/// What an index asks for each of its fields.
enum class IndexOption {
    Operator, ///< a direction or an operator class
    Weight, ///< a whole number
};

/// One type of index that can be made. `primary` is the server's and not among them.
struct IndexChoice {
    std::string_view type; ///< as in the JSON of the list
    std::string_view word; ///< as in the API's calls, and on screen
    IndexOption option;
    std::span<const std::string_view> operators; ///< the first is the usual one
};

std::span<const IndexChoice> indexChoices();
/// The row of an index's type (`unique` and `btree|unique` are one), or null.
const IndexChoice *indexChoice(const QString &type);
/// Whether a field can be in an index of that type, as far as its own type says.
bool canIndex(const IndexChoice &row, const Field &field);

} // namespace metascope
