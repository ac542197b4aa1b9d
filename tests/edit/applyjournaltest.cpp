// SPDX-License-Identifier: GPL-3.0-or-later
// What the journal holds of a plan that was applied to a real table, and that it is enough to go back.
#include "app/edit/planstories.h"
#include "app/edit/schemainverse.h"
#include "app/store/writejournal.h"
#include "tests/edit/eachstep.h"
#include "tests/edit/realtable.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

#include <QtCore/QTemporaryDir>

using namespace metascope;
using namespace metascope::test;

using State = ApplyRunner::State;

namespace {

template <typename Log>
struct Stage {
    template <typename... Arguments>
    explicit Stage(Arguments... arguments) : journal(arguments...)
    {}
    [[nodiscard]] ClientOptions options()
    {
        ClientOptions made = patientOptions();
        made.writeLog = &journal;
        return made;
    }
    Log journal;
    ClientFixture fixture{{}, options()};
    RealTable table{fixture, tableWithIndexes()};
    TableSchema target = changedInEachWay(table.base);
    ApplyPlan plan = *planChanges(table.base, target);
};

WriteStory about(const RealTable &table)
{
    WriteStory story;
    story.plan = QStringLiteral("plan");
    story.table = table.id();
    story.tableName = QStringLiteral("made up");
    return story;
}

TableSchema schemaOf(const RealTable &table)
{
    KeySource keys;
    return keyed(*fieldsFromJson(table.schema()), *indexesFromJson(table.indexes()), keys);
}

/// Without the keys, and the ids of indexes.
QString problemOf(const TableSchema &is, const TableSchema &wanted)
{
    if (is.fields.size() != wanted.fields.size() || is.indexes.size() != wanted.indexes.size())
        return QStringLiteral("another number of fields or indexes");
    for (const Keyed<Field> &field : wanted.fields)
        if (std::ranges::none_of(is.fields,
                                 [&](const Keyed<Field> &other) { return sameColumn(other.value, field.value); }))
            return field.value.name + QStringLiteral(" is not as it was");
    for (const Keyed<Index> &index : wanted.indexes)
        if (std::ranges::none_of(is.indexes,
                                 [&](const Keyed<Index> &other) { return sameIndex(other.value, index.value); }))
            return index.value.type + QStringLiteral(": an index is not as it was");
    return {};
}

} // namespace

class ApplyJournalTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void holdsEachWriteThatArrivedAndLeadsBack()
    {
        const QTemporaryDir folder;
        Stage<WriteJournal> stage(folder.filePath(QStringLiteral("journal.sqlite")));
        const TableSchema before = schemaOf(stage.table);
        RealApply apply(stage.table, stage.plan);
        apply.server.setStories(storiesOf(stage.plan, about(stage.table)));
        QVERIFY(apply.toTheEnd());
        QCOMPARE(apply.runner.state(), State::Succeeded);
        QList<JournalEntry> entries = *waitFor(stage.journal.entries());
        std::ranges::reverse(entries);

        // The wire and the journal tell the same story, step by step.
        QStringList noted;
        for (const JournalEntry &entry : entries) {
            noted.append(QStringLiteral("%1 %2 200").arg(entry.method, entry.path));
            QCOMPARE(entry.outcome, WriteOutcome::Done);
            QCOMPARE(entry.step, noted.size());
            QCOMPARE(entry.steps, stage.plan.steps.size());
            QCOMPARE(entry.sentence, stage.plan.steps.at(noted.size() - 1).sentence);
            QCOMPARE(entry.table, stage.table.id());
        }
        QCOMPARE(noted, stage.table.writes());

        // And what it holds leads back, the latest first.
        std::ranges::reverse(entries);
        for (const JournalEntry &entry : std::as_const(entries)) {
            const auto texts = waitFor(stage.journal.texts(entry.id));
            const TableSchema now = schemaOf(stage.table);
            KeySource keys(now);
            const auto inverse = inverseOf(
                {*invertibleCall(entry.method, entry.pathTemplate), texts->before, texts->after}, now, keys);
            QVERIFY2(inverse, qPrintable(inverse ? QString() : describe(inverse.error())));
            const auto back = planChanges(now, inverse->schema);
            QVERIFY2(back && !back->isEmpty(), qPrintable(entry.sentence));
            RealApply undo(stage.table, *back);
            QVERIFY(undo.toTheEnd());
            QCOMPARE(undo.runner.state(), State::Succeeded);
        }
        QCOMPARE(problemOf(schemaOf(stage.table), before), QString());
    }

    void aPutHoldsTheListAsItWasRead()
    {
        Stage<NotedWrites> stage;
        RealApply apply(stage.table, stage.plan);
        QVERIFY(apply.toTheEnd());
        const auto put = std::ranges::find_if(stage.journal.notes, [](const NotedWrites::Noted &noted) {
            return noted.note.request.endpoint == EndpointId::SchemaPut;
        });
        QVERIFY(put != stage.journal.notes.end());
        const auto before = fieldsFromJson(*put->note.story.before);
        const auto after = fieldsFromJson(*put->note.story.after);
        QVERIFY(before && after);
        QStringList wasRequired;
        for (const Field &field : *before)
            QVERIFY(field.name != u"b" || !field.required);
        for (const Field &field : *after)
            if (field.required)
                wasRequired.append(field.name);
        QVERIFY(wasRequired.contains(QStringLiteral("b")));
    }

    void aJournalThatCannotBeWrittenPausesThePlan_data()
    {
        QTest::addColumn<int>("step");
        for (int step = 0; step < 6; ++step)
            QTest::addRow("step %d", step + 1) << step;
    }
    void aJournalThatCannotBeWrittenPausesThePlan()
    {
        QFETCH(int, step);
        Stage<NotedWrites> stage;
        RealApply apply(stage.table, stage.plan);
        const auto breakBefore = [&stage, step](qsizetype at) {
            if (at == step)
                stage.journal.refusal = Error::local(ErrorKind::Storage, QStringLiteral("the disk is full"));
        };
        connect(&apply.runner, &ApplyRunner::stepChanged, this, [&](qsizetype at) {
            if (apply.runner.stepState(at) == ApplyRunner::StepState::Running)
                breakBefore(at);
        });
        apply.runner.start();
        QTRY_COMPARE_WITH_TIMEOUT(apply.runner.state(), State::Paused, 60'000);
        QCOMPARE(apply.runner.error()->kind, ErrorKind::Storage);
        QCOMPARE(apply.runner.stepState(step), ApplyRunner::StepState::Waiting);
        QVERIFY(!apply.runner.stepNote(step).isEmpty());
        QCOMPARE(stage.table.writes().size(), step);
        disconnect(&apply.runner, &ApplyRunner::stepChanged, this, nullptr);
        stage.journal.refusal.reset();
        apply.runner.resume();
        QVERIFY(!apply.finished.isEmpty() || apply.finished.wait(60'000));
        QCOMPARE(apply.runner.state(), State::Succeeded);
        QCOMPARE(stage.table.writes().size(), stage.plan.steps.size());
        QCOMPARE(stage.table.problemOf(stage.target), QString());
    }

    void whatWasDoneOfAStoppedPlanCanBeTakenBack_data()
    {
        QTest::addColumn<int>("step");
        for (int step = 1; step < 6; ++step)
            QTest::addRow("after %d steps", step) << step;
    }
    void whatWasDoneOfAStoppedPlanCanBeTakenBack()
    {
        QFETCH(int, step);
        static const QStringList matches{QStringLiteral("DELETE */index/*"),     QStringLiteral("POST */schema/rename"),
                                         QStringLiteral("POST */schema/type/*"), QStringLiteral("PUT */schema"),
                                         QStringLiteral("POST */index/*"),       QStringLiteral("DELETE */schema/*")};
        Stage<NotedWrites> stage;
        const TableSchema before = schemaOf(stage.table);
        QVERIFY(stage.fixture.server.setFaults({matches.at(step) + QStringLiteral(" status=400 x1")}));
        RealApply apply(stage.table, stage.plan);
        QVERIFY(apply.toTheEnd());
        QCOMPARE(apply.runner.state(), State::Failed);
        QCOMPARE(apply.runner.count(ApplyRunner::StepState::Done), step);
        // Someone else adds a field meanwhile: it stays.
        stage.table.call("POST", stage.table.path(QStringLiteral("/schema/type/text")),
                         *RawJson::parse(R"({"name":"theirs"})"));
        KeySource keys(*apply.runner.baseline());
        keys.avoid(stage.target);
        keys.avoid(stage.table.base);
        const TableSchema now = keyedLike(*apply.runner.baseline(), *fieldsFromJson(stage.table.schema()),
                                          *indexesFromJson(stage.table.indexes()), keys);
        const Inverse inverse = inverseOf(stage.plan, now);
        QVERIFY(inverse.notes.isEmpty()); // nothing was dropped yet
        const auto back = planChanges(now, inverse.schema);
        QVERIFY(back);
        RealApply undo(stage.table, *back);
        QVERIFY(undo.toTheEnd());
        QCOMPARE(undo.runner.state(), State::Succeeded);
        TableSchema expected = before;
        Field theirs;
        theirs.name = QStringLiteral("theirs");
        theirs.type = QStringLiteral("text");
        expected.fields.append({EntryKey(99), theirs});
        QCOMPARE(problemOf(schemaOf(stage.table), expected), QString());
    }
};

METASCOPE_TEST(ApplyJournalTest)
#include "applyjournaltest.moc"
