// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/columntypes.h"

#include "app/sandbox/core/call.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr std::array types{
    ColumnType{.name = "attachment", .stored = "attachment", .nullableByDefault = true},
    ColumnType{.name = "audio", .stored = "audio", .nullableByDefault = true},
    ColumnType{.name = "bool", .stored = "bool", .defaultType = Type::Flag},
    ColumnType{.name = "date", .stored = "date"},
    ColumnType{.name = "decimal", .stored = "decimal", .defaultType = Type::Number, .hasFilters = true},
    ColumnType{.name = "email", .stored = "email", .defaultType = Type::Text},
    ColumnType{.name = "enum", .stored = "enum", .defaultType = Type::Text, .extra = Parameter{"values", Type::List}},
    ColumnType{.name = "geo_linestring", .stored = "geo_linestring", .nullableByDefault = true},
    ColumnType{.name = "geo_multilinestring", .stored = "geo_multilinestring", .nullableByDefault = true},
    ColumnType{.name = "geo_multipoint", .stored = "geo_multipoint", .nullableByDefault = true},
    ColumnType{.name = "geo_multipolygon", .stored = "geo_multipolygon", .nullableByDefault = true},
    ColumnType{.name = "geo_point", .stored = "geo_point", .nullableByDefault = true},
    ColumnType{.name = "geo_polygon", .stored = "geo_polygon", .nullableByDefault = true},
    ColumnType{.name = "image", .stored = "image", .nullableByDefault = true},
    ColumnType{.name = "int", .stored = "int", .defaultType = Type::Integer, .hasFilters = true},
    ColumnType{.name = "json", .stored = "json"},
    ColumnType{.name = "object", .stored = "object", .extra = Parameter{"children", Type::List}},
    ColumnType{.name = "password", .stored = "password", .hasFilters = true},
    ColumnType{.name = "tableref",
               .stored = "int",
               .hasFilters = true,
               .extra = Parameter{"tableref_id", Type::Integer, true}},
    ColumnType{.name = "tablerefuuid", .stored = "uuid", .extra = Parameter{"tableref_id", Type::Integer, true}},
    ColumnType{.name = "text",
               .stored = "text",
               .defaultType = Type::Text,
               .hasFilters = true,
               .extra = Parameter{"format", Type::Text, false, "|plaintext|yaml|html|xml|markdown"}},
    ColumnType{.name = "timestamp", .stored = "timestamp", .nullableByDefault = true},
    ColumnType{.name = "uuid", .stored = "uuid", .defaultType = Type::Text},
    ColumnType{.name = "vector",
               .stored = "vector",
               .defaultType = Type::Text,
               .hasFilters = true,
               .extra = Parameter{"vector", Type::Object, true}},
    ColumnType{.name = "video", .stored = "video", .nullableByDefault = true},
};

struct Option {
    const char *name;
    RawJson::Kind kind;
    RawJson otherwise;
};

std::vector<Parameter> parametersOf(const ColumnType &type)
{
    std::vector<Parameter> all{{"name", Type::Text, true},
                               {"description"},
                               {"nullable", Type::Flag},
                               {"required", Type::Flag},
                               {"access", Type::Text, false, "public|private|internal"},
                               {"sensitive", Type::Flag},
                               {"style", Type::Text, false, "single|list"}};
    if (type.defaultType)
        all.push_back({"default", *type.defaultType});
    if (type.hasFilters)
        all.push_back({"filters", Type::Object});
    if (type.extra)
        all.push_back(*type.extra);
    return all;
}

} // namespace

std::span<const Parameter> ColumnType::parameters() const
{
    static const auto all = [] {
        std::array<std::vector<Parameter>, types.size()> made;
        std::ranges::transform(types, made.begin(), parametersOf);
        return made;
    }();
    const auto isThis = [this](const ColumnType &each) { return QByteArrayView(each.name) == name; };
    return all[static_cast<std::size_t>(std::ranges::find_if(types, isThis) - types.begin())];
}

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
    QList<std::pair<QString, RawJson>> members{{u"name"_s, body.member(u"name").value_or(RawJson())},
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
        const auto given = body.member(key);
        const RawJson value = given && !given->isNull() ? *given : option.otherwise;
        if (value.kind() != option.kind)
            return inputError(key);
        members.append({key, value});
        if (key == "nullable"_L1)
            members.append({u"default"_s, body.member(u"default").value_or(RawJson::string(u""))});
    }
    if (type.extra) {
        const QString key = QString::fromLatin1(type.extra->name);
        if (const auto value = body.member(key))
            members.append({key, *value});
    }
    if (const auto filters = body.member(u"filters"))
        members.append({u"validators"_s, *filters});
    return RawJson::object(members);
}

} // namespace metascope::sandbox
