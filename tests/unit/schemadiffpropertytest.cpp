// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/createcall.h"
#include "tests/edit/schemagenerator.h"
#include "tests/edit/schemasimulator.h"
#include "tests/support/testmain.h"

namespace metascope::test {

/// Plans over generated pairs of schemas, carried out on a table in memory.
class SchemaDiffPropertyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void applyingThePlanGivesTheTarget();

private:
    static QString problemOf(const TableSchema &base, const TableSchema &target);
};

namespace {

bool sameIndexes(QList<Index> is, const QList<Keyed<Index>> &wanted)
{
    for (const Keyed<Index> &index : wanted) {
        const auto found = std::ranges::find_if(is, [&](const Index &other) { return sameIndex(other, index.value); });
        if (found == is.end())
            return false;
        is.erase(found);
    }
    return is.isEmpty();
}

bool isRenamedAtMost(Field before, const Field &after)
{
    before.name = after.name;
    return before == after;
}

qsizetype countOf(const ApplyPlan &plan, StepKind kind)
{
    return std::ranges::count(plan.steps, kind, &PlanStep::kind);
}

/// Whether anything asks for the whole list of fields: told from base and target alone, by other means than the plan's.
bool needsList(const TableSchema &base, const TableSchema &target)
{
    QList<EntryKey> stands; // as they stand after the create calls, without what is dropped
    for (const Keyed<Field> &was : base.fields) {
        if (const Keyed<Field> *is = findEntry(target.fields, was.key)) {
            stands.append(was.key);
            if (fieldToJson(was.value).without(u"name") != fieldToJson(is->value).without(u"name"))
                return true;
        }
    }
    for (const Keyed<Field> &is : target.fields) {
        if (findEntry(base.fields, is.key))
            continue;
        if (!createCallOf(is.value))
            return true;
        stands.append(is.key);
    }
    return !std::ranges::equal(stands, target.fields, {}, {}, &Keyed<Field>::key);
}

/// What is wrong with how much a plan does; empty where each step is needed.
QString problemOfSize(const ApplyPlan &plan)
{
    qsizetype added = 0;
    qsizetype dropped = 0;
    qsizetype renamed = 0;
    bool inTheWay = false; // a new name that something had: then a rename may take two calls
    for (const Keyed<Field> &is : plan.target.fields) {
        const Keyed<Field> *was = findEntry(plan.base.fields, is.key);
        added += !was && createCallOf(is.value) ? 1 : 0;
        const bool isNew = !was || was->value.name != is.value.name;
        renamed += was && isNew ? 1 : 0;
        inTheWay = inTheWay || (isNew && std::ranges::any_of(plan.base.fields, [&is](const Keyed<Field> &other) {
                                    return collisionKey(other.value.name) == collisionKey(is.value.name);
                                }));
    }
    for (const Keyed<Field> &was : plan.base.fields)
        dropped += findEntry(plan.target.fields, was.key) ? 0 : 1;
    if (countOf(plan, StepKind::Create) != added)
        return QStringLiteral("a create call for each new field that one can express, and no other");
    if (countOf(plan, StepKind::DeleteField) != dropped)
        return QStringLiteral("a delete call for each dropped field");
    if (inTheWay ? countOf(plan, StepKind::Rename) < renamed : countOf(plan, StepKind::Rename) != renamed)
        return QStringLiteral("one call for each rename");
    if (countOf(plan, StepKind::PutSchema) != (needsList(plan.base, plan.target) ? 1 : 0))
        return QStringLiteral("the whole list exactly where it is needed");
    const bool isUnlisted = std::ranges::any_of(plan.target.indexes, [&plan](const Keyed<Index> &is) {
        const bool isDeleted = std::ranges::any_of(plan.steps, [&is](const PlanStep &step) {
            return step.kind == StepKind::DeleteIndex && step.key == is.key;
        });
        return (isDeleted || !findEntry(plan.base.indexes, is.key)) && is.value.type == QLatin1String("gin");
    });
    if (countOf(plan, StepKind::PutIndexes) != (isUnlisted ? 1 : 0))
        return QStringLiteral("the whole list of indexes exactly for a gin");
    return {};
}

/// What the order of the steps promises: deletes of fields last, and of indexes first.
bool isInOrder(const ApplyPlan &plan)
{
    return std::ranges::is_sorted(plan.steps, {}, &PlanStep::kind);
}

} // namespace

