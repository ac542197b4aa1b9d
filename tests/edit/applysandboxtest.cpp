// SPDX-License-Identifier: GPL-3.0-or-later
// Plans carried out on real tables with records in them, over sockets, through the whole client.
#include "app/domain/schemamerge.h"
#include "tests/edit/realtable.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

namespace metascope::test {

/// Applies plans to a running sandbox and looks at everything that is there afterwards.
class ApplySandboxTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void generatedPairs();
    void namedCase_data();
    void namedCase();
    void fieldOfEachType_data();
    void fieldOfEachType();
    void indexOfEachKind_data();
    void indexOfEachKind();
    void propertiesGoAlong_data();
    void propertiesGoAlong();
    void jsonThatIsEasilySpoiledStays();
    void theChecksCanFail();

private:
    static QString problemOf(RealTable &table, const TableSchema &target);
    ClientFixture &fixtureOf(const QString &dialect) { return dialect == QLatin1String("2023") ? *m_2023 : *m_2026; }

    std::unique_ptr<ClientFixture> m_2023;
    std::unique_ptr<ClientFixture> m_2026;
};

namespace {

sandbox::SandboxOptions optionsOf(sandbox::Dialect dialect, sandbox::Sample sample = sandbox::Sample::Shop)
{
    sandbox::SandboxOptions options;
    options.api.dialect = dialect;
    options.api.sample = sample;
    return options;
}

/// `id` and these columns, with a primary index and one on each of the fields in `indexed`.
TableSchema schemaOf(const QByteArrayList &columns, const QStringList &indexed = {})
{
    KeySource keys;
    TableSchema schema;
    schema.fields.append({keys.next(), SchemaGenerator::field(R"({"name":"id","type":"int","required":true})")});
    for (const QByteArray &column : columns)
        schema.fields.append({keys.next(), SchemaGenerator::field(column.constData())});
    schema.indexes.append(
        {keys.next(), SchemaGenerator::index(QStringLiteral("primary"), {QStringLiteral("id")}, "00000001")});
    for (const QString &name : indexed) {
        const QByteArray id = "0000001" + QByteArray::number(schema.indexes.size());
        schema.indexes.append({keys.next(), SchemaGenerator::index(QStringLiteral("btree"), {name}, id)});
    }
    return schema;
}

/// `schema` after a person's edit of it; indexes follow their fields.
TableSchema edited(const TableSchema &schema, const std::function<void(QList<Keyed<Field>> &)> &edit)
{
    TableSchema target = schema;
    edit(target.fields);
    target.indexes.removeIf([&](const Keyed<Index> &index) {
        return std::ranges::any_of(schema.fields, [&](const Keyed<Field> &was) {
            return index.value.uses(was.value.name) && !findEntry(target.fields, was.key);
        });
    });
    for (Keyed<Index> &index : target.indexes)
        index.value = withNamesOf(index.value, schema, target);
    return target;
}

Keyed<Field> added(quint64 key, const char *json)
{
    Keyed<Field> field{EntryKey(key), SchemaGenerator::field(json)};
    field.value.raw = RawJson();
    return field;
}

using Edit = std::function<void(QList<Keyed<Field>> &)>;

struct Case {
    const char *name;
    QByteArrayList columns;
    Edit edit;
};

const QByteArray textA = R"({"name":"a","type":"text","description":"first","x":[1.0 , 0.10,-0]})";
const QByteArray intB = R"({"name":"b","type":"int","default":"7"})";
const QByteArray jsonC = R"({"name":"c","type":"json","size":18446744073709551615})";
const QByteArray nested
    = R"({"name":"group","type":"object","children":[{"name":"title","type":"text"},{"name":"deep","type":"object","children":[{"name":"flag","type":"bool","k":1.0}]}]})";

QString &nameAt(QList<Keyed<Field>> &fields, qsizetype at)
{
    return fields[at].value.name;
}

QList<Case> cases()
{
    const QByteArrayList abc{textA, intB, jsonC};
    return {
        {"nothing changed", abc, [](auto &) {}},
        {"swap", abc, [](auto &fields) { std::swap(nameAt(fields, 1), nameAt(fields, 2)); }},
        {"rename cycle", abc,
         [](auto &fields) {
             std::swap(nameAt(fields, 1), nameAt(fields, 2));
             std::swap(nameAt(fields, 2), nameAt(fields, 3));
         }},
        {"rename with type change", abc,
         [](auto &fields) {
             nameAt(fields, 1) = QStringLiteral("count");
             fields[1].value.type = QStringLiteral("int");
         }},
        {"swap with type change", abc,
         [](auto &fields) {
             std::swap(nameAt(fields, 1), nameAt(fields, 2));
             std::swap(fields[1].value.type, fields[2].value.type);
         }},
        {"drop plus add of one name", abc,
         [](auto &fields) { fields[2] = added(90, R"({"name":"b","type":"text","description":"another"})"); }},
        {"drop plus rename to its name", abc,
         [](auto &fields) {
             fields.removeAt(2);
             nameAt(fields, 1) = QStringLiteral("b");
         }},
        {"names move up a chain", abc,
         [](auto &fields) {
             fields.removeAt(3);
             nameAt(fields, 2) = QStringLiteral("c");
             nameAt(fields, 1) = QStringLiteral("b");
             fields.append(added(90, R"({"name":"a","type":"int"})"));
         }},
        {"nested children",
         {nested, intB},
         [](auto &fields) {
             Field &group = fields[1].value;
             group.name = QStringLiteral("section");
             group.children[0].name = QStringLiteral("heading");
             group.children[1].children[0].required = true;
             group.children.append(SchemaGenerator::field(R"({"name":"more","type":"int"})"));
         }},
        {"nested children added",
         {intB},
         [](auto &fields) {
             fields.append({EntryKey(90), SchemaGenerator::field(nested.constData())});
         }},
        {"case alone",
         {R"({"name":"Title","type":"text"})", intB},
         [](auto &fields) { nameAt(fields, 1) = QStringLiteral("title"); }},
        {"case alone by drop plus add",
         {R"({"name":"Title","type":"text"})", intB},
         [](auto &fields) { fields[1] = added(90, R"({"name":"title","type":"text"})"); }},
        {"order alone", abc, [](auto &fields) { fields.move(1, 3); }},
        {"names to be encoded",
         {R"({"name":"a/b %2F?","type":"text"})", R"({"name":"größe & #1","type":"int"})"},
         [](auto &fields) {
             fields.removeAt(1);
             nameAt(fields, 1) = QStringLiteral("100 %/c?");
         }},
        {"everything at once",
         {textA, intB, jsonC, nested, R"({"name":"a_tmp","type":"bool"})"},
         [](auto &fields) {
             fields.removeAt(3);
             std::swap(nameAt(fields, 1), nameAt(fields, 2));
             fields[2].value.required = true;
             nameAt(fields, 4) = QStringLiteral("c");
             fields.move(1, 4);
             fields.insert(1, added(90, R"({"name":"a_tmp2","type":"enum","values":["x","y"]})"));
             fields.append(added(91, R"({"name":"customer","type":"int","tableref_id":3})"));
         }},
    };
}

} // namespace

void ApplySandboxTest::initTestCase()
{
    m_2023 = std::make_unique<ClientFixture>(optionsOf(sandbox::Dialect::Year2023), patientOptions());
    m_2026 = std::make_unique<ClientFixture>(optionsOf(sandbox::Dialect::Year2026), patientOptions());
}

QString ApplySandboxTest::problemOf(RealTable &table, const TableSchema &target)
{
    const auto plan = planChanges(table.base, target);
    if (!plan)
        return QStringLiteral("no plan: ") + plan.error().message;
    RealApply apply(table, *plan);
    if (!apply.toTheEnd())
        return QStringLiteral("it does not end");
    const QString steps = apply.steps();
    if (apply.runner.state() != ApplyRunner::State::Succeeded)
        return QStringLiteral("%1: %2").arg(steps, describe(apply.runner.error().value_or(Error())));
    for (const QString &step : steps.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (step != QLatin1String("Done"))
            return QStringLiteral("succeeded, but ") + steps;
    }
    QString problem = table.problemOfTraffic(*plan);
    if (problem.isEmpty())
        problem = table.problemOf(target);
    if (problem.isEmpty())
        problem = table.problemOfBaseline(apply.runner.baseline(), target, true);
    if (!problem.isEmpty())
        return problem;
    // The server's answer is the new baseline: from it there is nothing left to do.
    TableSchema again = *apply.runner.baseline();
    const auto rest = planChanges(again, again);
    return rest && rest->isEmpty() ? QString() : QStringLiteral("the baseline is no base");
}

void ApplySandboxTest::generatedPairs()
{
    constexpr quint64 pairs = 100;
    QHash<StepKind, qsizetype> steps;
    for (quint64 seed = 1; seed <= pairs; ++seed) {
        SchemaGenerator generator(seed, SchemaGenerator::Types::Known);
        RealTable table(seed % 2 == 0 ? *m_2026 : *m_2023, generator.base());
        const TableSchema target = generator.target(table.base);
        const QString problem = problemOf(table, target);
        QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        const ApplyPlan plan = *planChanges(table.base, target);
        for (const PlanStep &step : plan.steps)
            ++steps[step.kind];
    }
    // The pairs are worth something only while they need all kinds of steps, and often.
    for (const StepKind kind : {StepKind::DeleteIndex, StepKind::Rename, StepKind::Create, StepKind::PutSchema,
                                StepKind::CreateIndex, StepKind::DeleteField})
        QVERIFY(steps.value(kind) > 20);
    for (const StepKind kind :
         {StepKind::PutIndexes, StepKind::PutProperties, StepKind::PutSecurity, StepKind::PutAutocomplete})
        QVERIFY(steps.value(kind) > 5);
}

void ApplySandboxTest::namedCase_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<qsizetype>("number");
    const QList<Case> all = cases();
    for (const char *dialect : {"2023", "2026"}) {
        for (qsizetype i = 0; i < all.size(); ++i)
            QTest::addRow("%s %s", all.at(i).name, dialect) << QString::fromLatin1(dialect) << i;
    }
}

