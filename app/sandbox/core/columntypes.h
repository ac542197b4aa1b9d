// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/parameter.h"

#include <optional>
#include <span>

namespace metascope::sandbox {

/// What `POST …/schema/type/NAME` makes and which members it reads beside those that all types have.
struct ColumnType {
    const char *name; ///< last segment of the path
    const char *stored; ///< the column's `type`
    bool nullableByDefault = false;
    std::optional<Type> defaultType = {}; ///< of the member `default`, where there is one
    std::span<const Parameter> filters = {}; ///< members of `filters`; none where the type has none
    std::optional<Parameter> extra = {}; ///< `format`, `values`, `tableref_id`, `children` or `vector`

    /// All members, for the route table. Lives as long as the program.
    [[nodiscard]] std::span<const Parameter> parameters() const;
};

std::span<const ColumnType> columnTypes();
/// Whether a column's `type` may be that; a reference has none of its own.
bool isColumnType(const QString &type);

/// The column that a body with those members makes. 400 naming the parameter of the wrong kind. A filter that the type
/// does not have is passed over, as every input that an operation does not declare.
Outcome<RawJson> makeColumn(const ColumnType &type, const RawJson &body);

/// `column` with the key `filters` spelled `validators`, at its place.
RawJson withValidators(const RawJson &column);

} // namespace metascope::sandbox
