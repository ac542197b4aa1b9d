// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/columntypes.h"

#include "app/sandbox/core/call.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr std::array rangeFilters{Parameter{"min", Type::Integer}, Parameter{"max", Type::Integer}};
constexpr std::array textFilters{Parameter{"trim", Type::Flag},
                                 Parameter{"min", Type::Integer},
                                 Parameter{"max", Type::Integer},
                                 Parameter{"lower", Type::Flag},
                                 Parameter{"upper", Type::Flag},
                                 Parameter{"startsWith"},
                                 Parameter{"alphaOk", Type::Flag},
                                 Parameter{"digitOk", Type::Flag},
                                 Parameter{"pattern"},
                                 Parameter{"ok"}};
constexpr std::array passwordFilters{Parameter{"salt"},
                                     Parameter{"min", Type::Integer},
                                     Parameter{"max", Type::Integer},
                                     Parameter{"minAlpha", Type::Integer},
                                     Parameter{"minLowerAlpha", Type::Integer},
                                     Parameter{"minUpperAlpha", Type::Integer},
                                     Parameter{"minDigit", Type::Integer},
                                     Parameter{"minSymbol", Type::Integer}};

constexpr std::array types{
    ColumnType{.name = "attachment", .stored = "attachment", .nullableByDefault = true},
    ColumnType{.name = "audio", .stored = "audio", .nullableByDefault = true},
    ColumnType{.name = "bool", .stored = "bool", .defaultType = Type::Flag},
    ColumnType{.name = "date", .stored = "date"},
    ColumnType{.name = "decimal", .stored = "decimal", .defaultType = Type::Number, .filters = rangeFilters},
    ColumnType{.name = "email", .stored = "email", .defaultType = Type::Text},
    ColumnType{.name = "enum", .stored = "enum", .defaultType = Type::Text, .extra = Parameter{"values", Type::List}},
    ColumnType{.name = "geo_linestring", .stored = "geo_linestring", .nullableByDefault = true},
    ColumnType{.name = "geo_multilinestring", .stored = "geo_multilinestring", .nullableByDefault = true},
    ColumnType{.name = "geo_multipoint", .stored = "geo_multipoint", .nullableByDefault = true},
    ColumnType{.name = "geo_multipolygon", .stored = "geo_multipolygon", .nullableByDefault = true},
    ColumnType{.name = "geo_point", .stored = "geo_point", .nullableByDefault = true},
    ColumnType{.name = "geo_polygon", .stored = "geo_polygon", .nullableByDefault = true},
    ColumnType{.name = "image", .stored = "image", .nullableByDefault = true},
    ColumnType{.name = "int", .stored = "int", .defaultType = Type::Integer, .filters = rangeFilters},
    ColumnType{.name = "json", .stored = "json"},
    ColumnType{.name = "object", .stored = "object", .extra = Parameter{"children", Type::List}},
    ColumnType{.name = "password", .stored = "password", .filters = passwordFilters},
    ColumnType{.name = "tableref",
               .stored = "int",
               .filters = rangeFilters,
               .extra = Parameter{"tableref_id", Type::Integer, true}},
    ColumnType{.name = "tablerefuuid", .stored = "uuid", .extra = Parameter{"tableref_id", Type::Integer, true}},
    ColumnType{.name = "text",
               .stored = "text",
               .defaultType = Type::Text,
               .filters = textFilters,
               .extra = Parameter{"format", Type::Text, false, "|plaintext|yaml|html|xml|markdown"}},
    ColumnType{.name = "timestamp", .stored = "timestamp", .nullableByDefault = true},
    ColumnType{.name = "uuid", .stored = "uuid", .defaultType = Type::Text},
    ColumnType{.name = "vector",
               .stored = "vector",
               .defaultType = Type::Text,
               .filters = rangeFilters,
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
    if (!type.filters.empty())
        all.push_back({"filters", Type::Object});
    if (type.extra)
        all.push_back(*type.extra);
    return all;
}

/// A member of an enum: a text, or a text with its label.
bool isEnumValue(const RawJson &value)
{
    return value.toString().has_value() || textOf(value, u"value").has_value();
}

/// The columns inside an object, spelled as the table keeps them. Nothing where one is none.
std::optional<RawJson> childColumns(const RawJson &list)
{
    QList<RawJson> made;
    QStringList names;
    for (const RawJson &child : list.elements()) {
        const QString name = textOf(child, u"name").value_or(QString());
        if (name.isEmpty() || names.contains(name, Qt::CaseInsensitive)
            || !isColumnType(textOf(child, u"type").value_or(QString())))
            return std::nullopt;
        names.append(name);
        const auto below = childColumns(child.member(u"children").value_or(RawJson::array({})));
        if (!below)
            return std::nullopt;
        RawJson column = withValidators(child);
        if (child.member(u"children"))
            column = column.with(u"children", *below);
        made.append(column);
    }
    return RawJson::array(made);
}

/// What the table keeps of the member that only this type has. 400 naming it where it cannot be.
Outcome<std::optional<RawJson>> extraMember(const ColumnType &type, const RawJson &body)
{
    const QString key = QString::fromLatin1(type.extra->name);
    const auto value = body.member(key);
    if (!value || value->isNull())
        return std::nullopt;
    bool isFine = true;
    std::optional<RawJson> kept = value;
    if (key == "values"_L1) {
        isFine = std::ranges::all_of(value->elements(), isEnumValue);
    } else if (key == "tableref_id"_L1) {
        isFine = value->toInteger().value_or(0) > 0;
    } else if (key == "vector"_L1) {
        const auto size = value->member(u"size");
        isFine = !size || size->toInteger().value_or(0) > 0;
        kept = size ? value : value->with(u"size", RawJson::integer(3));
    } else if (key == "children"_L1) {
        kept = childColumns(*value);
        isFine = kept.has_value();
    }
    if (!isFine)
        return inputError(key);
    return kept;
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
        const auto value = extraMember(type, body);
        if (!value)
            return Refusal(value.error());
        if (*value)
            members.append({QString::fromLatin1(type.extra->name), **value});
    }
    if (const auto filters = body.member(u"filters"); filters && !filters->isNull()) {
        const auto known = readMembers(type.filters, *filters);
        if (!known)
            return inputError(u"filters."_s + known.error().param);
        members.append({u"validators"_s, *known});
    }
    return RawJson::object(members);
}

RawJson withValidators(const RawJson &column)
{
    if (!column.member(u"filters"))
        return column;
    QList<std::pair<QString, RawJson>> members;
    for (const RawJson::Member &member : column.members()) {
        if (member.key == "filters"_L1)
            members.append({u"validators"_s, member.value});
        else if (member.key != "validators"_L1)
            members.append({member.key, member.value});
    }
    return RawJson::object(members);
}

} // namespace metascope::sandbox
