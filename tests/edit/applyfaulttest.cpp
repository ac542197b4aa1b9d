// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a plan when the server, the network or a person stops it in the middle.
#include "tests/edit/eachstep.h"
#include "tests/edit/realtable.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace metascope;
using namespace metascope::test;

using State = ApplyRunner::State;

namespace {

TableSchema wanted()
{
    TableSchema schema = tableWithIndexes();
    schema.properties = TableProperties();
    schema.properties->name = QStringLiteral("made up");
    schema.properties->guid = QStringLiteral("made-up-guid");
    schema.properties->autocomplete = QStringList{QStringLiteral("a")};
    return schema;
}

/// One step of each kind: index c away, a renamed, n added, b required, two indexes on b, the table's properties, c dropped.
TableSchema targetOf(const TableSchema &base)
{
    TableSchema schema = changedInEachWay(base);
    schema.indexes.append({EntryKey(52), SchemaGenerator::index(QStringLiteral("gin"), {QStringLiteral("b")})});
    schema.properties->docs = QStringLiteral("# Docs");
    schema.properties->guid = QStringLiteral("another-guid");
    schema.properties->autocomplete = QStringList{QStringLiteral("n"), QStringLiteral("title")};
    return schema;
}

/// What matches each step's request, in the order of the plan; `@` is the path of the table.
const QStringList matches{QStringLiteral("DELETE */index/*"),
                          QStringLiteral("POST */schema/rename"),
                          QStringLiteral("POST */schema/type/*"),
                          QStringLiteral("PUT */schema"),
                          QStringLiteral("PUT */index"),
                          QStringLiteral("POST */index/*"),
                          QStringLiteral("PUT @"),
                          QStringLiteral("PUT */security"),
                          QStringLiteral("PUT */autocomplete"),
                          QStringLiteral("DELETE */schema/*")};

/// A sandbox of its own per test: a 429 teaches its client for good.
struct Stage {
    explicit Stage(const QString &rule)
    {
        if (!fault(rule))
            qFatal("no such fault");
    }
    /// That fault, once, at the step's request.
    Stage(int step, const QString &fault) : Stage(QStringLiteral("%1 %2 x1").arg(matches.at(step), fault)) {}

    ClientFixture fixture{{}, patientOptions()};
    RealTable table{fixture, wanted()};
    TableSchema target = targetOf(table.base);
    ApplyPlan plan = *planChanges(table.base, target);
    RealApply apply{table, plan};

    bool hasEnded() { return !apply.finished.isEmpty() || apply.finished.wait(60'000); }
    /// A person continues after a pause.
    bool resumeToTheEnd()
    {
        // The plan's budget is the client's affair: here it would only make the test long.
        fixture.client().limiter().setLimit(RateLimit{1000, std::chrono::milliseconds(1000)});
        apply.runner.resume();
        return hasEnded();
    }
    bool fault(QString rule)
    {
        return fixture.server.setFaults({rule.replace(QLatin1Char('@'), table.path())}).has_value();
    }
    /// The rest, planned from what is there now.
    QString problemOfTheRest(const std::optional<TableSchema> &baseline)
    {
        static_cast<void>(fixture.server.setFaults({}));
        const auto rest = baseline ? planChanges(*baseline, target) : Result<ApplyPlan>(Failure(Error()));
        if (!rest)
            return QStringLiteral("there is no rest");
        RealApply again(table, *rest);
        if (!again.toTheEnd() || again.runner.state() != State::Succeeded)
            return QStringLiteral("the rest is ") + again.steps();
        const QString problem = table.problemOf(target);
        return problem.isEmpty() ? table.problemOfBaseline(again.runner.baseline(), target, true) : problem;
    }
};

QString stepsWith(qsizetype at, const QString &state)
{
    QStringList steps;
    for (qsizetype i = 0; i < matches.size(); ++i)
        steps.append(i < at ? QStringLiteral("Done") : i == at ? state : QStringLiteral("Skipped"));
    return steps.join(QLatin1Char(' '));
}

void eachStep(const QStringList &faults)
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("fault");
    for (const QString &fault : faults) {
        for (int step = 0; step < matches.size(); ++step)
            QTest::addRow("%s on %s", qPrintable(fault), qPrintable(matches.at(step))) << step << fault;
    }
}

} // namespace

class ApplyFaultTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void carriedOutWithoutAnAnswer_data()
    {
        eachStep({QStringLiteral("apply-then-502"), QStringLiteral("truncate"), QStringLiteral("reset-body")});
    }
    void carriedOutWithoutAnAnswer()
    {
        QFETCH(int, step);
        QFETCH(QString, fault);
        Stage stage(step, fault);
        RealApply &apply = stage.apply;
        QCOMPARE(stage.plan.steps.size(), matches.size());
        QVERIFY(apply.toTheEnd());
        QCOMPARE(apply.steps(), stepsWith(matches.size(), {}));
        QCOMPARE(apply.runner.state(), State::Succeeded);
        QVERIFY(!apply.runner.stepNote(step).isEmpty());
        QCOMPARE(stage.table.writes().size(), matches.size());
        QCOMPARE(stage.table.problemOf(stage.target), QString());
        QCOMPARE(stage.table.problemOfBaseline(apply.runner.baseline(), stage.target, true), QString());
    }

