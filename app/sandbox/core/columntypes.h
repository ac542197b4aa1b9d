// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/problem.h"

#include <span>

namespace metascope::sandbox {

/// What `POST …/schema/type/NAME` makes and which of the optional members it reads; the others are ignored.
struct ColumnType {
    const char *name; ///< last segment of the path
    const char *stored; ///< the column's `type`
    bool nullableByDefault = false;
    bool hasDefault = false;
    bool hasFilters = false;
    const char *extra = nullptr; ///< `format`, `values`, `tableref_id`, `children` or `vector`
    bool needsExtra = false;
};

std::span<const ColumnType> columnTypes();
/// Whether a column's `type` may be that; a reference has none of its own.
bool isColumnType(const QString &type);

/// The column that such a request makes. 400 naming the parameter that is missing or of the wrong kind.
Outcome<RawJson> makeColumn(const ColumnType &type, const RawJson &body);

} // namespace metascope::sandbox
