// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/field.h"

#include "app/domain/columnkeys.h"
#include "app/domain/jsonmembers.h"
#include "app/domain/validation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>

namespace metascope {

namespace {

struct FieldText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Field)
};

namespace key = columnkey;

bool flagOf(const RawJson &json, QStringView member)
{
    const auto value = json.member(member);
    return value && value->toBool().value_or(false);
}

/// The key under which a column keeps its validators.
QStringView validatorsKey(const RawJson &json)
{
    return isVoid(json.member(key::validators)) && !isVoid(json.member(key::filters)) ? key::filters : key::validators;
}

RawJson vectorJson(const RawJson &json, qint64 size)
{
    const auto old = json.member(key::vector);
    const RawJson vector = old && old->isObject() ? *old : RawJson::object({});
    return vector.with(key::size, RawJson::integer(size));
}

/// A member of an enum: a text, or an object with the text as `value`.
QString enumValue(const RawJson &element)
{
    if (const auto text = element.toString())
        return *text;
    if (const auto inner = element.member(key::value))
        return inner->toString().value_or(QString::fromUtf8(inner->text()));
    return QString::fromUtf8(element.text());
}

QStringList enumValues(const RawJson &json)
{
    QStringList values;
    const auto list = json.member(key::values);
    for (const RawJson &element : list ? list->elements() : QList<RawJson>())
        values.append(enumValue(element));
    return values;
}

Result<Field> fieldAt(const RawJson &json, const QString &path)
{
    if (!json.isObject())
        return Failure(missing(path, FieldText::tr("object")));
    const Field otherwise;
    Field field;
    const auto name = json.member(key::name);
    if (!name || !name->toString())
        return Failure(missing(path + QStringLiteral(".name"), FieldText::tr("text")));
    const auto type = json.member(key::type);
    if (!type || !type->toString())
        return Failure(missing(path + QStringLiteral(".type"), FieldText::tr("text")));
    field.name = *name->toString();
    field.type = *type->toString();
    field.description = textOr(json, key::description, {});
    field.required = flagOf(json, key::required);
    field.nullable = flagOf(json, key::nullable);
    field.defaultValue = json.member(key::defaultValue);
    if (field.defaultValue && field.defaultValue->isNull())
        field.defaultValue.reset();
    field.access = textOr(json, key::access, otherwise.access);
    field.sensitive = flagOf(json, key::sensitive);
    field.style = textOr(json, key::style, otherwise.style);
    field.format = textOr(json, key::format, {});
    field.values = enumValues(json);
    const auto reference = json.member(key::reference);
    if (const auto id = reference ? reference->toInteger() : std::nullopt; id && *id > 0)
        field.reference = TableId(*id);
    if (const auto validators = json.member(validatorsKey(json)); !isVoid(validators))
        field.validators = validators;
    const auto size = json.member(key::vector).value_or(RawJson()).member(key::size);
    field.vectorSize = size ? size->toInteger() : std::nullopt;
    const auto children = json.member(key::children);
    for (const RawJson &element : children ? children->elements() : QList<RawJson>()) {
        const QString inner = path + QStringLiteral(".children[%1]").arg(field.children.size());
        Result<Field> child = fieldAt(element, inner);
        if (!child)
            return child;
        field.children.append(std::move(*child));
    }
    field.raw = json;
    return field;
}

/// The list of an enum with what is kept of the old one: an element of the same value as it stands, and a label where
/// only the value beside it was edited.
RawJson splicedValues(const RawJson &raw, const QStringList &values)
{
    const auto member = raw.member(key::values);
    const QList<RawJson> old = member ? member->elements() : QList<RawJson>();
    QList<bool> taken(old.size(), false);
    QList<RawJson> list(values.size());
    QList<bool> found(values.size(), false);
    for (qsizetype i = 0; i < values.size(); ++i) {
        for (qsizetype j = 0; j < old.size() && !found[i]; ++j) {
            if (taken[j] || enumValue(old[j]) != values[i])
                continue;
            list[i] = old[j];
            taken[j] = true;
            found[i] = true;
        }
    }
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (found[i])
            continue;
        const bool edited = values.size() == old.size() && !taken[i] && old[i].isObject();
        list[i] = edited ? old[i].with(key::value, RawJson::string(values[i])) : RawJson::string(values[i]);
    }
    return RawJson::array(list);
}

RawJson childrenJson(const QList<Field> &children)
{
    QList<RawJson> list;
    list.reserve(children.size());
    std::ranges::transform(children, std::back_inserter(list), fieldToJson);
    return RawJson::array(list);
}

/// All of a field that never was on the server: what a column's JSON usually carries is spelled out, since some defaults
/// of the create calls differ by type.
RawJson newFieldJson(const Field &field)
{
    QList<std::pair<QString, RawJson>> members{
        {key::name.toString(), RawJson::string(field.name)},
        {key::type.toString(), RawJson::string(field.type)},
        {key::description.toString(), RawJson::string(field.description)},
        {key::nullable.toString(), RawJson::boolean(field.nullable)},
    };
    if (field.defaultValue)
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
    if (!field.children.isEmpty())
        members.append({key::children.toString(), childrenJson(field.children)});
    if (field.vectorSize)
        members.append({key::vector.toString(), vectorJson({}, *field.vectorSize)});
    if (field.validators)
        members.append({key::validators.toString(), *field.validators});
    return RawJson::object(members);
}