void ApplySandboxTest::namedCase()
{
    QFETCH(QString, dialect);
    QFETCH(qsizetype, number);
    const Case each = cases().at(number);
    const TableSchema wanted = schemaOf(each.columns);
    QStringList names;
    for (qsizetype i = 1; i < wanted.fields.size(); ++i)
        names.append(wanted.fields.at(i).value.name);
    RealTable table(fixtureOf(dialect), schemaOf(each.columns, names));
    const TableSchema target = edited(table.base, each.edit);
    const QString problem = problemOf(table, target);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    if (target == table.base)
        QVERIFY(table.arrivals().isEmpty());
}

void ApplySandboxTest::fieldOfEachType_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("call"); // empty: only the whole list can say it
    const auto row = [](const char *call, const char *members) {
        const QByteArray type = qstrcmp(call, "tableref") == 0 ? "int"
            : qstrcmp(call, "tablerefuuid") == 0               ? "uuid"
                                                               : call;
        QTest::addRow("%s%s", call, members)
            << R"({"name":"made","type":")" + type + '"' + members + '}' << QString::fromLatin1(call);
    };
    for (const char *type : {"attachment",     "audio",
                             "bool",           "date",
                             "decimal",        "email",
                             "geo_linestring", "geo_multilinestring",
                             "geo_multipoint", "geo_multipolygon",
                             "geo_point",      "geo_polygon",
                             "image",          "int",
                             "json",           "object",
                             "password",       "text",
                             "timestamp",      "uuid",
                             "video"}) {
        row(type, "");
        row(type,
            R"(,"required":true,"nullable":true,"access":"internal","sensitive":true,"style":"list","description":"d")");
    }
    row("enum", R"(,"values":["To Do","Done"],"default":"Done")");
    row("vector", R"(,"vector":{"size":5},"validators":{"min":0,"max":1})");
    row("tableref", R"(,"tableref_id":3,"validators":{"min":1})");
    row("tablerefuuid", R"(,"tableref_id":3)");
    row("text", R"(,"format":"markdown","default":"x","validators":{"trim":true,"startsWith":"x","ok":"abc"})");
    row("password", R"(,"validators":{"salt":"s","min":8,"minSymbol":1})");
    row("object",
        R"(,"children":[{"name":"a","type":"text"},{"name":"b","type":"object","children":[{"name":"c","type":"int"}]}])");
    const auto listed = [](const char *json) { QTest::newRow(json) << QByteArray(json) << QString(); };
    listed(R"({"name":"made","type":"date","default":"2026-01-01"})");
    listed(R"({"name":"made","type":"text","validators":{"unheard_of":1}})");
    listed(R"({"name":"made","type":"email","validators":{"trim":true}})");
    listed(R"({"name":"made","type":"int","validators":{"min":"a text"}})");
    listed(R"({"name":"made","type":"object","children":[{"name":"a","type":"text","validators":{"trim":true}}]})");
    listed(R"({"name":"made","type":"object","children":[{"name":"a","type":"text","unheard_of":1.0}]})");
    listed(R"({"name":"made","type":"enum","values":[{"value":"a","label":"A"}]})");
    listed(R"({"name":"made","type":"vector"})");
    listed(R"({"name":"made","type":"vector","vector":{"size":3,"unheard_of":1}})");
    listed(R"({"name":"made","type":"text","config":{"a":1}})");
}

