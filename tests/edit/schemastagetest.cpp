// SPDX-License-Identifier: GPL-3.0-or-later
// Fixes of the lint staged in a document: the finding is gone, as one step with its name; and the lint that follows a document.
#include "app/edit/livelint.h"
#include "app/edit/schemadocument.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

#include <algorithm>

using namespace metascope;

Q_DECLARE_METATYPE(metascope::LintRule)

namespace {

QList<Field> fields(const QByteArray &more)
{
    return *fieldsFromJson(*RawJson::parse(R"([{"name":"id","type":"int","required":true})" + ("," + more + "]")));
}

QList<Index> indexes(const QByteArray &all)
{
    return *indexesFromJson(*RawJson::parse("[" + all + "]"));
}

LintContext context()
{
    LintContext known;
    known.tables.emplace();
    known.tables->insert(TableId(4), QStringLiteral("customer"));
    for (int i = 0; i < 24; ++i)
        known.samples[QStringLiteral("seen")].append(i % 2 == 0 ? QStringLiteral("b") : QStringLiteral("a"));
    return known;
}

QList<LintFinding> of(LintRule rule, const SchemaDocument &document)
{
    QList<LintFinding> found = lintSchema(document.current(), context());
    found.removeIf([rule](const LintFinding &each) { return each.rule != rule; });
    return found;
}

QStringList names(const SchemaDocument &document)
{
    QStringList all;
    for (const Keyed<Field> &field : document.current().fields)
        all.append(field.value.name);
    return all;
}

} // namespace

class SchemaStageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFixEndsItsFinding_data()
    {
        QTest::addColumn<LintRule>("rule");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("indexes");
        QTest::addColumn<QString>("name");
        const auto row = [](LintRule rule, const QByteArray &fields, const QByteArray &indexes, const char *name) {
            QTest::newRow(qPrintable(lintRuleName(rule))) << rule << fields << indexes << QString::fromUtf8(name);
        };
        using enum LintRule;
        row(MissingTable, R"({"name":"a","type":"int","tableref_id":9})", {}, "Remove Reference");
        row(EnumWithoutValues, R"({"name":"a","type":"enum"})", {}, "Change to Text");
        row(ReferenceWithoutIndex, R"({"name":"a","type":"int","tableref_id":4})", {}, "Add Index");
        row(DuplicateIndex, R"({"name":"a","type":"text"})",
            R"({"id":"01","type":"btree","fields":[{"name":"a"}]},{"id":"02","type":"btree","fields":[{"name":"a"}]})",
            "Remove Index");
        row(UnusedIndex, R"({"name":"a","type":"text"},{"name":"b","type":"text"})",
            R"({"id":"01","type":"btree","fields":[{"name":"a"}]},{"id":"02","type":"btree","fields":[{"name":"a"},{"name":"b"}]})",
            "Remove Index");
        row(SensitiveName,
            R"({"name":"o","type":"object","children":[{"name":"x","type":"text"},{"name":"token","type":"text"}]})",
            {}, "Mark as Sensitive");
        row(NullableRequired, R"({"name":"a","type":"text","nullable":true,"required":true})", {}, "Make Not Required");
        row(TextForUuid, R"({"name":"uuid","type":"text","default":""})", {}, "Change to uuid");
        row(TextForEnum, R"({"name":"seen","type":"text"})", {}, "Change to Enum");
        row(InconsistentName,
            R"({"name":"a_b","type":"text"},{"name":"c_d","type":"text"},{"name":"zipCode","type":"text"})",
            R"({"id":"01","type":"btree","fields":[{"name":"zipCode"}]})", "Rename to zip_code");
    }
    void aFixEndsItsFinding()
    {
        QFETCH(LintRule, rule);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, indexes);
        QFETCH(QString, name);
        SchemaDocument document(::fields(fields), ::indexes(indexes));
        const TableSchema before = document.current();
        const QList<LintFinding> found = of(rule, document);
        QCOMPARE(found.size(), 1);
        QVERIFY(found.front().fix);
        QCOMPARE(found.front().fix->name, name);
        document.stage(name, {*found.front().fix});
        QVERIFY(of(rule, document).isEmpty());
        QVERIFY(document.plan().has_value());
        QCOMPARE(document.changes().total(), 1);
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.undoStack().undoText(), name);
        document.undoStack().undo();
        QCOMPARE(document.current(), before);
        QVERIFY(!document.isDirty());
    }

    void manyAreOneStep()
    {
        SchemaDocument document(
            fields(
                R"({"name":"a_b","type":"text"},{"name":"c_d","type":"text"},{"name":"e_f","type":"text"},{"name":"apiToken","type":"text","nullable":true,"required":true,"zzz":1.0},{"name":"customerId","type":"int","tableref_id":4})"),
            {});
        QList<SchemaFix> fixes;
        const auto found = lintSchema(document.current(), context());
        for (const LintFinding &each : found)
            if (each.fix)
                fixes.append(*each.fix);
        QCOMPARE(fixes.size(), 5);
        document.stage(QStringLiteral("Fix All"), fixes);
        QCOMPARE(document.undoStack().count(), 1);
        const Keyed<Field> &token = document.current().fields.at(4);
        QCOMPARE(token.value.name, QStringLiteral("api_token"));
        QVERIFY(token.value.sensitive);
        QVERIFY(!token.value.required);
        QCOMPARE(fieldToJson(token.value).member(u"zzz")->text(), QByteArray("1.0"));
        QCOMPARE(document.current().indexes.size(), 1);
        QCOMPARE(document.current().indexes.front().value.fields.front().name, QStringLiteral("customer_id"));
        const auto rest = lintSchema(document.current(), context());
        QVERIFY(std::ranges::none_of(rest, [](const LintFinding &each) { return each.fix.has_value(); }));
    }

    void whatIsInTheWayIsLeftAside()
    {
        SchemaDocument document(fields(R"({"name":"a","type":"text"},{"name":"B","type":"text"})"),
                                indexes(R"({"id":"01","type":"primary","fields":[{"name":"id"}]})"));
        const TableSchema before = document.current();
        const auto rename = [&document](qsizetype at, const QString &name) {
            const Keyed<Field> &field = document.current().fields.at(at);
            Field after = field.value;
            after.name = name;
            return SchemaFix{{}, FieldFix{field.key, {}, field.value, after}};
        };
        const SchemaFix gone{{}, FieldFix{EntryKey(99), {}, before.fields.at(1).value, before.fields.at(2).value}};
        const SchemaFix nested{{}, FieldFix{before.fields.at(1).key, {QStringLiteral("x")}, {}, {}}};
        document.stage(QStringLiteral("Nothing"),
                       {rename(1, QStringLiteral("b")), rename(0, QStringLiteral("key")), rename(1, {}), gone, nested,
                        SchemaFix{{}, IndexRemoval{before.indexes.front().key}},
                        SchemaFix{{}, IndexRemoval{EntryKey(99)}},
                        SchemaFix{{}, IndexAddition{before.indexes.front().value}}});
        QCOMPARE(document.current(), before);
        QCOMPARE(document.undoStack().count(), 0);
        document.stage(QStringLiteral("Case"), {rename(2, QStringLiteral("b")), rename(1, QStringLiteral("b"))});
        QCOMPARE(names(document), (QStringList{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b")}));
        document.removeField(before.fields.at(1).key);
        document.stage(QStringLiteral("Again"), {SchemaFix{{}, FieldFix{before.fields.at(1).key, {}, {}, {}}}});
        QCOMPARE(names(document), (QStringList{QStringLiteral("id"), QStringLiteral("b")}));
    }

    void theLintFollowsADocument()
    {
        SchemaDocument document(fields(R"({"name":"a","type":"enum","description":"x"})"), {});
        LiveLint lint(document);
        QSignalSpy found(&lint, &LiveLint::found);
        QVERIFY(lint.findings().isEmpty());
        const EntryKey key = document.current().fields.at(1).key;
        Field field = *document.field(key);
        for (const char *letter : {"d", "de", "des"}) {
            field.description = QString::fromLatin1(letter);
            document.changeField(key, field, QStringLiteral("Description"));
        }
        QVERIFY(lint.findings().isEmpty()); // not with each key
        QTRY_COMPARE(lint.findings().size(), 1);
        QCOMPARE(lint.findings().front().rule, LintRule::EnumWithoutValues);
        QCOMPARE(found.count(), 1);

        field.values = {QStringLiteral("x")};
        document.changeField(key, field, QStringLiteral("Values"));
        QTRY_VERIFY(lint.findings().isEmpty());
        QCOMPARE(found.count(), 2);

        field.reference = TableId(9);
        document.changeField(key, field, QStringLiteral("Reference"));
        lint.refresh();
        QCOMPARE(lint.findings().size(), 1); // no index; which tables there are is not known
        lint.setTables({{TableId(4), QStringLiteral("customer")}});
        QTRY_COMPARE(lint.findings().size(), 2);
        LintRuleSet off;
        off.set(LintRule::ReferenceWithoutIndex, true);
        off.set(LintRule::MissingTable, true);
        lint.setOff(off);
        QTRY_VERIFY(lint.findings().isEmpty());
    }
};

METASCOPE_TEST(SchemaStageTest)
#include "schemastagetest.moc"
