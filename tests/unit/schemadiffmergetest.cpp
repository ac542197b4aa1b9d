// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemadiff.h"
#include "app/domain/schemamerge.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::test;

namespace {

TableSchema loaded()
{
    KeySource keys;
    TableSchema schema;
    for (const char *json : {R"({"name":"id","type":"int"})", R"({"name":"a","type":"text"})",
                             R"({"name":"b","type":"int"})", R"({"name":"c","type":"json"})"})
        schema.fields.append({keys.next(), SchemaGenerator::field(json)});
    schema.indexes.append(
        {keys.next(), SchemaGenerator::index(QStringLiteral("primary"), {QStringLiteral("id")}, "01")});
    schema.indexes.append({keys.next(), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("a")}, "02")});
    return schema;
}

QString names(const TableSchema &schema)
{
    QStringList list;
    for (const Keyed<Field> &field : schema.fields)
        list.append(field.value.name);
    return list.join(QLatin1Char(' '));
}

Keyed<Field> added(const char *json, quint64 key)
{
    return {EntryKey(key), SchemaGenerator::field(json)};
}

} // namespace

/// What is staged, carried over to a newer state of the server.
class SchemaDiffMergeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingNewNothingChanges()
    {
        TableSchema mine = loaded();
        mine.fields[1].value.name = QStringLiteral("t");
        mine.indexes[1].value.fields[0].name = QStringLiteral("t");
        mine.fields.move(3, 1);
        mine.fields.removeAt(3);
        mine.fields.append(added(R"({"name":"n","type":"text"})", 50));
        QCOMPARE(mergeStaged(loaded(), loaded(), mine), mine);
        QCOMPARE(mergeStaged(loaded(), loaded(), loaded()), loaded());
    }

    void whatTheyAddedIsNotStagedForDeletion()
    {
        TableSchema theirs = loaded();
        theirs.fields.insert(2, added(R"({"name":"theirs","type":"text"})", 60));
        theirs.indexes.append(
            {EntryKey(61), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("theirs")}, "09")});
        TableSchema mine = loaded();
        mine.fields[2].value.required = true;
        for (const bool moved : {false, true}) {
            if (moved)
                mine.fields.move(3, 1);
            const TableSchema merged = mergeStaged(loaded(), theirs, mine);
            QCOMPARE(names(merged), moved ? QStringLiteral("id c a theirs b") : QStringLiteral("id a theirs b c"));
            QCOMPARE(merged.indexes.size(), 3);
            const auto plan = planChanges(theirs, merged);
            QVERIFY(plan);
            QCOMPARE(plan->steps.size(), 1);
            QCOMPARE(plan->steps.front().kind, StepKind::PutSchema);
        }
    }

    void whatTheyRemovedIsGoneAndWhatIRemovedStaysRemoved()
    {
        TableSchema theirs = loaded();
        theirs.fields.removeAt(1);
        theirs.indexes.removeAt(1);
        TableSchema mine = loaded();
        mine.fields[1].value.description = QStringLiteral("mine");
        mine.fields.removeAt(3);
        const TableSchema merged = mergeStaged(loaded(), theirs, mine);
        QCOMPARE(names(merged), QStringLiteral("id b"));
        QCOMPARE(merged.indexes.size(), 1);
    }

    void membersMergeOneByOneOnTheirBytes()
    {
        TableSchema theirs = loaded();
        theirs.fields[1].value = SchemaGenerator::field(R"({"name":"a","type":"text","description":"theirs","x":1.0})");
        TableSchema mine = loaded();
        mine.fields[1].value.name = QStringLiteral("t");
        mine.indexes[1].value.fields[0].name = QStringLiteral("t");
        const TableSchema merged = mergeStaged(loaded(), theirs, mine);
        QCOMPARE(fieldToJson(merged.fields.at(1).value).text(),
                 QByteArray(R"({"name":"t","type":"text","description":"theirs","x":1.0})"));
        QCOMPARE(merged.indexes.at(1).value.fields.front().name, QStringLiteral("t"));
    }

    void whatIsAppliedAlreadyIsNoChangeAnyMore()
    {
        TableSchema mine = loaded();
        mine.fields[1].value.name = QStringLiteral("t");
        mine.indexes[1].value.fields[0].name = QStringLiteral("t");
        Field made;
        made.name = QStringLiteral("n");
        made.type = QStringLiteral("text");
        mine.fields.append({EntryKey(50), made});
        TableSchema theirs = loaded();
        theirs.fields[1].value = SchemaGenerator::field(R"({"name":"t","type":"text"})");
        theirs.indexes[1].value.fields[0].name = QStringLiteral("t");
        theirs.fields.append(added(R"({"name":"n","type":"text","default":""})", 50));
        QCOMPARE(mergeStaged(loaded(), theirs, mine), theirs);
    }

    void nobodyLosesWhatTheyDid()
    {
        for (quint64 seed = 1; seed <= 1000; ++seed) {
            SchemaGenerator generator(seed);
            const TableSchema base = generator.base();
            const TableSchema theirs = generator.target(base);
            const TableSchema mine = generator.target(base);
            const TableSchema merged = mergeStaged(base, theirs, mine);
            QCOMPARE(merged.fields.front(), theirs.fields.front());
            for (const Keyed<Field> &field : theirs.fields) {
                const bool removedByMe = findEntry(base.fields, field.key) && !findEntry(mine.fields, field.key);
                const Keyed<Field> *now = findEntry(merged.fields, field.key);
                QVERIFY2((now == nullptr) == removedByMe, qPrintable(QString::number(seed)));
                const Keyed<Field> *was = findEntry(base.fields, field.key);
                if (now && (!was || findEntry(mine.fields, field.key)->value == was->value))
                    QCOMPARE(now->value, field.value);
            }
            for (const Keyed<Field> &field : mine.fields) {
                if (!findEntry(base.fields, field.key))
                    QVERIFY(findEntry(merged.fields, field.key));
            }
        }
    }
};

METASCOPE_TEST(SchemaDiffMergeTest)
#include "schemadiffmergetest.moc"
