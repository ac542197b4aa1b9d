// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace metascope {

/// What the form can do with a type. A reference is `int` or `uuid` with `tableref_id` > 0: it is no type of its own in a
/// column's JSON, though creating one has its own call (`schema/type/tableref`, `…/tablerefuuid`).
struct FieldTypeRow {
    std::string_view name; ///< as in a column's `type`
    bool inForm; ///< all of its options can be edited
    bool
        hasDefault; ///< creating one accepts `default` (FACTS of the API: bool, decimal, email, enum, int, text, uuid, vector)
    bool hasFilters; ///< creating one accepts `filters`
};

/// The 23 types of a column's JSON (api-reference, PUT schema, 2026).
inline constexpr std::array fieldTypes{
    FieldTypeRow{"text", true, true, true},
    FieldTypeRow{"int", true, true, true},
    FieldTypeRow{"decimal", true, true, true},
    FieldTypeRow{"bool", true, true, false},
    FieldTypeRow{"timestamp", true, false, false},
    FieldTypeRow{"enum", true, true, false},
    FieldTypeRow{"json", true, false, false},
    FieldTypeRow{"uuid", false, true, false},
    FieldTypeRow{"date", false, false, false},
    FieldTypeRow{"email", false, true, false},
    FieldTypeRow{"password", false, false, true},
    FieldTypeRow{"object", false, false, false},
    FieldTypeRow{"vector", false, true, true},
    FieldTypeRow{"attachment", false, false, false},
    FieldTypeRow{"audio", false, false, false},
    FieldTypeRow{"image", false, false, false},
    FieldTypeRow{"video", false, false, false},
    FieldTypeRow{"geo_point", false, false, false},
    FieldTypeRow{"geo_linestring", false, false, false},
    FieldTypeRow{"geo_polygon", false, false, false},
    FieldTypeRow{"geo_multipoint", false, false, false},
    FieldTypeRow{"geo_multilinestring", false, false, false},
    FieldTypeRow{"geo_multipolygon", false, false, false},
};

/// One validator of a type (what the create calls name filters), and what its value is.
struct ValidatorRow {
    enum class Value { Flag, Integer, Text };
    std::string_view name;
    Value value = Value::Integer;
};

/// The validators that the create call of that type takes; none where it takes none.
std::span<const ValidatorRow> validatorsOfType(const QString &type);

/// The row of a type, or null for one that this program does not know (which is shown, kept and never lost).
const FieldTypeRow *fieldTypeRow(const QString &name);

} // namespace metascope
