// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemachanges.h"
#include "tests/edit/schemagenerator.h"
#include "tests/edit/schemasimulator.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::test;

namespace {

/// id, a (text), b (int), c (object with children), d (a type that nobody knows).
TableSchema fiveFields()
{
    KeySource keys;
    TableSchema schema;
    for (const char *json : {R"({"name":"id","type":"int"})", R"({"name":"a","type":"text","x":1.0})",
                             R"({"name":"b","type":"int","default":"0"})",
                             R"({"name":"c","type":"object","children":[{"name":"in","type":"text","k":0.10}]})",
                             R"({"name":"d","type":"hologram","size":1e400})"})
        schema.fields.append({keys.next(), SchemaGenerator::field(json)});
    schema.indexes.append(
        {keys.next(), SchemaGenerator::index(QStringLiteral("primary"), {QStringLiteral("id")}, "01")});
    schema.indexes.append({keys.next(), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("a")}, "02")});
    return schema;
}

Keyed<Field> newField(const char *json, quint64 key = 100)
{
    Field made = SchemaGenerator::field(json);
    made.raw = RawJson();
    return {EntryKey(key), made};
}

/// The calls as short lines.
QStringList calls(const ApplyPlan &plan)
{
    QStringList lines;
    for (const PlanStep &step : plan.steps) {
        switch (step.kind) {
        case StepKind::DeleteIndex: lines.append(QStringLiteral("delete index ") + step.name); break;
        case StepKind::Rename: lines.append(QStringLiteral("rename %1 > %2").arg(step.name, step.newName)); break;
        case StepKind::Create: lines.append(QStringLiteral("create %1 %2").arg(step.type, step.name)); break;
        case StepKind::PutSchema: {
            QStringList names;
            for (const PutEntry &entry : step.entries) {
                static const QStringList marks{QString(), QStringLiteral("*"), QStringLiteral("+")};
                names.append(entry.name + marks.at(static_cast<int>(entry.origin)));
            }
            lines.append(QStringLiteral("put ") + names.join(QLatin1Char(' ')));
            break;
        }
        case StepKind::PutIndexes: {
            QStringList ids;
            for (const PutEntry &entry : step.entries)
                ids.append(entry.origin == PutEntry::Origin::AsRead ? entry.name
                                                                    : QString::fromUtf8(entry.json.text()));
            lines.append(QStringLiteral("put index ") + ids.join(QLatin1Char(' ')));
            break;
        }
        case StepKind::PutProperties:
            lines.append(QStringLiteral("put table ") + QString::fromUtf8(step.body.text()));
            break;
        case StepKind::PutSecurity:
            lines.append(QStringLiteral("put security ") + QString::fromUtf8(step.body.text()));
            break;
        case StepKind::PutAutocomplete:
            lines.append(QStringLiteral("put autocomplete ") + QString::fromUtf8(step.body.text()));
            break;
        case StepKind::CreateIndex: lines.append(QStringLiteral("create index ") + step.type); break;
        case StepKind::DeleteField: lines.append(QStringLiteral("delete ") + step.name); break;
        }
    }
    return lines;
}

QString compare(const QStringList &is, const QStringList &wanted)
{
    return is == wanted ? QString() : QStringLiteral("\n  ") + is.join(QStringLiteral("\n  "));
}

} // namespace

#define COMPARE_CALLS(target, ...)                                                                                     \
    do {                                                                                                               \
        const auto plan = planChanges(fiveFields(), target);                                                           \
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));                                                  \
        const QString difference = compare(calls(*plan), QStringList __VA_ARGS__);                                     \
        QVERIFY2(difference.isEmpty(), qPrintable(difference));                                                        \
        SchemaSimulator table(fiveFields());                                                                           \
        for (const PlanStep &step : plan->steps) {                                                                     \
            const auto done = table.carryOut(step);                                                                    \
            QVERIFY2(done, done ? "" : qPrintable(done.error().message));                                              \
        }                                                                                                              \
        QCOMPARE(table.lostByPut, 0);                                                                                  \
    } while (false)

class SchemaDiffTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingChangedNothingSent() { COMPARE_CALLS(fiveFields(), {}); }

    void oneRename()
    {
        TableSchema target = fiveFields();
        target.fields[1].value.name = QStringLiteral("title");
        target.indexes[1].value.fields[0].name = QStringLiteral("title");
        COMPARE_CALLS(target, {QStringLiteral("rename a > title")});
    }

    void renameOfATypeThatNobodyKnows()
    {
        TableSchema target = fiveFields();
        target.fields[4].value.name = QStringLiteral("holo");
        COMPARE_CALLS(target, {QStringLiteral("rename d > holo")});
    }

    void swap()
    {
        TableSchema target = fiveFields();
        std::swap(target.fields[1].value.name, target.fields[2].value.name);
        target.indexes[1].value.fields[0].name = QStringLiteral("b");
        COMPARE_CALLS(
            target,
            {QStringLiteral("rename a > a_tmp"), QStringLiteral("rename b > a"), QStringLiteral("rename a_tmp > b")});
    }

    void cycleOfThree()
    {
        TableSchema target = fiveFields();
        target.fields[1].value.name = QStringLiteral("b");
        target.fields[2].value.name = QStringLiteral("c");
        target.fields[3].value.name = QStringLiteral("a");
        target.indexes[1].value.fields[0].name = QStringLiteral("b");
        COMPARE_CALLS(target,
                      {QStringLiteral("rename a > a_tmp"), QStringLiteral("rename c > a"),
                       QStringLiteral("rename b > c"), QStringLiteral("rename a_tmp > b")});
    }

    void chainNeedsNoTemporaryName()
    {
        TableSchema target = fiveFields();
        target.fields[1].value.name = QStringLiteral("b");
        target.fields[2].value.name = QStringLiteral("e");
        target.indexes[1].value.fields[0].name = QStringLiteral("b");
        COMPARE_CALLS(target, {QStringLiteral("rename b > e"), QStringLiteral("rename a > b")});
    }

    void caseOnlyRename()
    {
        TableSchema target = fiveFields();
        target.fields[2].value.name = QStringLiteral("B");
        COMPARE_CALLS(target, {QStringLiteral("rename b > b_tmp"), QStringLiteral("rename b_tmp > B")});
    }

    void renameWithTypeChange()
    {
        TableSchema target = fiveFields();
        target.fields[2].value.name = QStringLiteral("amount");
        target.fields[2].value.type = QStringLiteral("decimal");
        COMPARE_CALLS(target, {QStringLiteral("rename b > amount"), QStringLiteral("put id a amount* c d")});
        const PlanStep put = planChanges(fiveFields(), target)->steps.back();
        QCOMPARE(put.entries.at(2).members.size(), 1);
        QCOMPARE(put.entries.at(2).members.front().first, QStringLiteral("type"));
        QVERIFY(put.loses.contains(QStringLiteral("amount")));
        QVERIFY(!put.destructive);
    }

    void dropPlusAddOfOneName()
    {
        TableSchema target = fiveFields();
        target.fields.removeAt(2);
        target.fields.append(newField(R"({"name":"b","type":"text"})"));
        COMPARE_CALLS(
            target,
            {QStringLiteral("rename b > b_tmp"), QStringLiteral("create text b"), QStringLiteral("delete b_tmp")});
        const auto plan = planChanges(fiveFields(), target);
        QVERIFY(plan->steps.front().sentence.contains(QStringLiteral("b_tmp")));
        QVERIFY(plan->steps.back().destructive);
        QVERIFY(!plan->steps.back().loses.isEmpty());
    }

    void renameOntoADroppedName()
    {
        TableSchema target = fiveFields();
        target.fields.removeAt(2);
        target.fields[1].value.name = QStringLiteral("B");
        target.indexes[1].value.fields[0].name = QStringLiteral("B");
        COMPARE_CALLS(
            target,
            {QStringLiteral("rename b > b_tmp"), QStringLiteral("rename a > B"), QStringLiteral("delete b_tmp")});
    }

    void temporaryNamesAvoidWhatIsThere()
    {
        TableSchema target = fiveFields();
        std::swap(target.fields[1].value.name, target.fields[2].value.name);
        target.indexes[1].value.fields[0].name = QStringLiteral("b");
        target.fields.append(newField(R"({"name":"A_TMP","type":"text"})"));
        COMPARE_CALLS(target,
                      {QStringLiteral("rename a > a_tmp2"), QStringLiteral("rename b > a"),
                       QStringLiteral("rename a_tmp2 > b"), QStringLiteral("create text A_TMP")});
    }

    void dropTakesItsIndexFirst()
    {
        TableSchema target = fiveFields();
        target.fields.removeAt(1);
        COMPARE_CALLS(target, {QStringLiteral("delete index 02"), QStringLiteral("delete a")});
    }

    void aPutKeepsWhatIsDroppedLater()
    {
        TableSchema target = fiveFields();
        target.fields.removeAt(2);
        target.fields.move(1, 3);
        COMPARE_CALLS(target, {QStringLiteral("put id c d a b"), QStringLiteral("delete b")});
    }

    void reorderOnly()
    {
        TableSchema target = fiveFields();
        target.fields.move(4, 1);
        COMPARE_CALLS(target, {QStringLiteral("put id d a b c")});
        const PlanStep put = planChanges(fiveFields(), target)->steps.front();
        QVERIFY(std::ranges::all_of(put.entries,
                                    [](const PutEntry &entry) { return entry.origin == PutEntry::Origin::AsRead; }));
    }

    void whatNoCreateCallCanSayJoinsThePut()
    {
        TableSchema target = fiveFields();
        target.fields.insert(
            1, {EntryKey(100), SchemaGenerator::field(R"({"name":"v","type":"vector","vector":{"size":8,"k":1.0}})")});
        target.fields.append(newField(R"({"name":"t","type":"text"})", 101));
        COMPARE_CALLS(target, {QStringLiteral("create text t"), QStringLiteral("put id v+ a b c d t")});
    }

    void nestedChildrenAreKept()
    {
        TableSchema target = fiveFields();
        target.fields[3].value.description = QStringLiteral("new");
        const auto plan = planChanges(fiveFields(), target);
        SchemaSimulator table(fiveFields());
        QVERIFY(table.carryOut(plan->steps.front()));
        QCOMPARE(
            table.columns.at(3).text(),
            QByteArray(
                R"({"name":"c","type":"object","children":[{"name":"in","type":"text","k":0.10}],"description":"new"})"));
    }

    void createCalls_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("call");
        QTest::newRow("text") << QByteArray(R"({"name":"x","type":"text","default":"y","format":"yaml"})")
                              << QStringLiteral("text");
        QTest::newRow("reference") << QByteArray(R"({"name":"x","type":"int","tableref_id":4})")
                                   << QStringLiteral("tableref");
        QTest::newRow("uuid reference") << QByteArray(R"({"name":"x","type":"uuid","tableref_id":4})")
                                        << QStringLiteral("tablerefuuid");
        QTest::newRow("reference with a default")
            << QByteArray(R"({"name":"x","type":"int","tableref_id":4,"default":"1"})") << QString();
        QTest::newRow("timestamp with a default")
            << QByteArray(R"({"name":"x","type":"timestamp","default":"now"})") << QString();
        QTest::newRow("validators") << QByteArray(R"({"name":"x","type":"text","validators":{"trim":true}})")
                                    << QStringLiteral("text");
        QTest::newRow("validators of a bool")
            << QByteArray(R"({"name":"x","type":"bool","validators":{"min":1}})") << QString();
        QTest::newRow("labels") << QByteArray(R"({"name":"x","type":"enum","values":[{"value":"a","label":"A"}]})")
                                << QString();
        QTest::newRow("unknown member") << QByteArray(R"({"name":"x","type":"text","config":{"a":1}})") << QString();
        QTest::newRow("unknown type") << QByteArray(R"({"name":"x","type":"hologram"})") << QString();
        QTest::newRow("usual fillings") << QByteArray(
            R"({"name":"x","type":"json","default":"","values":[],"children":[],"vector":{"size":3},"validators":{}})")
                                        << QStringLiteral("json");
    }
    void createCalls()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, call);
        QCOMPARE(createCallOf(SchemaGenerator::field(json.constData())).value_or(QString()), call);
    }

    void indexOnANewFieldComesAfterIt()
    {
        TableSchema target = fiveFields();
        target.fields.append(newField(R"({"name":"t","type":"text"})"));
        target.indexes.append(
            {EntryKey(101), SchemaGenerator::index(QStringLiteral("btree|unique"), {QStringLiteral("t")})});
        target.indexes[1].value.fields[0].op = QStringLiteral("desc");
        COMPARE_CALLS(target,
                      {QStringLiteral("delete index 02"), QStringLiteral("create text t"),
                       QStringLiteral("create index btree"), QStringLiteral("create index unique")});
    }

    void indexesWithoutACallGoIntoTheList()
    {
        TableSchema target = fiveFields();
        target.fields[1].value.name = QStringLiteral("title");
        target.indexes[1].value.fields[0].name = QStringLiteral("title");
        Index gin = SchemaGenerator::index(QStringLiteral("gin"), {QStringLiteral("c")});
        gin.fields[0].op = QStringLiteral("jsonb_path_op");
        target.indexes.append({EntryKey(100), gin});
        target.indexes.append(
            {EntryKey(101), SchemaGenerator::index(QStringLiteral("btree|unique"), {QStringLiteral("b")})});
        target.indexes.append({EntryKey(102), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("b")})});
        // One call less for the plain one; how the list spells a unique one is not documented.
        COMPARE_CALLS(target,
                      {QStringLiteral("rename a > title"),
                       QStringLiteral(R"(put index 01 02 {"type":"gin","fields":[{"name":"c","op":"jsonb_path_op"}]} )"
                                      R"({"type":"btree","fields":[{"name":"b","op":"asc"}]})"),
                       QStringLiteral("create index unique")});
        // The list is made from the read just before, and leaves nothing out.
        const PlanStep put = planChanges(fiveFields(), target)->steps.at(1);
        const auto read = RawJson::parse(R"([{"x":1.0,"id":"02"},{"id":"01"}])");
        QVERIFY(putBody(put, *read)->text().startsWith(R"([{"id":"01"},{"x":1.0,"id":"02"},{"type":"gin")"));
        QCOMPARE(putBody(put, *RawJson::parse(R"([{"id":"02"},{"id":"01"},{"id":"03"}])")).error().kind,
                 ErrorKind::Conflict);
        QCOMPARE(putBody(put, *RawJson::parse(R"([{"id":"01"}])")).error().kind, ErrorKind::Conflict);
    }

    void anEntryWithoutAnIdKeepsTheListFromBeingSent()
    {
        TableSchema base = fiveFields();
        base.indexes[0].value.id.clear();
        TableSchema target = base;
        target.indexes.append({EntryKey(100), SchemaGenerator::index(QStringLiteral("gin"), {QStringLiteral("c")})});
        const auto plan = planChanges(base, target);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::Validation);
    }

    void propertiesAreStepsOfTheirOwn()
    {
        TableSchema base = fiveFields();
        base.properties = *tablePropertiesFromJson(*RawJson::parse(
            R"({"id":7,"name":"t","auth":true,"tag":["x"],"guid":"g","autocomplete":[{"k":1.0,"name":"a"}]})"));
        TableSchema target = base;
        target.properties->name = QStringLiteral("u");
        target.properties->auth = false;
        target.properties->tags.clear();
        target.properties->guid = QStringLiteral("h");
        target.properties->autocomplete = QStringList{QStringLiteral("b"), QStringLiteral("a")};
        target.fields.removeAt(4);
        const auto plan = planChanges(base, target);
        QVERIFY(plan);
        const QString difference
            = compare(calls(*plan),
                      {QStringLiteral(R"(put table {"name":"u","auth":false,"tag":[]})"),
                       QStringLiteral(R"(put security {"guid":"h"})"),
                       QStringLiteral(R"(put autocomplete {"autocomplete":[{"name":"b"},{"k":1.0,"name":"a"}]})"),
                       QStringLiteral("delete d")});
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        // Not read on one side: nothing to say.
        target.fields = base.fields;
        base.properties.reset();
        QVERIFY(planChanges(base, target)->isEmpty());
        // What the server does not tell is not emptied, and what it tells is.
        base.properties = target.properties;
        target.properties->autocomplete.reset();
        QVERIFY(planChanges(base, target)->isEmpty());
        target.properties->autocomplete = QStringList();
        QCOMPARE(calls(*planChanges(base, target)),
                 QStringList{QStringLiteral(R"(put autocomplete {"autocomplete":[]})")});
        // A name that means another field by now is said again, whether or not the server follows renames.
        TableSchema swapped = base;
        swapped.properties->autocomplete = QStringList{QStringLiteral("a")};
        TableSchema before = swapped;
        std::swap(swapped.fields[1].value.name, swapped.fields[2].value.name);
        swapped.indexes[1].value.fields[0].name = QStringLiteral("b");
        QCOMPARE(calls(*planChanges(before, swapped)).constLast(),
                 QStringLiteral(R"(put autocomplete {"autocomplete":[{"k":1.0,"name":"a"}]})"));
        // And one that means none is nobody's business.
        before.properties->autocomplete = QStringList{QStringLiteral("long gone")};
        QVERIFY(planChanges(before, before)->isEmpty());
        for (const bool nameless : {true, false}) {
            TableSchema wrong = base;
            if (nameless)
                wrong.properties->name.clear();
            else
                wrong.properties->autocomplete = QStringList{QStringLiteral("none")};
            QCOMPARE(planChanges(base, wrong).error().kind, ErrorKind::Validation);
        }
    }

    void whatIsInsideAnObjectMayLoseItsData_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<bool>("loses");
        const auto row = [](const char *name, const char *children, bool loses) {
            QTest::newRow(name) << QByteArray(children) << loses;
        };
        row("renamed",
            R"([{"name":"inner","type":"text"},{"name":"o","type":"object","children":[{"name":"x","type":"int"}]}])",
            true);
        row("removed", R"([{"name":"in","type":"text"}])", true);
        row("type",
            R"([{"name":"in","type":"int"},{"name":"o","type":"object","children":[{"name":"x","type":"int"}]}])",
            true);
        row("deeper",
            R"([{"name":"in","type":"text"},{"name":"o","type":"object","children":[{"name":"y","type":"int"}]}])",
            true);
        row("moved",
            R"([{"name":"o","type":"object","children":[{"name":"x","type":"int"}]},{"name":"in","type":"text"}])",
            false);
        row("added",
            R"([{"name":"in","type":"text"},{"name":"o","type":"object","children":[{"name":"x","type":"int"}]},{"name":"z","type":"int"}])",
            false);
    }
    void whatIsInsideAnObjectMayLoseItsData()
    {
        QFETCH(QByteArray, after);
        QFETCH(bool, loses);
        const auto object = [](const QByteArray &children) {
            const QByteArray json = R"({"name":"c","type":"object","children":)" + children + '}';
            return SchemaGenerator::field(json.constData());
        };
        TableSchema base = fiveFields();
        base.fields[3].value = object(
            R"([{"name":"in","type":"text"},{"name":"o","type":"object","children":[{"name":"x","type":"int"}]}])");
        TableSchema target = base;
        target.fields[3].value = object(after);
        const auto plan = planChanges(base, target);
        QVERIFY(plan);
        QCOMPARE(plan->steps.size(), 1);
        QCOMPARE(!plan->steps.front().loses.isEmpty(), loses);
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("primary key dropped") << 0;
        QTest::newRow("primary key moved") << 1;
        QTest::newRow("primary key edited") << 2;
        QTest::newRow("name taken") << 3;
        QTest::newRow("name taken but for case") << 4;
        QTest::newRow("no name") << 5;
        QTest::newRow("primary index gone") << 6;
        QTest::newRow("index on nothing") << 7;
        QTest::newRow("second primary index") << 8;
        QTest::newRow("index without fields") << 9;
    }
    void refusesWhatCannotBe()
    {
        QFETCH(int, number);
        TableSchema target = fiveFields();
        switch (number) {
        case 0: target.fields.removeFirst(); break;
        case 1: target.fields.move(0, 1); break;
        case 2: target.fields[0].value.description = QStringLiteral("x"); break;
        case 3: target.fields[1].value.name = QStringLiteral("b"); break;
        case 4: target.fields[1].value.name = QStringLiteral("D"); break;
        case 5: target.fields[1].value.name.clear(); break;
        case 6: target.indexes.removeFirst(); break;
        case 7:
            target.indexes.append(
                {EntryKey(100), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("zz")})});
            break;
        case 8:
            target.indexes.append(
                {EntryKey(100), SchemaGenerator::index(QStringLiteral("primary"), {QStringLiteral("c")})});
            break;
        case 9: target.indexes.append({EntryKey(100), SchemaGenerator::index(QStringLiteral("gin"), {})}); break;
        }
        const auto plan = planChanges(fiveFields(), target);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::Validation);
        QVERIFY(!plan.error().message.isEmpty());
    }

    void namesThatAlreadyDifferInCaseAloneStandInNobodysWay()
    {
        TableSchema base = fiveFields();
        base.fields[2].value = SchemaGenerator::field(R"({"name":"A","type":"int"})");
        TableSchema target = base;
        target.fields[4].value.name = QStringLiteral("holo");
        const auto plan = planChanges(base, target);
        QVERIFY(plan);
        QCOMPARE(calls(*plan), QStringList{QStringLiteral("rename d > holo")});
    }

    void aPutIsMadeFromTheReadJustBefore()
    {
        TableSchema target = fiveFields();
        target.fields[2].value.required = true;
        const PlanStep put = planChanges(fiveFields(), target)->steps.front();
        const auto read = RawJson::parse(R"([{"name":"id","type":"int" }, {"new":1,"name":"a","type":"text"},
            {"name":"b","type":"int","default":"0","z":1.0},{"name":"c","type":"object"},{"name":"d","type":"hologram"}])");
        QCOMPARE(putBody(put, *read)->text(),
                 QByteArray(R"([{"name":"id","type":"int" },{"new":1,"name":"a","type":"text"},)"
                            R"({"name":"b","type":"int","default":"0","z":1.0,"required":true},)"
                            R"({"name":"c","type":"object"},{"name":"d","type":"hologram"}])"));
        const auto more = RawJson::parse(
            R"([{"name":"id"},{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"},{"name":"theirs"}])");
        QCOMPARE(putBody(put, *more).error().kind, ErrorKind::Conflict);
        const auto less = RawJson::parse(R"([{"name":"id"},{"name":"a"},{"name":"b"},{"name":"c"}])");
        QCOMPARE(putBody(put, *less).error().kind, ErrorKind::Conflict);
    }

    void countsForThePeopleWhoStageThem()
    {
        TableSchema target = fiveFields();
        target.fields.removeAt(4);
        target.fields[1].value.name = QStringLiteral("title");
        target.fields[1].value.required = true;
        target.indexes[1].value.fields[0].name = QStringLiteral("title");
        target.fields.move(3, 2);
        target.fields.append(newField(R"({"name":"t","type":"text"})"));
        const ChangeCounts counts = countChanges(fiveFields(), target);
        QCOMPARE(describe(counts), QStringLiteral("4 changes: 1 renamed, 1 added, 1 moved, 1 removed"));
        QCOMPARE(describe(countChanges(fiveFields(), fiveFields())), QString());
    }

    void oneFieldDraggedIsOneMoved()
    {
        TableSchema target = fiveFields();
        target.fields.move(1, 4);
        QCOMPARE(movedKeys(fiveFields().fields, target.fields), QList<EntryKey>{fiveFields().fields.at(1).key});
    }
};

METASCOPE_TEST(SchemaDiffTest)
#include "schemadifftest.moc"
