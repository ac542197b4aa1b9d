// SPDX-License-Identifier: GPL-3.0-or-later
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

TableSchema base()
{
    return SchemaGenerator::fourFields("01");
}

/// Renames a, adds n, makes b required, drops c: rename, create, put, delete.
TableSchema target()
{
    TableSchema schema = base();
    schema.fields[1].value.name = QStringLiteral("title");
    schema.fields[2].value.required = true;
    schema.fields.removeAt(3);
    Field made;
    made.name = QStringLiteral("n");
    made.type = QStringLiteral("text");
    schema.fields.append({EntryKey(50), made});
    return schema;
}

const QStringList allWrites{QStringLiteral(R"(rename {"old_name":"a","new_name":"title"})"),
                            QStringLiteral("create text n"), QStringLiteral("put"), QStringLiteral("delete c")};

Error failure(ErrorKind kind, Delivery delivery, int status = 0)
{
    Error error = Error::local(kind, QStringLiteral("told so"));
    error.delivery = delivery;
    error.httpStatus = status;
    return error;
}

/// The calls by number, from 1: get schema, get index, rename, create, get schema, put, get schema, delete, get schema,
/// get index.
constexpr int firstWrite = 3;
constexpr int readBeforePut = 5;
constexpr int putCall = 6;
constexpr int readBeforeDelete = 7;
constexpr int deleteCall = 8;

struct Run {
    FakeSchemaServer server{base()};
    ApplyRunner runner{server, *planChanges(base(), target())};
    QSignalSpy finished{&runner, &ApplyRunner::finished};

    bool toTheEnd()
    {
        runner.start();
        return !finished.isEmpty() || finished.wait();
    }
    QString steps() const
    {
        QStringList names;
        for (qsizetype i = 0; i < runner.plan().steps.size(); ++i)
            names.append(QVariant::fromValue(runner.stepState(i)).toString());
        return names.join(QLatin1Char(' '));
    }
};

} // namespace

class ApplyRunnerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void carriesThePlanOut()
    {
        Run run;
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Succeeded);
        QCOMPARE(run.server.writes(), allWrites);
        QCOMPARE(run.steps(), QStringLiteral("Done Done Done Done"));
        QCOMPARE(run.server.authorized, QList<qsizetype>{4});
        QCOMPARE(run.server.released, 1);
        QCOMPARE(run.finished.size(), 1);
        // What was not edited is there byte for byte, but for the name.
        QCOMPARE(run.server.table.columns.at(1).text(), QByteArray(R"({"name":"title","type":"text","x":1.0})"));
        // The baseline knows the entries again.
        const TableSchema now = *run.runner.baseline();
        QCOMPARE(now.fields.size(), 4);
        QCOMPARE(now.fields.at(1).key, base().fields.at(1).key);
        QCOMPARE(now.fields.at(3).key, EntryKey(50));
        QCOMPARE(now.indexes.front().key, base().indexes.front().key);
    }

    void nothingChangedNothingSent()
    {
        FakeSchemaServer server{base()};
        ApplyRunner runner(server, *planChanges(base(), base()));
        QSignalSpy finished(&runner, &ApplyRunner::finished);
        runner.start();
        QCOMPARE(finished.size(), 1);
        QCOMPARE(runner.state(), State::Succeeded);
        QVERIFY(server.calls.isEmpty());
        QCOMPARE(*runner.baseline(), base());
    }

    void stopsOnAConflictBeforeAnythingIsSent()
    {
        Run run;
        run.server.table.columns[2] = *RawJson::parse(R"({"name":"b","type":"decimal"})");
        run.server.table.columns.append(*RawJson::parse(R"({"name":"theirs","type":"text"})"));
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Conflicted);
        QVERIFY(run.server.writes().isEmpty());
        QVERIFY(run.server.authorized.isEmpty());
        const ConflictInfo conflict = *run.runner.conflict();
        QCOMPARE(conflict.fields.size(), 2);
        QCOMPARE(conflict.fields.at(0).base->type, QStringLiteral("int"));
        QCOMPARE(conflict.fields.at(0).theirs->type, QStringLiteral("decimal"));
        QVERIFY(conflict.fields.at(0).mine->required);
        QCOMPARE(conflict.fields.at(1).name, QStringLiteral("theirs"));
        QVERIFY(!conflict.fields.at(1).base && !conflict.fields.at(1).mine);
        QCOMPARE(run.steps(), QStringLiteral("Skipped Skipped Skipped Skipped"));
        QCOMPARE(run.runner.baseline()->fields.at(2).key, base().fields.at(2).key);
    }

    void anIndexOrAnOrderOfSomeoneElseIsAConflictToo()
    {
        Run index;
        index.server.table.indexes.append(SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("b")}, "77"));
        QVERIFY(index.toTheEnd());
        QCOMPARE(index.runner.state(), State::Conflicted);
        QCOMPARE(index.runner.conflict()->indexes.size(), 1);
        Run order;
        order.server.table.columns.move(1, 2);
        QVERIFY(order.toTheEnd());
        QCOMPARE(order.runner.state(), State::Conflicted);
        QVERIFY(order.runner.conflict()->order);
        QVERIFY(order.server.writes().isEmpty());
    }

    void spellingsAreNoConflict()
    {
        Run run;
        run.server.table.columns[2] = *RawJson::parse(R"({"type":"int","name":"b","default":"","values":[]})");
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Succeeded);
        // The PUT was made from what was read, not from what was loaded.
        QCOMPARE(run.server.table.columns.at(2).text(),
                 QByteArray(R"({"type":"int","name":"b","default":"","values":[],"required":true})"));
    }

    void aChangeBeforeThePutIsNotOverwritten_data()
    {
        QTest::addColumn<QByteArray>("column");
        QTest::addColumn<int>("at");
        QTest::newRow("added") << QByteArray(R"({"name":"theirs","type":"text"})") << -1;
        QTest::newRow("changed what we change")
            << QByteArray(R"({"name":"b","type":"int","required":true,"nullable":true})") << 2;
        QTest::newRow("changed what is sent as read") << QByteArray(R"({"name":"c","type":"text"})") << 3;
    }
    void aChangeBeforeThePutIsNotOverwritten()
    {
        QFETCH(QByteArray, column);
        QFETCH(int, at);
        Run run;
        run.server.before.insert(readBeforePut, [&] {
            const RawJson json = *RawJson::parse(column);
            if (at < 0)
                run.server.table.columns.append(json);
            else
                run.server.table.columns[at] = json;
        });
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Conflicted);
        QCOMPARE(run.server.writes(), allWrites.mid(0, 2));
        QCOMPARE(run.steps(), QStringLiteral("Done Done Skipped Skipped"));
        QVERIFY(std::ranges::any_of(run.server.table.columns,
                                    [&column](const RawJson &is) { return is.text() == column; }));
        QCOMPARE(run.runner.conflict()->fields.size(), 1);
        // What is built on next is all that is there, indexes too.
        QCOMPARE(run.runner.conflict()->theirs.indexes.size(), 1);
        QCOMPARE(*run.runner.baseline(), run.runner.conflict()->theirs);
    }

    void aConflictBeforeAPutThatIsTheFirstStepKnowsTheIndexes()
    {
        TableSchema wanted = base();
        wanted.fields[2].value.required = true;
        FakeSchemaServer server{base()};
        server.before.insert(firstWrite, [&] { server.table.columns.removeAt(3); });
        ApplyRunner runner(server, *planChanges(base(), wanted));
        QSignalSpy finished(&runner, &ApplyRunner::finished);
        runner.start();
        QVERIFY(finished.wait());
        QCOMPARE(runner.state(), State::Conflicted);
        QVERIFY(server.writes().isEmpty());
        QCOMPARE(runner.conflict()->theirs.indexes.size(), 1);
        QCOMPARE(*runner.baseline(), runner.conflict()->theirs);
    }

    void readsWhereItCounts()
    {
        Run run;
        QVERIFY(run.toTheEnd());
        QStringList kinds;
        for (const QString &call : std::as_const(run.server.calls))
            kinds.append(call.section(u' ', 0, call.startsWith(u"get") ? 1 : 0));
        // Before the first step, before the PUT, before the first deletion, at the end; not after each step.
        QCOMPARE(kinds,
                 (QStringList{QStringLiteral("get schema"), QStringLiteral("get index"), QStringLiteral("rename"),
                              QStringLiteral("create"), QStringLiteral("get schema"), QStringLiteral("put"),
                              QStringLiteral("get schema"), QStringLiteral("delete"), QStringLiteral("get schema"),
                              QStringLiteral("get index")}));
    }

    void oneReadForAllDeletions()
    {
        TableSchema less = base();
        less.fields.remove(1, 2);
        less.fields[1].value.name = QStringLiteral("left");
        FakeSchemaServer server{base()};
        ApplyRunner runner(server, *planChanges(base(), less));
        QSignalSpy finished(&runner, &ApplyRunner::finished);
        runner.start();
        QVERIFY(finished.wait());
        QCOMPARE(runner.state(), State::Succeeded);
        QCOMPARE(server.calls.count(QStringLiteral("get schema")), 3); // first, before the first deletion, last
        QCOMPARE(server.writes().size(), 3);
    }

    void nothingIsReadTwiceBeforeADeletionThatComesFirst()
    {
        TableSchema less = base();
        less.fields.removeAt(3);
        FakeSchemaServer server{base()};
        ApplyRunner runner(server, *planChanges(base(), less));
        QSignalSpy finished(&runner, &ApplyRunner::finished);
        runner.start();
        QVERIFY(finished.wait());
        QCOMPARE(server.calls.count(QStringLiteral("get schema")), 2);
    }

    void aChangeBeforeTheFirstDeletionIsNotOverwritten()
    {
        Run run;
        run.server.before.insert(readBeforeDelete, [&] {
            // Another field under the name of the one that is to be dropped.
            for (RawJson &column : run.server.table.columns)
                if (column.member(u"name")->toString() == u"c")
                    column = *RawJson::parse(R"({"name":"c","type":"text","description":"theirs"})");
        });
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Conflicted);
        QCOMPARE(run.steps(), QStringLiteral("Done Done Done Skipped"));
        QCOMPARE(run.server.writes(), allWrites.mid(0, 3));
        QCOMPARE(run.runner.conflict()->fields.constFirst().name, QStringLiteral("c"));
    }

    void aStepThatCannotBeTakenDownWaitsForAPerson()
    {
        Run run;
        run.server.faults.insert(firstWrite + 1, {failure(ErrorKind::Storage, Delivery::NotSent), false});
        run.runner.start();
        QTRY_COMPARE(run.runner.state(), State::Paused);
        QCOMPARE(run.steps(), QStringLiteral("Done Waiting Waiting Waiting"));
        QCOMPARE(run.runner.count(StepState::Waiting), 3);
        run.runner.resume();
        QVERIFY(run.finished.wait());
        QCOMPARE(run.runner.state(), State::Succeeded);
        QCOMPARE(run.server.authorized, (QList<qsizetype>{4, 3}));
    }

    void aFailedWriteStopsThePlanAndIsNotRepeated()
    {
        Run run;
        run.server.faults.insert(firstWrite + 1, {failure(ErrorKind::Validation, Delivery::Answered, 400), false});
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Failed);
        QCOMPARE(run.runner.error()->kind, ErrorKind::Validation);
        QCOMPARE(run.server.writes(), allWrites.mid(0, 2));
        QCOMPARE(run.steps(), QStringLiteral("Done Failed Skipped Skipped"));
        QVERIFY(!run.runner.stepNote(1).isEmpty());
        // The rest can be planned from what is there now.
        const auto rest = planChanges(*run.runner.baseline(), target());
        QVERIFY(rest);
        QCOMPARE(rest->steps.size(), 3);
        QCOMPARE(rest->steps.front().kind, StepKind::Create);
    }

    void withoutAnAnswerTheStateIsReadBack_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("step");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<Delivery>("delivery");
        QTest::addColumn<bool>("carriedOut");
        const QList<int> writes{firstWrite, firstWrite + 1, putCall, deleteCall};
        for (int step = 0; step < writes.size(); ++step) {
            const int call = writes.at(step);
            for (const bool done : {true, false}) {
                const char *what = done ? "done" : "not done";
                QTest::addRow("no answer, call %d %s", call, what)
                    << call << step << ErrorKind::Network << Delivery::Unknown << done;
                QTest::addRow("502, call %d %s", call, what)
                    << call << step << ErrorKind::Server << Delivery::Answered << done;
            }
        }
    }
    void withoutAnAnswerTheStateIsReadBack()
    {
        QFETCH(int, call);
        QFETCH(int, step);
        QFETCH(ErrorKind, kind);
        QFETCH(Delivery, delivery);
        QFETCH(bool, carriedOut);
        Run run;
        run.server.faults.insert(call, {failure(kind, delivery), carriedOut});
        QVERIFY(run.toTheEnd());
        const QStringList writes = run.server.writes();
        if (carriedOut) {
            QCOMPARE(run.runner.state(), State::Succeeded);
            QCOMPARE(writes, allWrites);
        } else {
            QCOMPARE(run.runner.state(), State::Failed);
            QCOMPARE(writes, allWrites.mid(0, writes.size()));
        }
        QCOMPARE(run.runner.stepState(step), carriedOut ? StepState::Done : StepState::Failed);
        QVERIFY(!run.runner.stepNote(step).isEmpty());
        QVERIFY(run.runner.baseline());
    }

    void whenEvenReadingBackFailsTheStepIsUnknown()
    {
        Run run;
        for (int call = firstWrite; call < firstWrite + 5; ++call)
            run.server.faults.insert(call, {failure(ErrorKind::Network, Delivery::Unknown), false});
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Failed);
        QCOMPARE(run.steps(), QStringLiteral("Unknown Skipped Skipped Skipped"));
        QCOMPARE(run.server.writes().size(), 1);
        QVERIFY(!run.runner.baseline());
    }

    void aFirstReadThatFailsSendsNothing()
    {
        Run run;
        run.server.faults.insert(2, {failure(ErrorKind::Timeout, Delivery::Unknown), false});
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Failed);
        QVERIFY(run.server.writes().isEmpty());
    }

    void withoutLeaveNothingIsSent()
    {
        Run run;
        run.server.leave = Failure(Error::local(ErrorKind::Refused, QStringLiteral("Read-only")));
        QVERIFY(run.toTheEnd());
        QCOMPARE(run.runner.state(), State::Failed);
        QCOMPARE(run.runner.error()->kind, ErrorKind::Refused);
        QVERIFY(run.server.writes().isEmpty());
        QCOMPARE(run.server.released, 0);
    }

    void theRateLimitPausesUntilAPersonContinues()
    {
        Run run;
        Error limit = failure(ErrorKind::RateLimited, Delivery::Answered, 429);
        limit.retryAfter = std::chrono::seconds(20);
        run.server.faults.insert(firstWrite + 1, {limit, false});
        run.runner.start();
        QTRY_COMPARE(run.runner.state(), State::Paused);
        QCOMPARE(run.runner.error()->retryAfter, limit.retryAfter);
        QCOMPARE(run.steps(), QStringLiteral("Done Waiting Waiting Waiting"));
        run.runner.resume();
        QVERIFY(run.finished.wait());
        QCOMPARE(run.runner.state(), State::Succeeded);
        QCOMPARE(run.server.authorized, (QList<qsizetype>{4, 3}));
        QCOMPARE(run.steps(), QStringLiteral("Done Done Done Done"));
    }

    void abortTellsWhatTheServerDid_data()
    {
        QTest::addColumn<bool>("carriedOut");
        QTest::newRow("done") << true;
        QTest::newRow("not done") << false;
    }
    void abortTellsWhatTheServerDid()
    {
        QFETCH(bool, carriedOut);
        Run run;
        run.server.held = firstWrite + 1;
        run.server.heldIsCarriedOut = carriedOut;
        run.runner.start();
        QTRY_COMPARE(run.server.calls.size(), firstWrite + 1);
        run.runner.abort();
        QVERIFY(run.finished.wait());
        QCOMPARE(run.runner.state(), State::Aborted);
        QCOMPARE(run.steps(),
                 carriedOut ? QStringLiteral("Done Done Skipped Skipped")
                            : QStringLiteral("Done Failed Skipped Skipped"));
        QCOMPARE(run.server.writes(), allWrites.mid(0, 2));
        QVERIFY(run.runner.baseline());
    }

    void abortBeforeTheFirstWriteSendsNothing()
    {
        Run run;
        run.server.held = 1;
        run.runner.start();
        run.runner.abort();
        QVERIFY(!run.finished.isEmpty() || run.finished.wait());
        QCOMPARE(run.runner.state(), State::Aborted);
        QCOMPARE(run.server.calls.size(), 1);
    }

    void aRunnerThatGoesInTheMiddleLeavesNothingBehind()
    {
        FakeSchemaServer server{base()};
        server.held = firstWrite;
        auto runner = std::make_unique<ApplyRunner>(server, *planChanges(base(), target()));
        runner->start();
        QTRY_COMPARE(server.calls.size(), firstWrite);
        runner.reset();
        QCOMPARE(server.released, 1);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(server.calls.size(), firstWrite);
    }
};

METASCOPE_TEST(ApplyRunnerTest)
#include "applyrunnertest.moc"
