// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/indexplan.h"

#include "app/domain/columnkeys.h"
#include "app/domain/createcall.h"
#include "app/domain/planwords.h"
#include "app/domain/schemachanges.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct IndexPlanText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ApplyPlan)
};

Failure invalid(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

bool hasField(const QList<Keyed<Field>> &fields, const QString &name)
{
    return std::ranges::any_of(fields, [&name](const Keyed<Field> &entry) { return entry.value.name == name; });
}

bool usesOnly(const QList<Keyed<Field>> &fields, const Index &index)
{
    return std::ranges::all_of(index.fields,
                               [&fields](const IndexField &field) { return hasField(fields, field.name); });
}

/// The first field of the index that the target does not have any more.
QString droppedFieldOf(const Index &index, const TableSchema &base, const TableSchema &target)
{
    const auto found = std::ranges::find_if(base.fields, [&](const Keyed<Field> &entry) {
        return index.uses(entry.value.name) && !findEntry(target.fields, entry.key);
    });
    return found == base.fields.end() ? QString() : found->value.name;
}

PlanStep createStep(const Keyed<Index> &index, const QString &call)
{
    PlanStep step;
    step.kind = StepKind::CreateIndex;
    step.key = index.key;
    step.sentence = planwords::createIndex(index.value);
    step.type = call;
    step.body = createBody(index.value);
    return step;
}

/// The whole list: what is there as it is read, and the new ones after it.
PlanStep putStep(const QList<Keyed<Index>> &kept, const QList<Keyed<Index>> &added)
{
    PlanStep step;
    step.kind = StepKind::PutIndexes;
    QStringList phrases;
    for (const Keyed<Index> &index : kept) {
        PutEntry entry;
        entry.key = index.key;
        entry.name = index.value.id;
        step.entries.append(entry);
    }
    for (const Keyed<Index> &index : added) {
        PutEntry entry;
        entry.origin = PutEntry::Origin::Added;
        entry.key = index.key;
        entry.json = indexToJson(index.value).without(columnkey::id);
        step.entries.append(entry);
        phrases.append(planwords::indexPhrase(index.value));
    }
    step.sentence = planwords::putIndexes(phrases);
    return step;
}

Result<QList<PlanStep>> planCreates(const QList<Keyed<Index>> &kept, const QList<Keyed<Index>> &added)
{
    QList<PlanStep> steps;
    QList<Keyed<Index>> listed;
    const auto isListed = [](const Keyed<Index> &index) { return !createCallOf(index.value); };
    const bool needsList = std::ranges::any_of(added, isListed);
    for (const Keyed<Index> &index : added) {
        const bool isPlain = index.value.type == QLatin1String("btree");
        if (index.value.isPrimary() || index.value.type.isEmpty() || index.value.fields.isEmpty())
            return invalid(IndexPlanText::tr("An index of type %1 cannot be added here.").arg(index.value.type));
        if (isListed(index) || (needsList && isPlain))
            listed.append(index);
        else
            steps.append(createStep(index, *createCallOf(index.value)));
    }
    if (listed.isEmpty())
        return steps;
    const auto nameless
        = std::ranges::find_if(kept, [](const Keyed<Index> &index) { return index.value.id.isEmpty(); });
    // Without an id an entry cannot be told from others, and the list could lose one.
    if (nameless != kept.end())
        return invalid(
            IndexPlanText::tr("%1 can only be added by sending the whole list of indexes, in which %2 has no id.")
                .arg(planwords::indexPhrase(listed.front().value), planwords::indexPhrase(nameless->value)));
    steps.prepend(putStep(kept, listed));
    return steps;
}

} // namespace

Result<IndexSteps> planIndexes(const TableSchema &base, const TableSchema &target)
{
    IndexSteps steps;
    QList<Keyed<Index>> kept;
    QList<Keyed<Index>> added;
    for (const Keyed<Index> &was : base.indexes) {
        const Keyed<Index> *is = findEntry(target.indexes, was.key);
        const QString dropped = droppedFieldOf(was.value, base, target);
        if (is && dropped.isEmpty() && sameIndex(withNamesOf(was.value, base, target), is->value)) {
            kept.append(was);
            continue;
        }
        if (was.value.isPrimary() || was.value.id.isEmpty())
            return invalid(IndexPlanText::tr("The index %1 cannot be deleted.").arg(planwords::indexPhrase(was.value)));
        PlanStep step;
        step.kind = StepKind::DeleteIndex;
        step.key = was.key;
        step.sentence = planwords::deleteIndex(was.value, dropped);
        step.name = was.value.id;
        steps.deletes.append(step);
        if (is && usesOnly(target.fields, is->value))
            added.append(*is);
    }
    for (const Keyed<Index> &is : target.indexes) {
        if (findEntry(base.indexes, is.key))
            continue;
        if (!usesOnly(target.fields, is.value))
            return invalid(IndexPlanText::tr("The index %1 uses a field that is not there.")
                               .arg(planwords::indexPhrase(is.value)));
        added.append(is);
    }
    auto creates = planCreates(kept, added);
    if (!creates)
        return Failure(creates.error());
    steps.creates = *creates;
    return steps;
}

} // namespace metascope
