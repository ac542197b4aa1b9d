// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/planprogress.h"

#include "app/domain/columnkeys.h"

#include <algorithm>

namespace metascope {

namespace {

bool hasField(const QList<Field> &fields, const QString &name)
{
    return std::ranges::find(fields, name, &Field::name) != fields.end();
}

} // namespace

void PlanProgress::begin(const QList<Field> &fields)
{
    m_expected.clear();
    for (const Field &field : fields) {
        const auto loaded = std::ranges::find_if(
            m_plan.base.fields, [&field](const Keyed<Field> &entry) { return entry.value.name == field.name; });
        m_expected.append({loaded->key, field.name, field.raw});
    }
}

void PlanProgress::carryOut(const PlanStep &step, const RawJson &sentList)
{
    const auto at = std::ranges::find(m_expected, step.key, &Expected::key);
    switch (step.kind) {
    case StepKind::Rename:
        at->name = step.newName;
        if (at->json)
            at->json = at->json->with(columnkey::name, RawJson::string(step.newName));
        break;
    case StepKind::Create: m_expected.append({step.key, step.name, std::nullopt}); break;
    case StepKind::DeleteField: m_expected.erase(at); break;
    case StepKind::PutSchema: {
        const QList<RawJson> sent = sentList.elements();
        m_expected.clear();
        for (qsizetype i = 0; i < step.entries.size(); ++i)
            m_expected.append({step.entries.at(i).key, step.entries.at(i).name, sent.at(i)});
        break;
    }
    case StepKind::DeleteIndex:
    case StepKind::PutIndexes:
    case StepKind::CreateIndex:
    case StepKind::PutProperties:
    case StepKind::PutSecurity:
    case StepKind::PutAutocomplete: break;
    }
}

bool PlanProgress::hasIndex(const TableRead &read, EntryKey key) const
{
    const Keyed<Index> *wanted = findEntry(m_plan.target.indexes, key);
    return wanted
        && std::ranges::any_of(read.indexes, [wanted](const Index &index) { return sameIndex(index, wanted->value); });
}

std::optional<bool> PlanProgress::holds(const TableRead &read, const QList<TableProperty> &properties) const
{
    if (!read.properties || !m_plan.target.properties)
        return std::nullopt;
    const QList<TableProperty> differs = changedProperties(*read.properties, *m_plan.target.properties);
    return std::ranges::none_of(properties, [&differs](TableProperty each) { return differs.contains(each); });
}

ConflictInfo PlanProgress::conflicts(const QList<Field> &asRead) const
{
    TableSchema expected;
    for (const Expected &entry : m_expected) {
        // What was just created is as the server made it.
        const auto read = std::ranges::find(asRead, entry.name, &Field::name);
        const auto field = entry.json ? fieldFromJson(*entry.json) : Result<Field>(Failure(Error()));
        if (field)
            expected.fields.append({entry.key, *field});
        else if (read != asRead.end())
            expected.fields.append({entry.key, *read});
        else
            expected.fields.append({entry.key, findEntry(m_plan.target.fields, entry.key)->value});
    }
    return findConflicts(expected, m_plan.target, asRead, {});
}

std::optional<bool> PlanProgress::isCarriedOut(const PlanStep &step, const RawJson &sentList,
                                               const TableRead &read) const
{
    switch (step.kind) {
    case StepKind::Rename: return hasField(read.fields, step.newName) && !hasField(read.fields, step.name);
    case StepKind::Create: return hasField(read.fields, step.name);
    case StepKind::DeleteField: return !hasField(read.fields, step.name);
    case StepKind::PutSchema: {
        const auto sent = fieldsFromJson(sentList);
        return sent && std::ranges::equal(read.fields, *sent, sameColumn);
    }
    case StepKind::DeleteIndex: return std::ranges::find(read.indexes, step.name, &Index::id) == read.indexes.end();
    case StepKind::CreateIndex: return hasIndex(read, step.key);
    case StepKind::PutIndexes:
        return std::ranges::all_of(step.entries, [&](const PutEntry &entry) {
            return entry.origin != PutEntry::Origin::Added || hasIndex(read, entry.key);
        });
    case StepKind::PutProperties:
        return holds(read,
                     {TableProperty::Name, TableProperty::Description, TableProperty::Docs, TableProperty::Auth,
                      TableProperty::Tags});
    case StepKind::PutSecurity: return holds(read, {TableProperty::Guid});
    case StepKind::PutAutocomplete:
        // A list that is not told may still have been set.
        if (read.properties && !read.properties->autocomplete)
            return std::nullopt;
        return holds(read, {TableProperty::Autocomplete});
    }
    return false;
}

TableSchema PlanProgress::keyed(const TableRead &read) const
{
    TableSchema known;
    for (const Expected &entry : m_expected) {
        Field field;
        field.name = entry.name;
        known.fields.append({entry.key, field});
    }
    known.indexes = m_plan.target.indexes;
    for (const Keyed<Index> &index : m_plan.base.indexes) {
        if (!findEntry(known.indexes, index.key))
            known.indexes.append(index);
    }
    KeySource keys(m_plan.base);
    keys.avoid(m_plan.target);
    TableSchema schema = keyedLike(known, read.fields, read.indexes, keys);
    schema.properties = read.properties;
    return schema;
}

} // namespace metascope
