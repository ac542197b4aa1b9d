// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/planrequests.h"

#include "app/domain/columnkeys.h"
#include "app/domain/planwords.h"
#include "app/domain/schemachanges.h"

#include <algorithm>
#include <iterator>

namespace metascope {

namespace {

constexpr QStringView schemaMember = u"schema";
constexpr QStringView indexMember = u"index";

ListEntry::Origin originOf(PutEntry::Origin origin)
{
    switch (origin) {
    case PutEntry::Origin::AsRead: return ListEntry::Origin::AsRead;
    case PutEntry::Origin::Changed: return ListEntry::Origin::Changed;
    case PutEntry::Origin::Added: break;
    }
    return ListEntry::Origin::Added;
}

ListPut listPutOf(const PlanStep &step)
{
    ListPut list;
    const bool isIndexes = step.kind == StepKind::PutIndexes;
    list.member = (isIndexes ? indexMember : schemaMember).toString();
    list.identityKey = (isIndexes ? columnkey::id : columnkey::name).toString();
    list.read = isIndexes ? EndpointId::IndexGet : EndpointId::SchemaGet;
    for (const PutEntry &entry : step.entries) {
        const bool added = entry.origin == PutEntry::Origin::Added;
        list.entries.append(
            {originOf(entry.origin), added ? QString() : entry.name, entry.members, entry.removedMembers, entry.json});
    }
    return list;
}

/// What an entry of a whole list is called for people.
QString entryName(const ApplyPlan &plan, const PutEntry &entry)
{
    for (const TableSchema *side : {&plan.target, &plan.base}) {
        if (const Keyed<Index> *index = findEntry(side->indexes, entry.key))
            return planwords::indexPhrase(index->value);
    }
    return entry.name;
}

/// Plays a plan on the loaded lists, to know what each read in between will give.
class Playback {
public:
    explicit Playback(const ApplyPlan &plan) : m_plan(plan)
    {
        for (const Keyed<Field> &field : plan.base.fields)
            m_entries.append({field.key, fieldToJson(field.value)});
        m_indexes = plan.base.indexes;
    }

    [[nodiscard]] RawJson list(StepKind kind) const
    {
        QList<RawJson> list;
        if (kind == StepKind::PutIndexes)
            std::ranges::transform(m_indexes, std::back_inserter(list), [this](const Keyed<Index> &index) {
                return indexToJson(withNamesOf(index.value, m_plan.base, m_plan.target));
            });
        else
            std::ranges::transform(m_entries, std::back_inserter(list), &Keyed<RawJson>::value);
        return RawJson::array(list);
    }

    void play(const PlanStep &step)
    {
        const auto at = std::ranges::find(m_entries, step.key, &Keyed<RawJson>::key);
        if (step.kind == StepKind::Rename)
            at->value = at->value.with(columnkey::name, RawJson::string(step.newName));
        else if (step.kind == StepKind::DeleteIndex)
            m_indexes.removeIf([&step](const Keyed<Index> &index) { return index.key == step.key; });
        else if (step.kind == StepKind::DeleteField)
            m_entries.erase(at);
        else if (step.kind == StepKind::Create)
            m_entries.append({step.key, fieldToJson(findEntry(m_plan.target.fields, step.key)->value)});
    }

private:
    const ApplyPlan &m_plan;
    QList<Keyed<RawJson>> m_entries;
    QList<Keyed<Index>> m_indexes;
};

} // namespace

ConfirmedWrite confirmedWrite(const PlanStep &step, WorkspaceId workspace, TableId table)
{
    ConfirmedWrite write;
    Request &request = write.request;
    request.args = {QString::number(workspace.value()), QString::number(table.value())};
    switch (step.kind) {
    case StepKind::DeleteIndex:
        request.endpoint = EndpointId::IndexDelete;
        request.args.append(step.name);
        break;
    case StepKind::Rename:
        request.endpoint = EndpointId::SchemaRename;
        request.body = step.body;
        break;
    case StepKind::Create:
        request.endpoint = EndpointId::SchemaCreate;
        request.args.append(step.type);
        request.body = step.body;
        break;
    case StepKind::PutSchema:
        request.endpoint = EndpointId::SchemaPut;
        write.list = listPutOf(step);
        break;
    case StepKind::PutIndexes:
        request.endpoint = EndpointId::IndexPut;
        write.list = listPutOf(step);
        break;
    case StepKind::PutProperties:
        request.endpoint = EndpointId::TableUpdate;
        request.body = step.body;
        break;
    case StepKind::PutSecurity:
        request.endpoint = EndpointId::TableSecurity;
        request.body = step.body;
        break;
    case StepKind::PutAutocomplete:
        request.endpoint = EndpointId::TableAutocomplete;
        request.body = step.body;
        break;
    case StepKind::CreateIndex:
        request.endpoint = EndpointId::IndexCreate;
        request.args.append(step.type);
        request.body = step.body;
        break;
    case StepKind::DeleteField:
        request.endpoint = EndpointId::SchemaFieldDelete;
        request.args.append(step.name);
        break;
    }
    return write;
}

QList<ConfirmedWrite> confirmedWrites(const QList<PlanStep> &steps, WorkspaceId workspace, TableId table)
{
    QList<ConfirmedWrite> writes;
    std::ranges::transform(steps, std::back_inserter(writes),
                           [&](const PlanStep &step) { return confirmedWrite(step, workspace, table); });
    return writes;
}

RawJson schemaPutBody(const RawJson &fields)
{
    return RawJson::object({{schemaMember.toString(), fields}});
}

RawJson indexPutBody(const RawJson &indexes)
{
    return RawJson::object({{indexMember.toString(), indexes}});
}

QList<StepPreview> previewRequests(const ApplyPlan &plan, WorkspaceId workspace, TableId table)
{
    QList<StepPreview> previews;
    Playback playback(plan);
    for (const PlanStep &step : plan.steps) {
        StepPreview preview{confirmedWrite(step, workspace, table).request, {}, {}};
        if (step.kind == StepKind::PutSchema || step.kind == StepKind::PutIndexes) {
            if (const auto body = putBody(step, playback.list(step.kind)))
                preview.request.body = step.kind == StepKind::PutSchema ? schemaPutBody(*body) : indexPutBody(*body);
            for (const PutEntry &entry : step.entries)
                (entry.origin == PutEntry::Origin::AsRead ? preview.asRead : preview.changed)
                    .append(entryName(plan, entry));
        }
        playback.play(step);
        previews.append(preview);
    }
    return previews;
}

} // namespace metascope
