// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/createcall.h"

#include "app/domain/columnkeys.h"
#include "app/domain/fieldtype.h"
#include "app/domain/schemadiff.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace metascope {

namespace key = columnkey;

namespace {

constexpr std::array decodedKeys{key::name,     key::type,      key::description, key::nullable, key::defaultValue,
                                 key::required, key::access,    key::sensitive,   key::style,    key::format,
                                 key::values,   key::reference, key::children};

bool isVoid(const RawJson &json)
{
    return json.isNull() || json.text() == "\"\"" || (json.isArray() && json.elements().isEmpty())
        || (json.isObject() && json.members().isEmpty());
}

std::optional<RawJson> validatorsOf(const Field &field)
{
    for (const QStringView name : {key::validators, key::filters}) {
        if (const auto found = field.raw.member(name); found && !isVoid(*found))
            return found;
    }
    return std::nullopt;
}

/// Whether the raw text says something that the create call has no word for.
bool saysMore(const Field &field)
{
    return std::ranges::any_of(field.raw.members(), [&field](const RawJson::Member &member) {
        const QStringView name(member.key);
        if (std::ranges::find(decodedKeys, name) != decodedKeys.end() || isVoid(member.value))
            return false;
        return name != key::validators && name != key::filters && name != key::vector;
    });
}

bool hasPlainValues(const Field &field)
{
    const auto values = fieldToJson(field).member(key::values);
    const QList<RawJson> elements = values ? values->elements() : QList<RawJson>();
    return std::ranges::all_of(elements,
                               [](const RawJson &element) { return element.kind() == RawJson::Kind::String; });
}

bool isUsual(const Field &field)
{
    static constexpr std::array accesses{QStringView(u"public"), QStringView(u"private"), QStringView(u"internal")};
    const bool knownStyle = field.isList() || field.style == Field().style;
    return knownStyle && std::ranges::find(accesses, QStringView(field.access)) != accesses.end();
}

} // namespace

std::optional<QString> createCallOf(const Field &field)
{
    const FieldTypeRow *row = fieldTypeRow(field.type);
    const bool isText = field.type == QLatin1String("text");
    const bool isEnum = field.type == QLatin1String("enum");
    const bool isInt = field.type == QLatin1String("int");
    // Objects and vectors have members of their own: they go out as they are, in the whole list.
    if (!row || field.type == QLatin1String("object") || field.type == QLatin1String("vector"))
        return std::nullopt;
    if (!field.children.isEmpty() || saysMore(field) || !isUsual(field))
        return std::nullopt;
    if ((!isText && !field.format.isEmpty()) || (!isEnum && !field.values.isEmpty()) || !hasPlainValues(field))
        return std::nullopt;
    const bool takesDefault = row->hasDefault && !field.isReference();
    if (field.defaultValue && !isVoid(*field.defaultValue) && !takesDefault)
        return std::nullopt;
    const bool takesFilters = field.isReference() ? isInt : row->hasFilters;
    if (validatorsOf(field) && !takesFilters)
        return std::nullopt;
    if (!field.isReference())
        return field.type;
    if (isInt)
        return QStringLiteral("tableref");
    return field.type == QLatin1String("uuid") ? std::optional(QStringLiteral("tablerefuuid")) : std::nullopt;
}

RawJson createBody(const Field &field)
{
    QList<std::pair<QString, RawJson>> members{
        {key::name.toString(), RawJson::string(field.name)},
        {key::description.toString(), RawJson::string(field.description)},
        {key::nullable.toString(), RawJson::boolean(field.nullable)},
    };
    const FieldTypeRow *row = fieldTypeRow(field.type);
    if (field.defaultValue && row && row->hasDefault && !field.isReference())
        members.append({key::defaultValue.toString(), *field.defaultValue});
    members.append({key::required.toString(), RawJson::boolean(field.required)});
    members.append({key::access.toString(), RawJson::string(field.access)});
    members.append({key::sensitive.toString(), RawJson::boolean(field.sensitive)});
    members.append({key::style.toString(), RawJson::string(field.style)});
    if (!field.format.isEmpty())
        members.append({key::format.toString(), RawJson::string(field.format)});
    if (!field.values.isEmpty())
        members.append({key::values.toString(), RawJson::strings(field.values)});
    if (field.reference)
        members.append({key::reference.toString(), RawJson::integer(field.reference->value())});
    if (const auto validators = validatorsOf(field))
        members.append({key::filters.toString(), *validators});
    return RawJson::object(members);
}

std::optional<QString> createCallOf(const Index &index)
{
    if (index.isUnique())
        return QStringLiteral("unique");
    if (index.type == QLatin1String("btree"))
        return index.type;
    return std::nullopt;
}

RawJson createBody(const Index &index)
{
    QList<RawJson> fields;
    for (const IndexField &field : index.fields) {
        const QString op = field.op.isEmpty() ? QStringLiteral("asc") : field.op;
        fields.append(RawJson::object(
            {{key::name.toString(), RawJson::string(field.name)}, {key::op.toString(), RawJson::string(op)}}));
    }
    return RawJson::object({{key::fields.toString(), RawJson::array(fields)}});
}

} // namespace metascope