QString SchemaDiffPropertyTest::problemOf(const TableSchema &base, const TableSchema &target)
{
    const auto plan = planChanges(base, target);
    if (!plan)
        return QStringLiteral("no plan: ") + plan.error().message;
    if (plan->isEmpty() != (base == target))
        return QStringLiteral("a plan is empty exactly when nothing differs");
    if (!isInOrder(*plan))
        return QStringLiteral("the steps are out of order");
    if (const QString problem = problemOfSize(*plan); !problem.isEmpty())
        return problem;
    SchemaSimulator table(base);
    for (const PlanStep &step : plan->steps) {
        if (const auto done = table.carryOut(step); !done)
            return step.sentence + QStringLiteral(" -> ") + done.error().message;
    }
    if (table.lostByPut > 0)
        return QStringLiteral("a PUT left something out");
    const auto fields = fieldsFromJson(table.schema());
    if (!fields || fields->size() != target.fields.size())
        return QStringLiteral("another number of fields");
    QHash<QString, QString> record;
    for (qsizetype i = 0; i < fields->size(); ++i) {
        const Keyed<Field> &wanted = target.fields.at(i);
        const Keyed<Field> *before = findEntry(base.fields, wanted.key);
        if (!sameColumn(fields->at(i), wanted.value))
            return QStringLiteral("field %1 is %2").arg(wanted.value.name, QString::fromUtf8(fields->at(i).raw.text()));
        if (before && fields->at(i).raw != fieldToJson(wanted.value))
            return QStringLiteral("bytes of %1 changed").arg(wanted.value.name);
        // Without fieldToJson(), which has its say on both sides above.
        if (before && isRenamedAtMost(before->value, wanted.value)
            && fields->at(i).raw != before->value.raw.with(u"name", RawJson::string(wanted.value.name)))
            return QStringLiteral("%1 was not edited, and is another text").arg(wanted.value.name);
        if (before)
            record.insert(wanted.value.name, SchemaSimulator::valueOf(wanted.key));
    }
    if (table.record != record)
        return QStringLiteral("data is lost or kept that should not be");
    if (target.properties && !changedProperties(*table.properties, *target.properties).isEmpty())
        return QStringLiteral("other properties");
    return sameIndexes(table.indexes, target.indexes) ? QString() : QStringLiteral("other indexes");
}

void SchemaDiffPropertyTest::applyingThePlanGivesTheTarget()
{
    constexpr quint64 pairs = 10'000;
    QHash<StepKind, qsizetype> steps;
    QSet<QString> created;
    for (quint64 seed = 1; seed <= pairs; ++seed) {
        SchemaGenerator generator(seed);
        const TableSchema base = generator.base();
        const TableSchema target = generator.target(base);
        const QString problem = problemOf(base, target);
        QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        const ApplyPlan plan = *planChanges(base, target);
        for (const PlanStep &step : plan.steps) {
            ++steps[step.kind];
            if (step.kind == StepKind::Create)
                created.insert(step.type);
            else if (step.kind == StepKind::CreateIndex)
                created.insert(QStringLiteral("index ") + step.type);
        }
    }
    // The generator is worth something only while the pairs need all kinds of steps, and all calls that make something.
    for (const StepKind kind : {StepKind::DeleteIndex, StepKind::Rename, StepKind::Create, StepKind::PutSchema,
                                StepKind::PutIndexes, StepKind::CreateIndex, StepKind::PutProperties,
                                StepKind::PutSecurity, StepKind::PutAutocomplete, StepKind::DeleteField})
        QVERIFY2(steps.value(kind) > static_cast<qsizetype>(pairs / 20),
                 qPrintable(QString::number(steps.value(kind))));
    QCOMPARE(created.size(), 25 + 5);
}

METASCOPE_TEST(SchemaDiffPropertyTest)

} // namespace metascope::test

#include "schemadiffpropertytest.moc"
