// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/columnkeys.h"
#include "app/domain/field.h"
#include "app/domain/jsonmembers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct FieldText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Field)
};

namespace key = columnkey;

/// The list of an index's fields; of one that `old` has by that name everything else stays as it stands there.
RawJson indexFieldsJson(const QList<IndexField> &fields, const RawJson &old)
{
    const QList<RawJson> elements = old.elements();
    QList<RawJson> list;
    for (const IndexField &field : fields) {
        const auto found = std::ranges::find_if(
            elements, [&field](const RawJson &element) { return textOr(element, key::name, {}) == field.name; });
        RawJson json
            = found == elements.end() ? RawJson::object({{key::name.toString(), RawJson::string(field.name)}}) : *found;
        if (textOr(json, key::op, {}) != field.op)
            json = field.op.isEmpty() ? json.without(key::op) : json.with(key::op, RawJson::string(field.op));
        const auto priority = json.member(key::priority);
        if ((priority ? priority->toInteger() : std::nullopt) != field.priority)
            json = field.priority ? json.with(key::priority, RawJson::integer(*field.priority))
                                  : json.without(key::priority);
        list.append(json);
    }
    return RawJson::array(list);
}

/// The direction that an index field has where the server names none.
QString usualOp(const QString &op)
{
    return op.isEmpty() ? QStringLiteral("asc") : op;
}

/// The create call says `unique`, the list `btree|unique`.
QString usualType(const QString &type)
{
    return type == QLatin1String("unique") ? QStringLiteral("btree|unique") : type;
}

} // namespace

bool Index::isUnique() const
{
    return type.split(QLatin1Char('|')).contains(QLatin1String("unique"));
}

bool Index::uses(const QString &field) const
{
    return std::ranges::find(fields, field, &IndexField::name) != fields.end();
}

Result<Index> indexFromJson(const RawJson &json)
{
    Index index;
    if (!json.isObject())
        return Failure(missing(QStringLiteral("$"), FieldText::tr("object")));
    const auto type = json.member(key::type);
    if (!type || !type->toString())
        return Failure(missing(QStringLiteral("$.type"), FieldText::tr("text")));
    const auto fields = json.member(key::fields);
    if (!fields || !fields->isArray())
        return Failure(missing(QStringLiteral("$.fields"), FieldText::tr("list")));
    index.type = *type->toString();
    index.name = textOr(json, key::name, {});
    index.lang = textOr(json, key::lang, {});
    if (const auto id = json.member(key::id); id && !id->isNull())
        index.id = id->toString().value_or(QString::fromUtf8(id->text()));
    for (const RawJson &element : fields->elements()) {
        if (const auto name = element.toString()) {
            index.fields.append({*name, {}});
            continue;
        }
        const auto priority = element.member(key::priority);
        index.fields.append({textOr(element, key::name, {}), textOr(element, key::op, {}),
                             priority ? priority->toInteger() : std::nullopt});
    }
    index.raw = json;
    return index;
}

RawJson indexToJson(const Index &index)
{
    const auto old = indexFromJson(index.raw);
    if (!old) {
        QList<std::pair<QString, RawJson>> members{{key::type.toString(), RawJson::string(index.type)}};
        if (!index.name.isEmpty())
            members.append({key::name.toString(), RawJson::string(index.name)});
        if (!index.lang.isEmpty())
            members.append({key::lang.toString(), RawJson::string(index.lang)});
        members.append({key::fields.toString(), indexFieldsJson(index.fields, {})});
        return RawJson::object(members);
    }
    RawJson json = index.raw;
    if (old->type != index.type)
        json = json.with(key::type, RawJson::string(index.type));
    if (old->name != index.name)
        json = json.with(key::name, RawJson::string(index.name));
    if (old->lang != index.lang)
        json = json.with(key::lang, RawJson::string(index.lang));
    if (old->fields != index.fields)
        json = json.with(key::fields, indexFieldsJson(index.fields, json.member(key::fields).value_or(RawJson())));
    return json;
}

bool sameIndex(const Index &a, const Index &b)
{
    const auto sameField = [](const IndexField &x, const IndexField &y) {
        return x.name == y.name && usualOp(x.op) == usualOp(y.op) && x.priority == y.priority;
    };
    const bool sameWords = a.type != QLatin1String("search") || (a.name == b.name && a.lang == b.lang);
    return usualType(a.type) == usualType(b.type) && sameWords && std::ranges::equal(a.fields, b.fields, sameField);
}

} // namespace metascope
