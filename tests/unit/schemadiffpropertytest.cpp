// SPDX-License-Identifier: GPL-3.0-or-later
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
    return sameIndexes(table.indexes, target.indexes) ? QString() : QStringLiteral("other indexes");
}

void SchemaDiffPropertyTest::applyingThePlanGivesTheTarget()
{
    constexpr quint64 pairs = 10'000;
    qsizetype steps = 0;
    for (quint64 seed = 1; seed <= pairs; ++seed) {
        SchemaGenerator generator(seed);
        const TableSchema base = generator.base();
        const TableSchema target = generator.target(base);
        const QString problem = problemOf(base, target);
        QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        steps += planChanges(base, target)->steps.size();
    }
    // The generator is worth something only while most pairs need several steps.
    QVERIFY(steps > static_cast<qsizetype>(3 * pairs));
}

METASCOPE_TEST(SchemaDiffPropertyTest)

} // namespace metascope::test

#include "schemadiffpropertytest.moc"