void ApplySandboxTest::fieldOfEachType()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, call);
    RealTable table(*m_2026, schemaOf({textA, intB}));
    const TableSchema target = edited(table.base, [&json](QList<Keyed<Field>> &fields) {
        fields.append({EntryKey(90), SchemaGenerator::field(json.constData())});
    });
    const QString problem = problemOf(table, target);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QStringList writes = table.writes();
    QCOMPARE(writes.size(), 1);
    const QString wanted
        = call.isEmpty() ? QStringLiteral("PUT %1/schema 200") : QStringLiteral("POST %1/schema/type/%2 200");
    QCOMPARE(writes.front(), call.isEmpty() ? wanted.arg(table.path()) : wanted.arg(table.path(), call));
}

void ApplySandboxTest::indexOfEachKind_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("call"); // empty: only the whole list can say it
    const auto row = [](const char *json, const char *call) {
        QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(call);
    };
    row(R"({"type":"btree","fields":[{"name":"a","op":"desc"},{"name":"b","op":"asc"}]})", "btree");
    row(R"({"type":"btree|unique","fields":[{"name":"a","op":"asc"}]})", "unique");
    row(R"({"type":"unique","fields":[{"name":"a"}]})", "unique");
    row(R"({"type":"search","name":"w","lang":"english","fields":[{"name":"a","priority":2},{"name":"b","priority":1}]})",
        "search");
    row(R"({"type":"spatial","fields":[{"name":"place","op":"gist_geometry_ops_2d"}]})", "spatial");
    row(R"({"type":"vector","fields":[{"name":"meaning","op":"vector_l2_ops"}]})", "vector");
    row(R"({"type":"gin","fields":[{"name":"a","op":"jsonb_path_op"}]})", "");
    row(R"({"type":"btree","fields":[{"name":"a","op":"desc"}],"unheard_of":1.0})", "");
    row(R"({"type":"from_the_future","fields":[{"name":"a"}]})", "");
}