bool sameMember(const std::optional<RawJson> &a, const std::optional<RawJson> &b)
{
    return (isVoid(a) && isVoid(b)) || (a && b && a->sameValue(*b));
}

bool sameDefault(const std::optional<RawJson> &a, const std::optional<RawJson> &b)
{
    return (isVoid(a) && isVoid(b)) || (a && b && (a->sameValue(*b) || defaultText(*a) == defaultText(*b)));
}

/// The members that Field does not decode, nor the two spellings of the validators, sorted by key.
QList<RawJson::Member> otherMembers(const Field &field)
{
    static constexpr std::array decoded{key::name,         key::type,       key::description, key::nullable,
                                        key::defaultValue, key::required,   key::access,      key::sensitive,
                                        key::style,        key::format,     key::values,      key::reference,
                                        key::children,     key::validators, key::filters};
    QList<RawJson::Member> members = field.raw.members();
    members.removeIf([&field](const RawJson::Member &member) {
        // Every column may carry the size of a vector; it means something for vectors alone.
        const bool idle = member.key == key::vector && QStringView(field.type) != key::vector;
        return idle || isVoid(member.value) || std::ranges::find(decoded, QStringView(member.key)) != decoded.end();
    });
    std::ranges::stable_sort(members, {}, &RawJson::Member::key);
    return members;
}

/// Texts and labels of an enum's members.
bool sameValues(const Field &a, const Field &b)
{
    const auto labelled = [](const Field &field) {
        const auto list = field.raw.member(key::values);
        const auto elements = list ? list->elements() : QList<RawJson>();
        QList<RawJson> labels;
        for (const RawJson &element : elements)
            labels.append(element.isObject() ? element.without(key::value) : RawJson::object({}));
        return labels;
    };
    if (a.values != b.values)
        return false;
    return std::ranges::equal(labelled(a), labelled(b),
                              [](const RawJson &x, const RawJson &y) { return x.sameValue(y); });
}

} // namespace

Result<Field> fieldFromJson(const RawJson &json)
{
    return fieldAt(json, QStringLiteral("$"));
}

RawJson fieldToJson(const Field &field)
{
    if (!field.raw.isObject())
        return newFieldJson(field);
    RawJson json = field.raw;
    // What the raw text says, by the same reading as fieldFromJson(): only a difference is written.
    Field old;
    old.name = textOr(json, key::name, {});
    old.type = textOr(json, key::type, {});
    if (const auto read
        = fieldAt(json.with(key::name, RawJson::string(old.name)).with(key::type, RawJson::string(old.type)),
                  QStringLiteral("$")))
        old = *read;
    const auto text = [&json](QStringView member, const QString &was, const QString &is) {
        if (was != is)
            json = json.with(member, RawJson::string(is));
    };
    const auto flag = [&json](QStringView member, bool was, bool is) {
        if (was != is)
            json = json.with(member, RawJson::boolean(is));
    };
    if (!json.member(key::name) || old.name != field.name)
        json = json.with(key::name, RawJson::string(field.name));
    if (!json.member(key::type) || old.type != field.type)
        json = json.with(key::type, RawJson::string(field.type));
    text(key::description, old.description, field.description);
    flag(key::nullable, old.nullable, field.nullable);
    if (old.defaultValue != field.defaultValue)
        json = field.defaultValue ? json.with(key::defaultValue, *field.defaultValue) : json.without(key::defaultValue);
    flag(key::required, old.required, field.required);
    text(key::access, old.access, field.access);
    flag(key::sensitive, old.sensitive, field.sensitive);
    text(key::style, old.style, field.style);
    text(key::format, old.format, field.format);
    if (old.values != field.values)
        json = json.with(key::values, splicedValues(json, field.values));
    if (old.reference != field.reference)
        json = json.with(key::reference, RawJson::integer(field.reference ? field.reference->value() : 0));
    if (old.children != field.children)
        json = json.with(key::children, childrenJson(field.children));
    if (old.vectorSize != field.vectorSize)
        json = field.vectorSize ? json.with(key::vector, vectorJson(json, *field.vectorSize))
                                : json.without(key::vector);
    if (old.validators != field.validators) {
        const QStringView spelling = validatorsKey(json);
        json = field.validators ? json.with(spelling, *field.validators) : json.without(spelling);
    }
    return json;
}

bool sameButName(const Field &a, const Field &b)
{
    if (a.raw == b.raw && a == b) // mostly nothing has changed, and reading the text again is dear
        return true;
    const bool plain = a.type == b.type && a.description == b.description && a.required == b.required
        && a.nullable == b.nullable && a.access == b.access && a.sensitive == b.sensitive && a.style == b.style
        && a.format == b.format && a.reference == b.reference;
    if (!plain || !sameDefault(a.defaultValue, b.defaultValue))
        return false;
    // An edited field's raw text is behind what it says: compare as they would be written.
    Field x = a;
    Field y = b;
    x.raw = fieldToJson(a);
    y.raw = fieldToJson(b);
    const auto sameOther = [](const RawJson::Member &m, const RawJson::Member &n) {
        return m.key == n.key && m.value.sameValue(n.value);
    };
    return sameValues(x, y) && sameMember(a.validators, b.validators)
        && std::ranges::equal(otherMembers(x), otherMembers(y), sameOther)
        && std::ranges::equal(a.children, b.children, sameColumn);
}

bool sameColumn(const Field &a, const Field &b)
{
    return a.name == b.name && sameButName(a, b);
}

} // namespace metascope
