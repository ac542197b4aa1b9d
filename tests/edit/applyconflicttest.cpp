// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody else changes the table while a plan is on its way: nothing of theirs is overwritten, and after the person's
// choice the rest can be applied.
#include "app/edit/schemadocument.h"
#include "tests/edit/realtable.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::test;

using State = ApplyRunner::State;

namespace {

TableSchema wanted()
{
    return SchemaGenerator::fourFields("00000001");
}

/// Renames a, makes b required, drops c, adds n: rename, create, put, delete.
void stage(SchemaDocument &document)
{
    const QList<Keyed<Field>> loaded = document.base().fields;
    document.renameField(loaded.at(1).key, QStringLiteral("title"));
    Field changed = loaded.at(2).value;
    changed.required = true;
    document.changeField(loaded.at(2).key, changed, QStringLiteral("Required"));
    document.removeField(loaded.at(3).key);
    document.addField(SchemaGenerator::field(R"({"name":"n","type":"text"})"));
}

QString words(const Field &field)
{
    return QStringLiteral("%1:%2%3").arg(field.name, field.type, field.required ? QStringLiteral("!") : QString());
}

QString words(const std::optional<Field> &field)
{
    return field ? words(*field) : QStringLiteral("-");
}

/// "name base theirs mine" of each.
QString words(const ConflictInfo &conflict)
{
    QStringList list;
    for (const FieldConflict &each : conflict.fields)
        list.append(QStringList{each.name, words(each.base), words(each.theirs), words(each.mine)}.join(u' '));
    return list.join(QStringLiteral("; "));
}

QString words(const QList<Keyed<Field>> &fields)
{
    QStringList list;
    for (const Keyed<Field> &field : fields)
        list.append(words(field.value));
    return list.join(QLatin1Char(' '));
}

/// The fields about which there is something to choose: those where mine is a change too.
QStringList openTo(const ConflictInfo &conflict)
{
    QStringList names;
    for (const FieldConflict &each : conflict.fields) {
        if (each.mine.has_value() != each.base.has_value()
            || (each.mine && each.base && !sameColumn(*each.mine, *each.base)))
            names.append(each.name);
    }
    return names;
}

constexpr int beforeTheReRead = 1;
constexpr int beforeThePut = 2;

} // namespace

class ApplyConflictTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<ClientFixture>(sandbox::SandboxOptions(), patientOptions()); }

    void nothingOfTheirsIsOverwritten_data();
    void nothingOfTheirsIsOverwritten();
    void anIndexOfTheirsIsAConflictToo();
    void whatComesBetweenReadAndPutIsNotSeen();

private:
    /// Every record still holds what it held, for each field that `now` knows from before.
    static QString problemOfData(const RealTable &table, const TableSchema &now);

    std::unique_ptr<ClientFixture> m_fixture;
};

