// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/schemainverse.h"

#include "app/api/endpoints/catalogue.h"
#include "app/api/redactor.h"
#include "app/api/request.h"
#include "app/domain/columnkeys.h"
#include "app/domain/schemamerge.h"
#include "app/edit/namedfields.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

struct InverseText {
    Q_DECLARE_TR_FUNCTIONS(metascope::SchemaInverse)
};

constexpr std::array invertible{EndpointId::SchemaRename, EndpointId::SchemaCreate, EndpointId::SchemaFieldDelete,
                                EndpointId::SchemaPut,    EndpointId::IndexCreate,  EndpointId::IndexDelete};

Error gone(const QString &name)
{
    return Error::local(ErrorKind::Conflict,
                        InverseText::tr("“%1” is no longer in the table: there is nothing to take back").arg(name));
}

Error untold()
{
    return Error::local(ErrorKind::Decode, InverseText::tr("what the journal kept does not tell enough"));
}

qsizetype positionOf(const TableSchema &schema, const QString &name)
{
    const auto found
        = std::ranges::find_if(schema.fields, [&name](const Keyed<Field> &field) { return field.value.name == name; });
    return found == schema.fields.end() ? -1 : std::distance(schema.fields.begin(), found);
}

/// Whether another field has that name, or one that differs in case alone.
bool isTaken(const TableSchema &schema, const QString &name, EntryKey own = {})
{
    return std::ranges::any_of(schema.fields, [&](const Keyed<Field> &field) {
        return field.key != own && collisionKey(field.value.name) == collisionKey(name);
    });
}

Result<Field> fieldOf(const std::optional<RawJson> &json)
{
    return json ? fieldFromJson(*json) : Result<Field>(Failure(untold()));
}

bool isNotKept(const std::optional<RawJson> &value)
{
    return value && value->toString() == QString::fromLatin1(Redactor::mark);
}

QString emptyNote(const QString &name)
{
    return InverseText::tr("“%1” comes back empty: the values that it held are gone.").arg(name);
}

/// Without a default that was not kept.
void dropUnkept(Field &field, QStringList &notes)
{
    if (!isNotKept(field.defaultValue))
        return;
    field.defaultValue.reset();
    field.raw = field.raw.without(columnkey::defaultValue);
    notes.append(InverseText::tr("The default of “%1” was not kept: it comes back without one.").arg(field.name));
}

Result<Inverse> takeBackRename(const MadeChange &change, const TableSchema &current)
{
    const auto before = fieldOf(change.before);
    const auto after = fieldOf(change.after);
    if (!before || !after)
        return Failure(untold());
    const qsizetype at = positionOf(current, after->name);
    if (at < 0)
        return Failure(gone(after->name));
    if (isTaken(current, before->name, current.fields.at(at).key))
        return Failure(
            Error::local(ErrorKind::Conflict, InverseText::tr("there is another field “%1” by now").arg(before->name)));
    Inverse inverse{current, {}};
    inverse.schema.fields[at].value.name = before->name;
    for (Keyed<Index> &index : inverse.schema.indexes)
        for (IndexField &field : index.value.fields)
            if (field.name == after->name)
                field.name = before->name;
    renameInAutocomplete(inverse.schema, after->name, before->name);
    return inverse;
}

Result<Inverse> takeBackCreate(const MadeChange &change, const TableSchema &current)
{
    const auto after = fieldOf(change.after);
    if (!after)
        return Failure(untold());
    const qsizetype at = positionOf(current, after->name);
    if (at <= 0)
        return Failure(gone(after->name));
    Inverse inverse{current, {}};
    inverse.schema.fields.removeAt(at);
    inverse.schema.indexes.removeIf([&](const Keyed<Index> &index) { return index.value.uses(after->name); });
    if (auto &properties = inverse.schema.properties; properties && properties->autocomplete)
        properties->autocomplete->removeAll(after->name);
    inverse.notes.append(
        InverseText::tr("“%1” is removed again, and with it all values that it has got since.").arg(after->name));
    return inverse;
}

Result<Inverse> takeBackDelete(const MadeChange &change, const TableSchema &current, KeySource &keys)
{
    auto before = fieldOf(change.before);
    if (!before)
        return Failure(untold());
    if (isTaken(current, before->name))
        return Failure(
            Error::local(ErrorKind::Conflict, InverseText::tr("there is a field “%1” again by now").arg(before->name)));
    Inverse inverse{current, {emptyNote(before->name)}};
    dropUnkept(*before, inverse.notes);
    inverse.schema.fields.append({keys.next(), *before});
    return inverse;
}

/// The entries of a list with the keys that they have in `current`, by name.
Result<TableSchema> listed(const std::optional<RawJson> &list, const TableSchema &current, KeySource &keys)
{
    const auto fields = list ? fieldsFromJson(*list) : Result<QList<Field>>(Failure(untold()));
    if (!fields)
        return Failure(untold());
    TableSchema schema = keyedLike(current, *fields, {}, keys);
    schema.indexes = current.indexes;
    return schema;
}

