// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/createcall.h"

#include "app/domain/columnkeys.h"
#include "app/domain/fieldtype.h"
#include "app/domain/indextype.h"
#include "app/domain/jsonmembers.h"
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

bool fits(ValidatorRow::Value kind, const RawJson &value)
{
    switch (kind) {
    case ValidatorRow::Value::Flag: return value.toBool().has_value();
    case ValidatorRow::Value::Integer: return value.kind() == RawJson::Kind::Number && value.toInteger();
    case ValidatorRow::Value::Text: return value.toString().has_value();
    }
    return false;
}

/// Whether the create call of the type has a word for each of the field's validators. What it has none for it passes over
/// without a word.
bool takesValidators(const Field &field)
{
    if (!field.validators)
        return true;
    const auto known = validatorsOfType(field.type);
    return field.validators->isObject()
        && std::ranges::all_of(field.validators->members(), [known](const RawJson::Member &member) {
               return std::ranges::any_of(known, [&member](const ValidatorRow &row) {
                   return member.key == QLatin1String(row.name.data(), static_cast<qsizetype>(row.name.size()))
                       && (member.value.isNull() || fits(row.value, member.value));
               });
           });
}

/// Whether the raw text says something that the create call has no word for.
bool saysMore(const Field &field)
{
    return std::ranges::any_of(field.raw.members(), [&field](const RawJson::Member &member) {
        const QStringView name(member.key);
        if (std::ranges::find(decodedKeys, name) != decodedKeys.end() || isVoid(member.value))
            return false;
        if (name != key::vector)
            return name != key::validators && name != key::filters;
        // Every column may carry the size of a vector; it means something for vectors alone.
        return field.type == key::vector && member.value.members().size() > 1;
    });
}

/// Whether the fields inside an object can go out as they are in its create call. How that spells their validators nobody
/// has said.
bool takesChildren(const QList<Field> &children)
{
    return std::ranges::all_of(children, [](const Field &child) {
        return createCallOf(child) && !child.validators && takesChildren(child.children);
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
    const bool isVector = field.type == key::vector;
    if (!row || saysMore(field) || !isUsual(field) || !takesValidators(field) || !takesChildren(field.children))
        return std::nullopt;
    if (field.type != QLatin1String("object") && !field.children.isEmpty())
        return std::nullopt;
    // A vector without a size gets one from the create call that nobody asked for.
    if (isVector && field.vectorSize.value_or(0) <= 0)
        return std::nullopt;
    if ((!isText && !field.format.isEmpty()) || (!isEnum && !field.values.isEmpty()) || !hasPlainValues(field))
        return std::nullopt;
    const bool takesDefault = row->hasDefault && !field.isReference();
    if (field.defaultValue && !isVoid(*field.defaultValue) && !takesDefault)
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
    if (!field.children.isEmpty()) {
        QList<RawJson> children;
        std::ranges::transform(field.children, std::back_inserter(children), fieldToJson);
        members.append({key::children.toString(), RawJson::array(children)});
    }
    if (field.type == key::vector && field.vectorSize)
        members.append(
            {key::vector.toString(), RawJson::object({{key::size.toString(), RawJson::integer(*field.vectorSize)}})});
    if (field.validators)
        members.append({key::filters.toString(), *field.validators});
    return RawJson::object(members);
}

namespace {

/// Whether the raw text of an index says something that its create call has no word for.
bool saysMore(const Index &index)
{
    static constexpr std::array known{key::id, key::type, key::name, key::lang, key::fields};
    return std::ranges::any_of(index.raw.members(), [](const RawJson::Member &member) {
        return std::ranges::find(known, QStringView(member.key)) == known.end() && !isVoid(member.value);
    });
}

bool haveOp(const Index &index, const QStringList &ops)
{
    return std::ranges::all_of(index.fields,
                               [&ops](const IndexField &field) { return ops.contains(field.op) && !field.priority; });
}

QStringList texts(std::span<const std::string_view> names)
{
    QStringList list;
    for (const std::string_view name : names)
        list.append(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    return list;
}

} // namespace

std::optional<QString> createCallOf(const Index &index)
{
    if (index.fields.isEmpty() || saysMore(index))
        return std::nullopt;
    const QString type = index.type == QLatin1String("btree|unique") ? QStringLiteral("unique") : index.type;
    if (type == QLatin1String("search")) {
        const bool isWhole = std::ranges::all_of(index.fields, [](const IndexField &field) {
            return field.priority && (field.op.isEmpty() || field.op == QLatin1String("asc"));
        });
        const bool isNamed = !index.name.isEmpty() && texts(searchLanguages).contains(index.lang);
        return isWhole && isNamed ? std::optional(type) : std::nullopt;
    }
    if (!index.name.isEmpty() || !index.lang.isEmpty())
        return std::nullopt;
    const std::span<const std::string_view> ops = operatorsOf(type);
    const bool isTree = type == QLatin1String("unique") || type == QLatin1String("btree");
    const QStringList taken = isTree ? texts(ops) + QStringList{QString()} : texts(ops);
    return !ops.empty() && haveOp(index, taken) ? std::optional(type) : std::nullopt;
}

RawJson createBody(const Index &index)
{
    const bool isSearch = index.type == QLatin1String("search");
    QList<RawJson> fields;
    for (const IndexField &field : index.fields) {
        const QString op = field.op.isEmpty() ? QStringLiteral("asc") : field.op;
        const std::pair<QString, RawJson> how = isSearch
            ? std::pair{key::priority.toString(), RawJson::integer(field.priority.value_or(1))}
            : std::pair{key::op.toString(), RawJson::string(op)};
        fields.append(RawJson::object({{key::name.toString(), RawJson::string(field.name)}, how}));
    }
    QList<std::pair<QString, RawJson>> members;
    if (isSearch) {
        members.append({key::name.toString(), RawJson::string(index.name)});
        members.append({key::lang.toString(), RawJson::string(index.lang)});
    }
    members.append({key::fields.toString(), RawJson::array(fields)});
    return RawJson::object(members);
}

} // namespace metascope
