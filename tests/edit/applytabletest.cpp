// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a plan that are about the table itself and the whole list of its indexes, on a table in memory.
#include "app/edit/applyrunner.h"
#include "tests/edit/fakeschemaserver.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using namespace metascope::test;

using State = ApplyRunner::State;
using StepState = ApplyRunner::StepState;

namespace {

TableSchema base(const std::optional<QStringList> &autocomplete = {})
{
    TableSchema schema = SchemaGenerator::fourFields("01");
    schema.properties = TableProperties();
    schema.properties->name = QStringLiteral("made up");
    schema.properties->autocomplete = autocomplete;
    return schema;
}

TableSchema withGin(TableSchema schema)
{
    schema.indexes.append({EntryKey(60), SchemaGenerator::index(QStringLiteral("gin"), {QStringLiteral("c")})});
    return schema;
}

struct Run {
    Run(const TableSchema &from, const TableSchema &to) : server(from), runner(server, *planChanges(from, to)) {}
    bool toTheEnd()
    {
        runner.start();
        return !finished.isEmpty() || finished.wait();
    }

    FakeSchemaServer server;
    ApplyRunner runner;
    QSignalSpy finished{&runner, &ApplyRunner::finished};
};

Error lost()
{
    Error error = Error::local(ErrorKind::Network, QStringLiteral("told so"));
    error.delivery = Delivery::Unknown;
    return error;
}

/// The calls by number, from 1: get schema, get index, get table, then the steps.
constexpr int firstStep = 4;

} // namespace

class ApplyTableTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTableIsReadOnlyWhereItsPropertiesAreKnown()
    {
        TableSchema from = base();
        TableSchema to = from;
        to.fields[1].value.name = QStringLiteral("title");
        Run known(from, to);
        QVERIFY(known.toTheEnd());
        QCOMPARE(known.server.calls.count(QStringLiteral("get table")), 2);
        QCOMPARE(known.runner.baseline()->properties, from.properties);
        from.properties.reset();
        to.properties.reset();
        Run unknown(from, to);
        QVERIFY(unknown.toTheEnd());
        QVERIFY(!unknown.server.calls.contains(QStringLiteral("get table")));
        QVERIFY(!unknown.runner.baseline()->properties);
    }

    void anIndexOfSomeoneElseIsNotLostToTheList()
    {
        Run run(base(), withGin(base()));
        // After the check before the first step, right before the read that the list is made from.
        run.server.before.insert(firstStep, [&run] {
            run.server.table.indexes.append(
                SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("b")}, "77"));
        });
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Failed);
        QCOMPARE(run.runner.stepState(0), StepState::Failed);
        QVERIFY(run.server.writes().isEmpty());
        QCOMPARE(run.server.table.indexes.size(), 2);
    }

    void theListIsSentOnceAndKnownAgain()
    {
        Run run(base(), withGin(base()));
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Succeeded);
        QCOMPARE(run.server.writes(), QStringList{QStringLiteral("put index")});
        QCOMPARE(run.server.table.lostByPut, 0);
        QCOMPARE(run.runner.baseline()->indexes.at(1).key, EntryKey(60));
    }

    void aListWithoutAnAnswerIsLookedFor_data()
    {
        QTest::addColumn<bool>("carriedOut");
        QTest::newRow("carried out") << true;
        QTest::newRow("not carried out") << false;
    }
    void aListWithoutAnAnswerIsLookedFor()
    {
        QFETCH(bool, carriedOut);
        Run run(base(), withGin(base()));
        run.server.faults.insert(firstStep + 1, {lost(), carriedOut});
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.stepState(0), carriedOut ? StepState::Done : StepState::Failed);
        QCOMPARE(run.server.writes().size(), 1);
    }

    void whatTheServerDoesNotTellStaysUnknown()
    {
        TableSchema to = base();
        to.properties->autocomplete = QStringList{QStringLiteral("a")};
        Run run(base(), to);
        run.server.faults.insert(firstStep, {lost(), false});
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Failed);
        QCOMPARE(run.runner.stepState(0), StepState::Unknown);
        QVERIFY(!run.runner.stepNote(0).isEmpty());
        // Where it tells, it is known.
        TableSchema from = base(QStringList{QStringLiteral("b")});
        Run told(from, to);
        told.server.faults.insert(firstStep, {lost(), true});
        QVERIFY(told.toTheEnd());
        QCOMPARE(told.runner.stepState(0), StepState::Done);
    }

    void aPropertyOfSomeoneElseIsAConflict()
    {
        TableSchema to = base();
        to.properties->docs = QStringLiteral("mine");
        Run run(base(), to);
        run.server.table.properties->tags.append(QStringLiteral("theirs"));
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Conflicted);
        QCOMPARE(run.runner.conflict()->properties, QList<TableProperty>{TableProperty::Tags});
        QVERIFY(describe(*run.runner.conflict()).contains(QLatin1String("tags")));
        QVERIFY(run.server.writes().isEmpty());
        QCOMPARE(run.runner.baseline()->properties->tags, QStringList{QStringLiteral("theirs")});
    }

    void aTableThatCannotBeReadStopsThePlan()
    {
        TableSchema to = base();
        to.properties->docs = QStringLiteral("mine");
        Run run(base(), to);
        run.server.faults.insert(3, {lost(), false});
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Failed);
        QVERIFY(run.server.writes().isEmpty());
    }
};

METASCOPE_TEST(ApplyTableTest)
#include "applytabletest.moc"