void ApplySandboxTest::indexOfEachKind()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, call);
    RealTable table(*m_2026,
                    schemaOf({textA, intB, R"({"name":"place","type":"geo_point"})",
                              R"({"name":"meaning","type":"vector","vector":{"size":3}})"},
                             {QStringLiteral("b")}));
    TableSchema target = table.base;
    target.indexes.append({EntryKey(91), *indexFromJson(*RawJson::parse(json))});
    const RawJson before = table.indexes();
    const QString problem = problemOf(table, target);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(table.writes(),
             QStringList(call.isEmpty() ? QStringLiteral("PUT %1/index 200").arg(table.path())
                                        : QStringLiteral("POST %1/index/%2 200").arg(table.path(), call)));
    QCOMPARE(table.indexes().elements().mid(0, before.elements().size()), before.elements());
}

void ApplySandboxTest::propertiesGoAlong_data()
{
    QTest::addColumn<QString>("dialect");
    for (const char *dialect : {"2023", "2026"})
        QTest::newRow(dialect) << QString::fromLatin1(dialect);
}

void ApplySandboxTest::propertiesGoAlong()
{
    QFETCH(QString, dialect);
    TableSchema wanted = schemaOf({textA, intB});
    wanted.properties = TableProperties();
    wanted.properties->name = QStringLiteral("made up");
    wanted.properties->guid = QStringLiteral("made-up-guid");
    wanted.properties->tags = {QStringLiteral("one")};
    wanted.properties->autocomplete = QStringList{QStringLiteral("a")};
    RealTable table(fixtureOf(dialect), wanted);
    TableSchema target
        = edited(table.base, [](QList<Keyed<Field>> &fields) { nameAt(fields, 1) = QStringLiteral("title"); });
    target.properties->docs = QStringLiteral("# Title");
    target.properties->auth = true;
    target.properties->guid = QStringLiteral("another-guid");
    target.properties->autocomplete = QStringList{QStringLiteral("b"), QStringLiteral("title")};
    const QString problem = problemOf(table, target);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString path = table.path();
    QCOMPARE(table.writes(),
             (QStringList{QStringLiteral("POST %1/schema/rename 200").arg(path), QStringLiteral("PUT %1 200").arg(path),
                          QStringLiteral("PUT %1/security 200").arg(path),
                          QStringLiteral("PUT %1/autocomplete 200").arg(path)}));
    // What was not named in the body is as it was.
    const RawJson is = table.call("GET", path);
    QCOMPARE(is.member(u"name")->toString(), QStringLiteral("made up"));
    QCOMPARE(is.member(u"tag")->text(), QByteArray(R"(["one"])"));
    // Somebody else changes a property meanwhile: nothing is sent.
    RealTable contested(fixtureOf(dialect), wanted);
    TableSchema mine = contested.base;
    mine.properties->docs = QStringLiteral("mine");
    contested.call("PUT", contested.path(), *RawJson::parse(R"({"description":"theirs"})"));
    contested.forgetArrivals();
    RealApply apply(contested, *planChanges(contested.base, mine));
    QVERIFY(apply.toTheEnd());
    QCOMPARE(apply.runner.state(), ApplyRunner::State::Conflicted);
    QCOMPARE(apply.runner.conflict()->properties, QList<TableProperty>{TableProperty::Description});
    QCOMPARE(contested.writes(), QStringList());
    const TableSchema merged = mergeStaged(contested.base, *apply.runner.baseline(), mine);
    QCOMPARE(merged.properties->description, QStringLiteral("theirs"));
    QCOMPARE(merged.properties->docs, QStringLiteral("mine"));
}

