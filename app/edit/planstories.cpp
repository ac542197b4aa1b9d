// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/planstories.h"

#include "app/domain/columnkeys.h"

#include <QtCore/QHash>

namespace metascope {

namespace {

/// Follows the fields of a plan from step to step.
class Fields {
public:
    explicit Fields(const ApplyPlan &plan) : m_plan(plan)
    {
        for (const Keyed<Field> &field : plan.base.fields)
            m_json.insert(field.key, fieldToJson(field.value));
    }

    [[nodiscard]] std::optional<RawJson> at(EntryKey key) const
    {
        const auto found = m_json.constFind(key);
        return found == m_json.constEnd() ? std::nullopt : std::optional(*found);
    }

    void carryOut(const PlanStep &step)
    {
        if (step.kind == StepKind::Rename) {
            if (const auto json = at(step.key))
                m_json.insert(step.key, json->with(columnkey::name, RawJson::string(step.newName)));
        } else if (step.kind == StepKind::Create) {
            m_json.insert(step.key, created(step));
        } else if (step.kind == StepKind::DeleteField) {
            m_json.remove(step.key);
        } else if (step.kind == StepKind::PutSchema) {
            for (const PutEntry &entry : step.entries)
                if (const Keyed<Field> *field = findEntry(m_plan.target.fields, entry.key))
                    m_json.insert(entry.key, named(fieldToJson(field->value), entry.name));
        }
    }

private:
    static RawJson named(const RawJson &json, const QString &name)
    {
        return json.with(columnkey::name, RawJson::string(name));
    }
    /// A temporary name is told as it is.
    [[nodiscard]] RawJson created(const PlanStep &step) const
    {
        const Keyed<Field> *field = findEntry(m_plan.target.fields, step.key);
        return field ? named(fieldToJson(field->value), step.name) : step.body;
    }

    const ApplyPlan &m_plan;
    QHash<EntryKey, RawJson> m_json;
};

std::optional<RawJson> indexIn(const QList<Keyed<Index>> &indexes, EntryKey key)
{
    const Keyed<Index> *index = findEntry(indexes, key);
    return index ? std::optional(indexToJson(index->value)) : std::nullopt;
}

} // namespace

QList<WriteStory> storiesOf(const ApplyPlan &plan, const WriteStory &about)
{
    QList<WriteStory> stories;
    Fields fields(plan);
    for (const PlanStep &step : plan.steps) {
        WriteStory story = about;
        story.step = static_cast<int>(stories.size()) + 1;
        story.steps = static_cast<int>(plan.steps.size());
        story.sentence = step.sentence;
        if (step.kind == StepKind::DeleteIndex) {
            story.before = indexIn(plan.base.indexes, step.key);
        } else if (step.kind == StepKind::CreateIndex) {
            story.after = indexIn(plan.target.indexes, step.key);
        } else {
            story.before = fields.at(step.key);
            fields.carryOut(step);
            story.after = fields.at(step.key);
        }
        stories.append(story);
    }
    return stories;
}

} // namespace metascope