void ApplyConflictTest::nothingOfTheirsIsOverwritten_data()
{
    QTest::addColumn<int>("moment");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("below");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("conflict");
    QTest::addColumn<QString>("keepTheirs");
    QTest::addColumn<QString>("keepMine");
    const auto row = [](const char *name, int moment, const char *method, const char *below, const char *body,
                        const char *conflict, const char *keepTheirs, const char *keepMine) {
        for (const bool theirs : {true, false}) {
            QTest::addRow("%s before the %s, keep %s", name, moment == beforeTheReRead ? "re-read" : "PUT",
                          theirs ? "theirs" : "mine")
                << moment << QByteArray(method) << QString::fromUtf8(below) << QByteArray(body)
                << QString::fromUtf8(conflict) << QString::fromUtf8(theirs ? keepTheirs : "")
                << QString::fromUtf8(theirs ? "" : keepMine);
        }
    };
    const char *plain = "id:int title:text b:int! n:text";
    const char *withExtra = "id:int title:text b:int! n:text extra:text";
    row("adds a field", beforeTheReRead, "POST", "/schema/type/text", R"({"name":"extra"})", "extra - extra:text -",
        withExtra, withExtra);
    row("adds what I add", beforeTheReRead, "POST", "/schema/type/int", R"({"name":"n"})", "n - n:int n:text",
        "id:int title:text b:int! n:int", plain);
    row("renames what I rename", beforeTheReRead, "POST", "/schema/rename", R"({"old_name":"a","new_name":"other"})",
        "a a:text - title:text; other - other:text -", "id:int other:text b:int! n:text",
        "id:int other:text b:int! n:text title:text");
    row("renames as I do", beforeTheReRead, "POST", "/schema/rename", R"({"old_name":"a","new_name":"title"})",
        "a a:text - title:text; title - title:text title:text", plain, plain);
    row("drops what I change", beforeTheReRead, "DELETE", "/schema/b", "null", "b b:int - b:int!",
        "id:int title:text n:text", "id:int title:text n:text b:int!");
    row("drops what I drop", beforeTheReRead, "DELETE", "/schema/c", "null", "c c:json - -", plain, plain);
    row("changes what I change", beforeTheReRead, "PUT", "/schema",
        R"({"schema":[{"name":"id","type":"int"},{"name":"a","type":"text","x":1.0},{"name":"b","type":"decimal"},{"name":"c","type":"json"}]})",
        "b b:int b:decimal b:int!", "id:int title:text b:decimal n:text", "id:int title:text b:decimal! n:text");
    row("changes what I drop", beforeTheReRead, "PUT", "/schema",
        R"({"schema":[{"name":"id","type":"int"},{"name":"a","type":"text","x":1.0},{"name":"b","type":"int"},{"name":"c","type":"text"}]})",
        "c c:json c:text -", "id:int title:text b:int! c:text n:text", plain);
    row("moves a field", beforeTheReRead, "PUT", "/schema",
        R"({"schema":[{"name":"id","type":"int"},{"name":"b","type":"int"},{"name":"a","type":"text","x":1.0},{"name":"c","type":"json"}]})",
        "", "id:int b:int! n:text title:text", "id:int b:int! n:text title:text");

    row("adds a field", beforeThePut, "POST", "/schema/type/text", R"({"name":"extra"})", "extra - extra:text -",
        withExtra, withExtra);
    row("renames what I rename", beforeThePut, "POST", "/schema/rename", R"({"old_name":"title","new_name":"other"})",
        "title title:text - title:text; other - other:text -", "id:int other:text b:int! n:text",
        "id:int other:text b:int! n:text");
    row("renames what I change", beforeThePut, "POST", "/schema/rename", R"({"old_name":"b","new_name":"other"})",
        "b b:int - b:int!; other - other:int -", "id:int title:text other:int n:text",
        "id:int title:text other:int n:text b:int!");
    row("drops what I change", beforeThePut, "DELETE", "/schema/b", "null", "b b:int - b:int!",
        "id:int title:text n:text", "id:int title:text n:text b:int!");
    row("drops what I drop", beforeThePut, "DELETE", "/schema/c", "null", "c c:json - -", plain, plain);
    row("drops what I added", beforeThePut, "DELETE", "/schema/n", "null", "n n:text - n:text", plain, plain);
    row("changes what I change", beforeThePut, "PUT", "/schema",
        R"({"schema":[{"name":"id","type":"int"},{"name":"title","type":"text","x":1.0},{"name":"b","type":"decimal"},{"name":"c","type":"json"},{"name":"n","type":"text"}]})",
        "b b:int b:decimal b:int!", "id:int title:text b:decimal n:text", "id:int title:text b:decimal! n:text");
}

