// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/columntypes.h"

#include "app/sandbox/core/call.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr std::array types{
    ColumnType{.name = "attachment", .stored = "attachment", .nullableByDefault = true},
    ColumnType{.name = "audio", .stored = "audio", .nullableByDefault = true},
    ColumnType{.name = "bool", .stored = "bool", .hasDefault = true},
    ColumnType{.name = "date", .stored = "date"},
    ColumnType{.name = "decimal", .stored = "decimal", .hasDefault = true, .hasFilters = true},
    ColumnType{.name = "email", .stored = "email", .hasDefault = true},
    ColumnType{.name = "enum", .stored = "enum", .hasDefault = true, .extra = "values"},
    ColumnType{.name = "geo_linestring", .stored = "geo_linestring", .nullableByDefault = true},
    ColumnType{.name = "geo_multilinestring", .stored = "geo_multilinestring", .nullableByDefault = true},
    ColumnType{.name = "geo_multipoint", .stored = "geo_multipoint", .nullableByDefault = true},
    ColumnType{.name = "geo_multipolygon", .stored = "geo_multipolygon", .nullableByDefault = true},
    ColumnType{.name = "geo_point", .stored = "geo_point", .nullableByDefault = true},
    ColumnType{.name = "geo_polygon", .stored = "geo_polygon", .nullableByDefault = true},
    ColumnType{.name = "image", .stored = "image", .nullableByDefault = true},
    ColumnType{.name = "int", .stored = "int", .hasDefault = true, .hasFilters = true},
    ColumnType{.name = "json", .stored = "json"},
    ColumnType{.name = "object", .stored = "object", .extra = "children"},
    ColumnType{.name = "password", .stored = "password", .hasFilters = true},
    ColumnType{.name = "tableref", .stored = "int", .hasFilters = true, .extra = "tableref_id", .needsExtra = true},
    ColumnType{.name = "tablerefuuid", .stored = "uuid", .extra = "tableref_id", .needsExtra = true},
    ColumnType{.name = "text", .stored = "text", .hasDefault = true, .hasFilters = true, .extra = "format"},
    ColumnType{.name = "timestamp", .stored = "timestamp", .nullableByDefault = true},
    ColumnType{.name = "uuid", .stored = "uuid", .hasDefault = true},
    ColumnType{.name = "vector",
               .stored = "vector",
               .hasDefault = true,
               .hasFilters = true,
               .extra = "vector",
               .needsExtra = true},
    ColumnType{.name = "video", .stored = "video", .nullableByDefault = true},
};

struct Option {
    const char *name;
    RawJson::Kind kind;
    RawJson otherwise;
};

bool isOneOf(const RawJson &value, const QStringList &words)
{
    return words.contains(value.toString().value_or(QString()));
}

} // namespace

std::span<const ColumnType> columnTypes()
{
    return types;
}

bool isColumnType(const QString &type)
{
    return std::ranges::any_of(types, [&type](const ColumnType &row) { return type == QLatin1String(row.stored); });
}

Outcome<RawJson> makeColumn(const ColumnType &type, const RawJson &body)
{
    const auto name = textOf(body, u"name");
    if (!name || name->isEmpty())
        return inputError(u"name"_s);
    QList<std::pair<QString, RawJson>> members{{u"name"_s, *body.member(u"name")},
                                               {u"type"_s, RawJson::string(QString::fromLatin1(type.stored))}};
    const std::array options{
        Option{"description", RawJson::Kind::String, RawJson::string(u"")},
        Option{"nullable", RawJson::Kind::Bool, RawJson::boolean(type.nullableByDefault)},
        Option{"required", RawJson::Kind::Bool, RawJson::boolean(false)},
        Option{"access", RawJson::Kind::String, RawJson::string(u"public")},
        Option{"sensitive", RawJson::Kind::Bool, RawJson::boolean(false)},
        Option{"style", RawJson::Kind::String, RawJson::string(u"single")},
    };
    for (const Option &option : options) {
        const QString key = QString::fromLatin1(option.name);
        const RawJson value = body.member(key).value_or(option.otherwise);
        if (value.kind() != option.kind)
            return inputError(key);
        if ((key == "access"_L1 && !isOneOf(value, {u"public"_s, u"private"_s, u"internal"_s}))
            || (key == "style"_L1 && !isOneOf(value, {u"single"_s, u"list"_s})))
            return inputError(key);
        members.append({key, value});
        if (key == "nullable"_L1) {
            const auto given = type.hasDefault ? body.member(u"default") : std::nullopt;
            members.append({u"default"_s, given.value_or(RawJson::string(u""))});
        }
    }
    if (type.extra != nullptr) {
        const QString key = QString::fromLatin1(type.extra);
        const auto value = body.member(key);
        if (!value && type.needsExtra)
            return inputError(key);
        if (value)
            members.append({key, *value});
    }
    if (const auto filters = body.member(u"filters"); filters && type.hasFilters)
        members.append({u"validators"_s, *filters});
    return RawJson::object(members);
}

} // namespace metascope::sandbox
