// SPDX-License-Identifier: GPL-3.0-or-later
// Each rule of the schema lint with what it must find and what it must not, and that its fixes put things right.
#include "app/domain/schemalint.h"
#include "tests/support/testmain.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>

using namespace metascope;

namespace {

/// `fields` and `indexes` are the elements of JSON lists; an `id` stands before the fields.
TableSchema schemaOf(const QByteArray &fields, const QByteArray &indexes = {})
{
    const QByteArray id = R"({"name":"id","type":"int","description":"","required":true,"nullable":true})";
    const auto read = [](const QByteArray &list) { return *RawJson::parse("[" + list + "]"); };
    KeySource keys;
    return keyed(*fieldsFromJson(read(fields.isEmpty() ? id : id + "," + fields)), *indexesFromJson(read(indexes)),
                 keys);
}

LintContext tables(const QList<qint64> &ids)
{
    LintContext context;
    context.tables.emplace();
    for (const qint64 id : ids)
        context.tables->insert(TableId(id), QStringLiteral("t%1").arg(id));
    return context;
}

QList<LintFinding> of(LintRule rule, const QList<LintFinding> &all)
{
    QList<LintFinding> found = all;
    found.removeIf([rule](const LintFinding &each) { return each.rule != rule; });
    return found;
}

QStringList subjects(const QList<LintFinding> &findings)
{
    QStringList all;
    for (const LintFinding &each : findings)
        all.append(each.subject);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(metascope::LintRule)

class SchemaLintTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<LintRule>("rule");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("indexes");
        QTest::addColumn<QStringList>("found"); // subjects
        const auto row = [](const char *name, LintRule rule, const QByteArray &fields, const QByteArray &indexes,
                            const QStringList &found) { QTest::newRow(name) << rule << fields << indexes << found; };
        const auto hit = [](const char *subject) { return QStringList(QString::fromUtf8(subject)); };
        const QStringList none;
        using enum LintRule;

        row("missing table", MissingTable, R"({"name":"a_id","type":"int","tableref_id":9})", {}, hit("a_id"));
        row("missing table, nested", MissingTable,
            R"({"name":"o","type":"object","children":[{"name":"a_id","type":"uuid","tableref_id":9}]})", {},
            hit("o.a_id"));
        row("a table that is there", MissingTable, R"({"name":"a_id","type":"int","tableref_id":4})", {}, none);
        row("no reference", MissingTable, R"({"name":"a_id","type":"int","tableref_id":0})", {}, none);

        row("enum", EnumWithoutValues, R"({"name":"e","type":"enum"})", {}, hit("e"));
        row("enum with an empty list", EnumWithoutValues, R"({"name":"e","type":"enum","values":[]})", {}, hit("e"));
        row("enum with a value", EnumWithoutValues, R"({"name":"e","type":"enum","values":["x"]})", {}, none);
        row("text has no values", EnumWithoutValues, R"({"name":"e","type":"text"})", {}, none);

        const QByteArray reference = R"({"name":"a_id","type":"int","tableref_id":4},{"name":"b","type":"text"})";
        row("no index at all", ReferenceWithoutIndex, reference, {}, hit("a_id"));
        row("in second place", ReferenceWithoutIndex, reference,
            R"({"type":"btree","fields":[{"name":"b"},{"name":"a_id"}]})", hit("a_id"));
        row("of another kind", ReferenceWithoutIndex, reference, R"({"type":"gin","fields":[{"name":"a_id"}]})",
            hit("a_id"));
        row("in first place", ReferenceWithoutIndex, reference,
            R"({"type":"btree","fields":[{"name":"a_id","op":"desc"},{"name":"b"}]})", none);
        row("unique", ReferenceWithoutIndex, reference, R"({"type":"btree|unique","fields":[{"name":"a_id"}]})", none);
        row("a list", ReferenceWithoutIndex, R"({"name":"a_id","type":"int","tableref_id":4,"style":"list"})", {},
            none);
        row("nested", ReferenceWithoutIndex,
            R"({"name":"o","type":"object","children":[{"name":"a_id","type":"int","tableref_id":4}]})", {}, none);

        const QByteArray two = R"({"name":"a","type":"text"},{"name":"b","type":"text"})";
        row("the same twice", DuplicateIndex, two,
            R"({"type":"btree","fields":[{"name":"a"}]},{"type":"btree","fields":[{"name":"a","op":"asc"}]})",
            hit("a"));
        row("the same thrice", DuplicateIndex, two,
            R"({"type":"unique","fields":[{"name":"a"}]},{"type":"btree|unique","fields":[{"name":"a"}]},{"type":"btree|unique","fields":[{"name":"a"}]})",
            {QStringLiteral("a"), QStringLiteral("a")});
        row("another direction", DuplicateIndex, two,
            R"({"type":"btree","fields":[{"name":"a"}]},{"type":"btree","fields":[{"name":"a","op":"desc"}]})", none);
        row("another order", DuplicateIndex, two,
            R"({"type":"btree","fields":[{"name":"a"},{"name":"b"}]},{"type":"btree","fields":[{"name":"b"},{"name":"a"}]})",
            none);
        row("another kind", DuplicateIndex, two,
            R"({"type":"btree","fields":[{"name":"a"}]},{"type":"btree|unique","fields":[{"name":"a"}]})", none);
        row("another language", DuplicateIndex, two,
            R"({"type":"search","lang":"english","fields":[{"name":"a"}]},{"type":"search","lang":"dutch","fields":[{"name":"a"}]})",
            none);
        row("the same search", DuplicateIndex, two,
            R"({"id":"1","type":"search","lang":"dutch","fields":[{"name":"a"}]},{"id":"2","type":"search","lang":"dutch","fields":[{"name":"a"}]})",
            hit("a"));

        row("begins another", UnusedIndex, two,
            R"({"type":"btree","fields":[{"name":"a"}]},{"type":"btree","fields":[{"name":"a"},{"name":"b"}]})",
            hit("a"));
        row("beside a unique one", UnusedIndex, two,
            R"({"type":"btree","fields":[{"name":"a"}]},{"type":"btree|unique","fields":[{"name":"a"}]})", hit("a"));
        row("of the primary key", UnusedIndex, two,
            R"({"type":"primary","fields":[{"name":"id"}]},{"type":"btree","fields":[{"name":"id"}]})", hit("id"));
        row("a unique one is a constraint", UnusedIndex, two,
            R"({"type":"btree|unique","fields":[{"name":"a"}]},{"type":"btree","fields":[{"name":"a"},{"name":"b"}]})",
            none);
        row("the other direction", UnusedIndex, two,
            R"({"type":"btree","fields":[{"name":"a","op":"desc"}]},{"type":"btree","fields":[{"name":"a"},{"name":"b"}]})",
            none);
        row("ends another", UnusedIndex, two,
            R"({"type":"btree","fields":[{"name":"b"}]},{"type":"btree","fields":[{"name":"a"},{"name":"b"}]})", none);
        row("a name that begins another name", UnusedIndex, R"({"name":"a","type":"text"},{"name":"ab","type":"text"})",
            R"({"type":"btree","fields":[{"name":"a"}]},{"type":"btree","fields":[{"name":"ab"},{"name":"a"}]})", none);
        row("gin beside btree", UnusedIndex, two,
            R"({"type":"gin","fields":[{"name":"a"}]},{"type":"btree","fields":[{"name":"a"},{"name":"b"}]})", none);

        const auto named = [](const char *name, const char *type = "text", const char *more = "") -> QByteArray {
            return QByteArray(R"({"name":")") + name + R"(","type":")" + type + "\"" + more + "}";
        };
        for (const char *name : {"password", "user_password", "passwordHash", "APIToken", "api_key", "apikey", "IBAN",
                                 "ssn", "card_number", "password2", "clientSecret", "access-token"})
            row(qPrintable(QStringLiteral("sensitive: ") + QLatin1String(name)), SensitiveName, named(name), {},
                hit(name));
        for (const char *name : {"discard", "scorecard", "cardinality", "tokenizer", "secretary", "compass",
                                 "token_count", "card_type", "api", "key", "monkey", "libanon"})
            row(qPrintable(QStringLiteral("not sensitive: ") + QLatin1String(name)), SensitiveName, named(name), {},
                none);
        row("marked", SensitiveName, named("password", "password", R"(,"sensitive":true)"), {}, none);
        row("a flag", SensitiveName, named("has_password", "bool"), {}, none);
        row("a reference", SensitiveName, named("card_id", "int", R"(,"tableref_id":4)"), {}, none);
        row("nested secret", SensitiveName,
            R"({"name":"o","type":"object","children":[{"name":"token","type":"text"}]})", {}, hit("o.token"));

        row("nullable and required", NullableRequired, named("a", "text", R"(,"nullable":true,"required":true)"), {},
            hit("a"));
        row("nullable", NullableRequired, named("a", "text", R"(,"nullable":true)"), {}, none);
        row("required", NullableRequired, named("a", "text", R"(,"required":true)"), {}, none);

        row("uuid", TextForUuid, named("order_uuid"), {}, hit("order_uuid"));
        row("guid", TextForUuid, named("GUID"), {}, hit("GUID"));
        row("is one", TextForUuid, named("order_uuid", "uuid"), {}, none);
        row("uuid within a word", TextForUuid, named("quuida"), {}, none);

        row("status", TextForEnum, named("order_status"), {}, hit("order_status"));
        row("role", TextForEnum, named("userRole"), {}, hit("userRole"));
        row("is an enum", TextForEnum, named("status", "enum"), {}, none);
        row("a list of them", TextForEnum, named("status", "text", R"(,"style":"list")"), {}, none);
        row("status of what", TextForEnum, named("status_message"), {}, none);
        row("status within a word", TextForEnum, named("apparatus"), {}, none);

        row("list of references", ListOfReferences, named("a", "int", R"(,"tableref_id":4,"style":"list")"), {},
            hit("a"));
        row("one reference", ListOfReferences, named("a", "int", R"(,"tableref_id":4)"), {}, none);
        row("a list", ListOfReferences, named("a", "int", R"(,"style":"list")"), {}, none);

        row("camel among snakes", InconsistentName,
            named("first_name") + "," + named("last_name") + "," + named("zipCode"), {}, hit("zipCode"));
        row("snake among camels", InconsistentName,
            named("firstName") + "," + named("lastName") + "," + named("zip_code"), {}, hit("zip_code"));
        row("with spaces", InconsistentName, named("first_name") + "," + named("last_name") + "," + named("Zip Code"),
            {}, hit("Zip Code"));
        row("a nested one", InconsistentName,
            named("first_name") + "," + named("last_name") + ","
                + named("o", "object", R"(,"children":[{"name":"zipCode","type":"text"}])"),
            {}, hit("o.zipCode"));
        row("one word fits", InconsistentName, named("first_name") + "," + named("last_name") + "," + named("city"), {},
            none);
        row("no majority", InconsistentName,
            named("first_name") + "," + named("last_name") + "," + named("zipCode") + "," + named("cityName"), {},
            none);
        row("the server's own name", InconsistentName,
            named("firstName") + "," + named("lastName") + "," + named("created_at", "timestamp"), {}, none);

        row("no description", MissingDescription, named("a"), {}, hit("a"));
        row("white space", MissingDescription, named("a", "text", R"(,"description":" \n")"), {}, hit("a"));
        row("described", MissingDescription, named("a", "text", R"(,"description":"What it is")"), {}, none);
        row("created_at", MissingDescription, named("created_at", "timestamp"), {}, none);
    }
    void rules()
    {
        QFETCH(LintRule, rule);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, indexes);
        QFETCH(QStringList, found);
        const TableSchema schema = schemaOf(fields, indexes);
        LintContext context = tables({4});
        const QList<LintFinding> all = of(rule, lintSchema(schema, context));
        QCOMPARE(subjects(all), found);
        for (const LintFinding &each : all) {
            QVERIFY(!each.sentence.isEmpty());
            QCOMPARE(each.isIndex, each.rule == LintRule::DuplicateIndex || each.rule == LintRule::UnusedIndex);
            QVERIFY(each.isIndex ? findEntry(schema.indexes, each.key) != nullptr
                                 : findEntry(schema.fields, each.key) != nullptr);
        }
        context.off.set(rule, true);
        QVERIFY(of(rule, lintSchema(schema, context)).isEmpty());
    }

    void thePrimaryKeyIsLeftAlone()
    {
        QVERIFY(lintSchema(schemaOf({}), tables({})).isEmpty());
        QVERIFY(lintSchema({}, tables({})).isEmpty());
    }

    void whatIsNotKnownIsNotSaid()
    {
        const TableSchema schema = schemaOf(R"({"name":"a_id","type":"int","tableref_id":9,"description":"x"})");
        LintContext context;
        QCOMPARE(subjects(of(LintRule::MissingTable, lintSchema(schema, context))), QStringList());
        QCOMPARE(subjects(of(LintRule::ReferenceWithoutIndex, lintSchema(schema, context))),
                 QStringList(QStringLiteral("a_id")));
        context.areIndexesKnown = false;
        QVERIFY(lintSchema(schema, context).isEmpty());
    }

    void samplesSayMoreThanNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("samples");
        QTest::addColumn<bool>("isUuid");
        QTest::addColumn<QStringList>("values");
        const QString uuid = QStringLiteral("7d9f2c1e-0000-4000-8000-00000000000%1");
        QStringList uuids;
        QStringList few;
        QStringList many;
        for (int i = 0; i < 24; ++i) {
            uuids.append(uuid.arg(i % 10));
            few.append(i % 3 == 0 ? QStringLiteral("paid") : QStringLiteral("new"));
            many.append(QString::number(i));
        }
        const QStringList none;
        QTest::newRow("uuids") << QStringLiteral("ref") << uuids << true << none;
        QTest::newRow("one is none") << QStringLiteral("ref") << (uuids + QStringList(QStringLiteral("x"))) << false
                                     << none;
        QTest::newRow("few values") << QStringLiteral("ref") << few << false
                                    << QStringList{QStringLiteral("new"), QStringLiteral("paid")};
        QTest::newRow("many values") << QStringLiteral("status") << many << false << none;
        QTest::newRow("too few to say") << QStringLiteral("status") << few.mid(0, 5) << false << none;
        QTest::newRow("a uuid by name") << QStringLiteral("uuid") << few.mid(0, 5) << false << none;
    }
    void samplesSayMoreThanNames()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, samples);
        QFETCH(bool, isUuid);
        QFETCH(QStringList, values);
        LintContext context;
        context.samples.insert(name, samples);
        const auto found = lintSchema(schemaOf(R"({"name":")" + name.toUtf8() + R"(","type":"text"})"), context);
        QCOMPARE(of(LintRule::TextForUuid, found).size(), isUuid ? 1 : 0);
        const auto choices = of(LintRule::TextForEnum, found);
        QCOMPARE(choices.size(), values.isEmpty() ? 0 : 1);
        if (!choices.isEmpty())
            QCOMPARE(std::get<FieldFix>(choices.front().fix->change).after.values, values);
    }

    void renamesKeepOutOfTheWay()
    {
        const TableSchema schema = schemaOf(
            R"({"name":"a_b","type":"text"},{"name":"zip_code","type":"text"},{"name":"c_d","type":"text"},{"name":"e_f","type":"text"},{"name":"ZipCode","type":"text"},{"name":"line2Text","type":"text"},{"name":"😀 x","type":"text"})");
        const auto found = of(LintRule::InconsistentName, lintSchema(schema));
        QCOMPARE(subjects(found),
                 (QStringList{QStringLiteral("ZipCode"), QStringLiteral("line2Text"), QStringLiteral("😀 x")}));
        QVERIFY(!found.at(0).fix); // the name is taken
        QCOMPARE(std::get<FieldFix>(found.at(1).fix->change).after.name, QStringLiteral("line2_text"));
        QVERIFY(found.at(2).fix); // what is left of it
    }

    void ruleSets()
    {
        LintRuleSet rules;
        rules.set(LintRule::UnusedIndex, true);
        rules.set(LintRule::MissingTable, true);
        QCOMPARE(rules.keys(), (QStringList{QStringLiteral("missing-table"), QStringLiteral("unused-index")}));
        QCOMPARE(LintRuleSet::fromKeys(rules.keys() + QStringList(QStringLiteral("no-such-rule"))), rules);
        QCOMPARE(LintRuleSet::fromKeys({}), LintRuleSet());
        for (const LintRuleRow &row : lintRules)
            QVERIFY(!lintRuleName(row.rule).isEmpty());
    }

    /// Ends where time that grows with the square of the table would not. How long it takes is told, not judged.
    void growsWithTheTable_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<int>("indexes");
        QTest::newRow("a large table") << 500 << 50;
        QTest::newRow("a hostile one") << 20'000 << 5'000;
    }
    void growsWithTheTable()
    {
        QFETCH(int, fields);
        QFETCH(int, indexes);
        QByteArrayList json;
        for (int i = 0; i < fields; ++i)
            json.append(i % 3 == 0 ? QByteArray(R"({"name":"refersTo)" + QByteArray::number(i)
                                                + R"(","type":"int","tableref_id":9})")
                                   : QByteArray(R"({"name":"some_password_)" + QByteArray::number(i)
                                                + R"(","type":"text","nullable":true,"required":true})"));
        QByteArrayList list;
        for (int i = 0; i < indexes; ++i)
            list.append(R"({"type":"btree","fields":[{"name":"some_password_1"},{"name":"refersTo)"
                        + QByteArray::number(i / 2 * 3) + R"("}]})");
        const TableSchema schema = schemaOf(json.join(','), list.join(','));
        const LintContext context = tables({4});
        static_cast<void>(lintSchema(schemaOf(R"({"name":"a","type":"text"})"), context)); // what is made once
        // The best of some: others may use the machine.
        qint64 best = std::numeric_limits<qint64>::max();
        QList<LintFinding> found;
        for (int run = 0; run < 5; ++run) {
            QElapsedTimer timer;
            timer.start();
            found = lintSchema(schema, context);
            best = std::min(best, timer.nsecsElapsed());
        }
        qInfo("%d fields, %d indexes: %lld findings in %.2f ms", fields, indexes, static_cast<long long>(found.size()),
              static_cast<double>(best) / 1e6);
        QVERIFY(found.size() > fields);
        QCOMPARE(of(LintRule::DuplicateIndex, found).size(), indexes / 2);
        constexpr qint64 seconds = 20;
        QVERIFY2(best < seconds * 1'000'000'000, qPrintable(QString::number(best)));
    }

    void deepAndWideIsBounded()
    {
        QByteArray deep = R"({"name":"x","type":"text"})";
        for (int i = 0; i < 200; ++i)
            deep = R"({"name":"o","type":"object","description":"d","children":[)" + deep + "]}";
        QVERIFY(subjects(lintSchema(schemaOf(deep))).isEmpty()); // x is too deep to be looked at
        QByteArrayList parts;
        for (int i = 0; i < 20'000; ++i)
            parts.append(R"({"name":"a"})");
        const TableSchema wide = schemaOf(R"({"name":"a","type":"text","description":"d"})",
                                          R"({"type":"btree","fields":[)" + parts.join(',') + "]}");
        QVERIFY(lintSchema(wide).isEmpty());
    }
};

METASCOPE_TEST(SchemaLintTest)
#include "schemalinttest.moc"