void ApplyConflictTest::nothingOfTheirsIsOverwritten()
{
    QFETCH(int, moment);
    QFETCH(QByteArray, method);
    QFETCH(QString, below);
    QFETCH(QByteArray, body);
    QFETCH(QString, conflict);
    QFETCH(QString, keepTheirs);
    QFETCH(QString, keepMine);
    RealTable table(*m_fixture, wanted());
    SchemaDocument document;
    document.rebase(table.base, false);
    stage(document);
    QCOMPARE(document.plan()->steps.size(), 4);
    table.callBefore(QStringLiteral("GET *%1/schema").arg(table.path()), moment, method, below, *RawJson::parse(body));
    RealApply first(table, *document.plan());
    QVERIFY(first.toTheEnd());
    QCOMPARE(first.runner.state(), State::Conflicted);
    QCOMPARE(first.steps(),
             moment == beforeThePut ? QStringLiteral("Done Done Skipped Skipped")
                                    : QStringLiteral("Skipped Skipped Skipped Skipped"));
    // Nothing was sent that could have overwritten anything.
    QCOMPARE(table.writes().size(), moment == beforeThePut ? 2 : 0);
    const ConflictInfo info = *first.runner.conflict();
    QCOMPARE(words(info), conflict);
    QCOMPARE(info.order, conflict.isEmpty());
    QCOMPARE(table.problemOfBaseline(first.runner.baseline(), document.current(), false), QString());
    QCOMPARE(*first.runner.baseline(), info.theirs);
    QCOMPARE(problemOfData(table, info.theirs), QString());

    document.settle(info, keepMine.isEmpty() ? openTo(info) : QStringList());
    QVERIFY(!document.undoStack().canUndo());
    QCOMPARE(document.base(), info.theirs);
    QVERIFY2(document.plan(), qPrintable(document.plan() ? QString() : document.plan().error().message));
    RealApply second(table, *document.plan());
    QVERIFY(second.toTheEnd());
    QCOMPARE(second.runner.state(), State::Succeeded);
    QCOMPARE(words(second.runner.baseline()->fields), keepMine.isEmpty() ? keepTheirs : keepMine);
    QCOMPARE(table.problemOfBaseline(second.runner.baseline(), document.current(), true), QString());
    QCOMPARE(problemOfData(table, *second.runner.baseline()), QString());
    // What they renamed took its data along.
    for (const KnownRecord &known : table.records()) {
        if (const auto other = table.record(known)->member(u"other")) {
            const qsizetype was = conflict.contains(QLatin1String("other:int")) ? 2 : 1;
            QCOMPARE(other->text(), known.values.value(table.base.fields.at(was).key));
        }
    }
}

QString ApplyConflictTest::problemOfData(const RealTable &table, const TableSchema &now)
{
    for (const KnownRecord &known : table.records()) {
        const RawJson record = table.record(known).value_or(RawJson());
        for (const Keyed<Field> &field : now.fields) {
            const auto value = record.member(field.value.name);
            if (!value || (known.values.contains(field.key) && value->text() != known.values.value(field.key)))
                return QStringLiteral("%1 in %2").arg(field.value.name, QString::fromUtf8(record.text()));
        }
    }
    return {};
}

void ApplyConflictTest::anIndexOfTheirsIsAConflictToo()
{
    RealTable table(*m_fixture, wanted());
    SchemaDocument document;
    document.rebase(table.base, false);
    stage(document);
    table.callBefore(QStringLiteral("GET *%1/schema").arg(table.path()), beforeTheReRead, "POST",
                     QStringLiteral("/index/btree"), *RawJson::parse(R"({"fields":[{"name":"a","op":"desc"}]})"));
    RealApply first(table, *document.plan());
    QVERIFY(first.toTheEnd());
    QCOMPARE(first.runner.state(), State::Conflicted);
    QVERIFY(table.writes().isEmpty());
    QCOMPARE(first.runner.conflict()->indexes.size(), 1);
    document.settle(*first.runner.conflict(), {});
    RealApply second(table, *document.plan());
    QVERIFY(second.toTheEnd());
    QCOMPARE(second.runner.state(), State::Succeeded);
    QCOMPARE(second.runner.baseline()->indexes.size(), 2);
    QVERIFY(second.runner.baseline()->indexes.constLast().value.uses(QStringLiteral("title")));
}

/// The API knows no conditional PUT: between the read and the PUT that is made from it no client can see a change. What
/// is told afterwards is the truth all the same, and the PUT went out once.
void ApplyConflictTest::whatComesBetweenReadAndPutIsNotSeen()
{
    RealTable table(*m_fixture, wanted());
    SchemaDocument document;
    document.rebase(table.base, false);
    stage(document);
    table.callBefore(QStringLiteral("PUT *%1/schema").arg(table.path()), 1, "POST", QStringLiteral("/schema/type/text"),
                     *RawJson::parse(R"({"name":"extra"})"));
    const ApplyPlan plan = *document.plan();
    RealApply apply(table, plan);
    QVERIFY(apply.toTheEnd());
    QCOMPARE(apply.runner.state(), State::Succeeded);
    QCOMPARE(table.problemOfTraffic(plan), QString());
    QCOMPARE(table.problemOfBaseline(apply.runner.baseline(), document.current(), true), QString());
    QCOMPARE(problemOfData(table, *apply.runner.baseline()), QString());
}

METASCOPE_TEST(ApplyConflictTest)
#include "applyconflicttest.moc"
