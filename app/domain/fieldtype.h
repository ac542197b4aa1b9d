// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace metascope {

/// Types that stand together in a list.
enum class FieldTypeGroup { Text, Number, Time, Structure, File, Geometry };

/// What the API says of a type. A reference is `int` or `uuid` with `tableref_id` > 0: it is no type of its own in a
/// column's JSON, though creating one has its own call (`schema/type/tableref`, `…/tablerefuuid`).
struct FieldTypeRow {
    std::string_view name; ///< as in a column's `type`
    FieldTypeGroup group;
    bool
        hasDefault; ///< creating one accepts `default` (FACTS of the API: bool, decimal, email, enum, int, text, uuid, vector)
    bool hasFilters; ///< creating one accepts `filters`
};

/// The 23 types of a column's JSON (api-reference, PUT schema, 2026).
inline constexpr std::array fieldTypes{
    FieldTypeRow{"text", FieldTypeGroup::Text, true, true},
    FieldTypeRow{"email", FieldTypeGroup::Text, true, false},
    FieldTypeRow{"password", FieldTypeGroup::Text, false, true},
    FieldTypeRow{"uuid", FieldTypeGroup::Text, true, false},
    FieldTypeRow{"enum", FieldTypeGroup::Text, true, false},
    FieldTypeRow{"int", FieldTypeGroup::Number, true, true},
    FieldTypeRow{"decimal", FieldTypeGroup::Number, true, true},
    FieldTypeRow{"bool", FieldTypeGroup::Number, true, false},
    FieldTypeRow{"vector", FieldTypeGroup::Number, true, true},
    FieldTypeRow{"timestamp", FieldTypeGroup::Time, false, false},
    FieldTypeRow{"date", FieldTypeGroup::Time, false, false},
    FieldTypeRow{"json", FieldTypeGroup::Structure, false, false},
    FieldTypeRow{"object", FieldTypeGroup::Structure, false, false},
    FieldTypeRow{"image", FieldTypeGroup::File, false, false},
    FieldTypeRow{"video", FieldTypeGroup::File, false, false},
    FieldTypeRow{"audio", FieldTypeGroup::File, false, false},
    FieldTypeRow{"attachment", FieldTypeGroup::File, false, false},
    FieldTypeRow{"geo_point", FieldTypeGroup::Geometry, false, false},
    FieldTypeRow{"geo_linestring", FieldTypeGroup::Geometry, false, false},
    FieldTypeRow{"geo_polygon", FieldTypeGroup::Geometry, false, false},
    FieldTypeRow{"geo_multipoint", FieldTypeGroup::Geometry, false, false},
    FieldTypeRow{"geo_multilinestring", FieldTypeGroup::Geometry, false, false},
    FieldTypeRow{"geo_multipolygon", FieldTypeGroup::Geometry, false, false},
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