void ApplySandboxTest::jsonThatIsEasilySpoiledStays()
{
    ClientFixture fixture(optionsOf(sandbox::Dialect::Year2026, sandbox::Sample::Types), patientOptions());
    RealTable table(fixture, QStringLiteral("odd_json"));
    QVERIFY(table.base.fields.size() > 10);
    QVERIFY(!table.records().isEmpty());
    const RawJson before = table.schema();
    const TableSchema target = edited(table.base, [](QList<Keyed<Field>> &fields) {
        for (Keyed<Field> &field : fields) {
            if (field.value.name == QLatin1String("from_the_future"))
                field.value.name = QStringLiteral("from_the_past");
            else if (field.value.name == QLatin1String("no_default_key"))
                field.value.required = true;
        }
        fields.removeIf([](const Keyed<Field> &field) { return field.value.name == QLatin1String("null_default"); });
        fields.move(1, 2);
    });
    const QString problem = problemOf(table, target);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    // Said once more without any of the program's own reading: all entries that were not edited are there to the byte.
    QByteArrayList untouched;
    for (const RawJson &entry : before.elements())
        untouched.append(entry.text());
    qsizetype same = 0;
    const RawJson after = table.schema();
    for (const RawJson &entry : after.elements())
        same += untouched.contains(entry.text()) ? 1 : 0;
    QCOMPARE(same, before.elements().size() - 3);
}

void ApplySandboxTest::theChecksCanFail()
{
    const TableSchema wanted = schemaOf({textA, intB, jsonC});
    const Edit rename = [](QList<Keyed<Field>> &fields) { nameAt(fields, 1) = QStringLiteral("title"); };
    // Somebody spoils a value meanwhile.
    RealTable value(*m_2026, wanted);
    value.callBefore(QStringLiteral("POST *%1/schema/rename").arg(value.path()), 1, "PUT", QStringLiteral("/content/2"),
                     *RawJson::parse(R"({"a":"spoiled"})"));
    QVERIFY(problemOf(value, edited(value.base, rename)).contains(QLatin1String("spoiled")));
    // One more field, after the last look of the client.
    RealTable field(*m_2026, wanted);
    QCOMPARE(problemOf(field, edited(field.base, rename)), QString());
    field.call("POST", field.path(QStringLiteral("/schema/type/text")), *RawJson::parse(R"({"name":"more"})"));
    QVERIFY(!field.problemOf(edited(field.base, rename)).isEmpty());
    // One index that was not asked for.
    RealTable index(*m_2026, wanted);
    index.call("POST", index.path(QStringLiteral("/index/btree")),
               *RawJson::parse(R"({"fields":[{"name":"a","op":"asc"}]})"));
    QVERIFY(!index.problemOf(index.base).isEmpty());
    QVERIFY(!index.problemOfBaseline(index.base, index.base, true).isEmpty());
    // A read too many, and none at all.
    RealTable traffic(*m_2026, wanted);
    TableSchemaServer server(m_2026->client(), traffic.workspace(), traffic.id());
    QVERIFY(waitFor(server.readSchema()));
    QVERIFY(!traffic.problemOfTraffic(*planChanges(traffic.base, traffic.base)).isEmpty());
    traffic.forgetArrivals();
    QVERIFY(!traffic.problemOfTraffic(*planChanges(traffic.base, edited(traffic.base, rename))).isEmpty());
}

METASCOPE_TEST(ApplySandboxTest)

} // namespace metascope::test

#include "applysandboxtest.moc"