    void notCarriedOut_data()
    {
        eachStep({QStringLiteral("reset-before"), QStringLiteral("close-before"), QStringLiteral("html502"),
                  QStringLiteral("status=400")});
    }
    void notCarriedOut()
    {
        QFETCH(int, step);
        QFETCH(QString, fault);
        Stage stage(step, fault);
        RealApply &apply = stage.apply;
        QVERIFY(apply.toTheEnd());
        QCOMPARE(apply.runner.state(), State::Failed);
        QCOMPARE(apply.steps(), stepsWith(step, QStringLiteral("Failed")));
        QVERIFY(apply.runner.error() && !apply.runner.stepNote(step).isEmpty());
        // Once each, the failed one included.
        QCOMPARE(stage.table.writes().size(), step + 1);
        QCOMPARE(stage.table.problemOfBaseline(apply.runner.baseline(), stage.target, false), QString());
        QCOMPARE(stage.problemOfTheRest(apply.runner.baseline()), QString());
    }

    void theRateLimitPausesAndAPersonContinues_data() { eachStep({QStringLiteral("429=0")}); }
    void theRateLimitPausesAndAPersonContinues()
    {
        QFETCH(int, step);
        QFETCH(QString, fault);
        Stage stage(step, fault);
        RealApply &apply = stage.apply;
        apply.runner.start();
        QTRY_COMPARE_WITH_TIMEOUT(apply.runner.state(), State::Paused, 60'000);
        QCOMPARE(apply.runner.error()->kind, ErrorKind::RateLimited);
        QCOMPARE(apply.runner.stepState(step), ApplyRunner::StepState::Waiting);
        const QStringList before = stage.table.writes();
        QCOMPARE(before.size(), step + 1);
        QVERIFY(before.constLast().endsWith(QLatin1String(" 429")));
        QVERIFY(stage.resumeToTheEnd());
        QCOMPARE(apply.runner.state(), State::Succeeded);
        // The refused one went out a second time, on a person's word; everything else once.
        QStringList writes = stage.table.writes();
        QCOMPARE(writes.size(), matches.size() + 1);
        writes.removeAt(step);
        QVERIFY(std::ranges::all_of(writes, [](const QString &write) { return write.endsWith(u" 200"); }));
        QCOMPARE(stage.table.problemOf(stage.target), QString());
    }

    void whatOthersDoInThePauseIsNotOverwritten_data() { eachStep({QStringLiteral("429=0")}); }
    void whatOthersDoInThePauseIsNotOverwritten()
    {
        QFETCH(int, step);
        QFETCH(QString, fault);
        Stage stage(step, fault);
        RealApply &apply = stage.apply;
        apply.runner.start();
        QTRY_COMPARE_WITH_TIMEOUT(apply.runner.state(), State::Paused, 60'000);
        // Another field under the name of the one that is to be dropped.
        stage.table.call("DELETE", stage.table.path(QStringLiteral("/schema/c")));
        stage.table.call("POST", stage.table.path(QStringLiteral("/schema/type/text")),
                         *RawJson::parse(R"({"name":"c","description":"theirs"})"));
        QVERIFY(stage.resumeToTheEnd());
        QCOMPARE(apply.runner.state(), State::Conflicted);
        QCOMPARE(stage.table.writes().size(), step + 1);
        QCOMPARE(apply.runner.conflict()->fields.constFirst().name, QStringLiteral("c"));
        QCOMPARE(stage.table.problemOfBaseline(apply.runner.baseline(), stage.target, false), QString());
    }

    void anAbortWhileTheServerIsSilent_data() { eachStep({QStringLiteral("hang")}); }
    void anAbortWhileTheServerIsSilent()
    {
        QFETCH(int, step);
        QFETCH(QString, fault);
        Stage stage(step, fault);
        RealApply &apply = stage.apply;
        apply.runner.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.table.writes().size(), step + 1, 60'000);
        apply.runner.abort();
        QVERIFY(stage.hasEnded());
        QCOMPARE(apply.runner.state(), State::Aborted);
        QCOMPARE(apply.steps(), stepsWith(step, QStringLiteral("Failed")));
        QCOMPARE(stage.table.writes().size(), step + 1);
        QCOMPARE(stage.table.problemOfBaseline(apply.runner.baseline(), stage.target, false), QString());
        QCOMPARE(stage.problemOfTheRest(apply.runner.baseline()), QString());
    }

    // As the dock "Activity" does it: the runner learns of it from the answer alone.
    void aStepCancelledElsewhereEndsThePlan_data() { eachStep({QStringLiteral("hang")}); }
    void aStepCancelledElsewhereEndsThePlan()
    {
        QFETCH(int, step);
        QFETCH(QString, fault);
        Stage stage(step, fault);
        RealApply &apply = stage.apply;
        apply.runner.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.table.writes().size(), step + 1, 60'000);
        CallList &calls = stage.table.fixture().client().calls();
        const auto write = std::ranges::find_if(calls.running(), &Call::isWrite);
        QVERIFY(write != calls.running().end());
        QVERIFY(calls.abort(write->number));
        QVERIFY(stage.hasEnded());
        QCOMPARE(apply.runner.state(), State::Aborted);
        QCOMPARE(apply.steps(), stepsWith(step, QStringLiteral("Failed")));
        QCOMPARE(stage.table.writes().size(), step + 1);
        QCOMPARE(stage.problemOfTheRest(apply.runner.baseline()), QString());
    }

    void aFirstReadThatFailsSendsNothing()
    {
        Stage stage(QStringLiteral("GET */index bad-json"));
        RealApply &apply = stage.apply;
        QVERIFY(apply.toTheEnd());
        QCOMPARE(apply.runner.state(), State::Failed);
        QVERIFY(stage.table.writes().isEmpty());
        QVERIFY(!apply.runner.baseline());
    }
};

METASCOPE_TEST(ApplyFaultTest)
#include "applyfaulttest.moc"