Result<Inverse> takeBackPut(const MadeChange &change, const TableSchema &current, KeySource &keys)
{
    const auto after = listed(change.after, current, keys);
    auto before = after ? listed(change.before, *after, keys) : after;
    if (!before)
        return Failure(before.error());
    Inverse inverse;
    for (Keyed<Field> &field : before->fields) {
        const Keyed<Field> *set = findEntry(after->fields, field.key);
        if (!set || !findEntry(current.fields, field.key)) {
            inverse.notes.append(
                InverseText::tr("“%1” is no longer in the table and is left aside.").arg(field.value.name));
            continue;
        }
        // What was not kept is left as it is now.
        if (isNotKept(field.value.defaultValue) || isNotKept(set->value.defaultValue)) {
            if (isNotKept(field.value.defaultValue) != isNotKept(set->value.defaultValue))
                inverse.notes.append(
                    InverseText::tr("The default of “%1” was not kept: it stays as it is now.").arg(field.value.name));
            field.value.defaultValue = set->value.defaultValue;
        }
        if (field.value.type != set->value.type)
            inverse.notes.append(
                InverseText::tr("Of “%1” the type returns; values that were converted or cleared may not.")
                    .arg(field.value.name));
    }
    for (const Keyed<Field> &field : after->fields)
        if (!findEntry(before->fields, field.key) && findEntry(current.fields, field.key))
            inverse.notes.append(InverseText::tr("“%1” is removed again, and with it all values that it has got since.")
                                     .arg(field.value.name));
    before->fields.removeIf([&](const Keyed<Field> &field) { return !findEntry(current.fields, field.key); });
    inverse.schema = mergeStaged(*after, current, *before);
    return inverse;
}

Result<Inverse> takeBackIndex(const MadeChange &change, const TableSchema &current, KeySource &keys)
{
    const bool isCreated = change.call == EndpointId::IndexCreate;
    const auto &json = isCreated ? change.after : change.before;
    auto index = json ? indexFromJson(*json) : Result<Index>(Failure(untold()));
    if (!index)
        return Failure(untold());
    Inverse inverse{current, {}};
    const auto same = std::ranges::find_if(
        current.indexes, [&index](const Keyed<Index> &other) { return sameIndex(other.value, *index); });
    if (isCreated) {
        if (same == current.indexes.end())
            return Failure(Error::local(ErrorKind::Conflict, InverseText::tr("the index is no longer there")));
        inverse.schema.indexes.removeAt(std::distance(current.indexes.begin(), same));
        return inverse;
    }
    if (same != current.indexes.end())
        return Failure(Error::local(ErrorKind::Conflict, InverseText::tr("such an index is there again")));
    for (const IndexField &field : std::as_const(index->fields))
        if (positionOf(current, field.name) < 0)
            return Failure(gone(field.name));
    index->id.clear();
    index->raw = index->raw.without(columnkey::id);
    inverse.schema.indexes.append({keys.next(), *index});
    return inverse;
}

/// Whether something that would be staged was hidden when it was written down, however deep it stands.
bool holdsUnkept(const TableSchema &staged, const TableSchema &current)
{
    return std::ranges::any_of(staged.fields, [&current](const Keyed<Field> &field) {
        const Keyed<Field> *now = findEntry(current.fields, field.key);
        return !(now && now->value == field.value) && fieldToJson(field.value).text().contains(Redactor::mark);
    });
}

Result<Inverse> takenBack(const MadeChange &change, const TableSchema &current, KeySource &keys)
{
    switch (change.call) {
    case EndpointId::SchemaRename: return takeBackRename(change, current);
    case EndpointId::SchemaCreate: return takeBackCreate(change, current);
    case EndpointId::SchemaFieldDelete: return takeBackDelete(change, current, keys);
    case EndpointId::SchemaPut: return takeBackPut(change, current, keys);
    case EndpointId::IndexCreate:
    case EndpointId::IndexDelete: return takeBackIndex(change, current, keys);
    default: return Failure(untold());
    }
}

} // namespace

std::optional<EndpointId> invertibleCall(const QString &method, const QString &pathTemplate)
{
    for (const EndpointId id : invertible) {
        const Endpoint &row = endpointRow(id);
        const QLatin1String path(row.path.data(), static_cast<qsizetype>(row.path.size()));
        if (path == pathTemplate && QString::fromLatin1(verbText(row.verb)) == method)
            return id;
    }
    return std::nullopt;
}

Result<Inverse> inverseOf(const MadeChange &change, const TableSchema &current, KeySource &keys)
{
    auto inverse = takenBack(change, current, keys);
    if (inverse && holdsUnkept(inverse->schema, current))
        return Failure(Error::local(ErrorKind::Conflict,
                                    InverseText::tr("a part of it is a secret, which was not kept: set it by hand")));
    return inverse;
}

Inverse inverseOf(const ApplyPlan &plan, const TableSchema &now)
{
    // What is there of the plan's own entries is what is taken back; anything else came from others.
    TableSchema own = now;
    own.fields.removeIf([&](const Keyed<Field> &field) {
        return !findEntry(plan.base.fields, field.key) && !findEntry(plan.target.fields, field.key);
    });
    own.indexes.removeIf([&](const Keyed<Index> &index) {
        return !findEntry(plan.base.indexes, index.key) && !findEntry(plan.target.indexes, index.key);
    });
    Inverse inverse{mergeStaged(own, now, plan.base), {}};
    for (const Keyed<Field> &field : plan.base.fields)
        if (!findEntry(now.fields, field.key))
            inverse.notes.append(emptyNote(field.value.name));
    return inverse;
}

} // namespace metascope
