// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/field.h"
#include "tests/support/testmain.h"

using namespace metascope;

namespace {

RawJson json(const QByteArray &text)
{
    return *RawJson::parse(text);
}

Field field(const QByteArray &text)
{
    return *fieldFromJson(json(text));
}

const QByteArray odd
    = R"({ "size" : 1e400, "name":"a\u0041", "x":[1.0, 0.10,-0,18446744073709551615],"type":"hologram", "config":{"b":1,"a":2} })";

} // namespace

class FieldTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsEveryMember()
    {
        const Field read = field(R"({"name":"n","type":"enum","description":"d","nullable":true,"default":"b",
            "required":true,"access":"private","sensitive":true,"style":"list","format":"yaml",
            "values":["a",{"value":"b","label":"B"}],"tableref_id":12,"children":[{"name":"c","type":"text"}]})");
        QCOMPARE(read.name, QStringLiteral("n"));
        QCOMPARE(read.type, QStringLiteral("enum"));
        QCOMPARE(read.description, QStringLiteral("d"));
        QVERIFY(read.nullable && read.required && read.sensitive && read.isList());
        QCOMPARE(read.defaultValue->text(), QByteArray("\"b\""));
        QCOMPARE(read.access, QStringLiteral("private"));
        QCOMPARE(read.format, QStringLiteral("yaml"));
        QCOMPARE(read.values, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(read.reference->value(), 12);
        QCOMPARE(read.children.size(), 1);
        QCOMPARE(read.children.front().name, QStringLiteral("c"));
        QVERIFY(!read.validators && !read.vectorSize);
        const Field vector = field(R"({"name":"v","type":"vector","vector":{"size":1536},"filters":{"min":0}})");
        QCOMPARE(vector.vectorSize, 1536);
        QCOMPARE(vector.validators->text(), QByteArray(R"({"min":0})"));
    }

    void missingMembersHaveTheDocumentedDefaults()
    {
        const Field read = field(R"({"name":"n","type":"text","tableref_id":0})");
        QVERIFY(!read.nullable && !read.required && !read.sensitive && !read.isList() && !read.isReference());
        QVERIFY(!read.defaultValue);
        QCOMPARE(read.access, QStringLiteral("public"));
    }

    void refusesWhatIsNoColumn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("path");
        QTest::newRow("array") << QByteArray("[]") << QStringLiteral("$");
        QTest::newRow("no name") << QByteArray(R"({"type":"text"})") << QStringLiteral("$.name");
        QTest::newRow("type a number") << QByteArray(R"({"name":"a","type":1})") << QStringLiteral("$.type");
        QTest::newRow("child") << QByteArray(R"({"name":"a","type":"object","children":[{"name":"b"}]})")
                               << QStringLiteral("$.children[0].type");
    }
    void refusesWhatIsNoColumn()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, path);
        const auto read = fieldFromJson(json(text));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Decode);
        QCOMPARE(read.error().detail, path);
    }

    void whatIsNotEditedComesBackByteForByte_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("unknown type, numbers, spaces") << odd;
        QTest::newRow("lone surrogate") << QByteArray(R"({"name":"\ud800x","type":"text"})");
        QTest::newRow("null members") << QByteArray(R"({"name":"a","type":"text","default":null,"description":null})");
        QTest::newRow("wrong types") << QByteArray(R"({"name":"a","type":"text","required":"no","values":5})");
        QTest::newRow("duplicate keys") << QByteArray(R"({"name":"x","name":"a","type":"text"})");
        QTest::newRow("nested") << QByteArray(
            R"({"name":"o","type":"object","children":[{"k":1.0,"name":"c","type":"zzz"}]})");
    }
    void whatIsNotEditedComesBackByteForByte()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(fieldToJson(field(text)).text(), text);
    }

    void anEditTouchesOnlyItsMember()
    {
        Field edited = field(odd);
        edited.name = QStringLiteral("b");
        QCOMPARE(fieldToJson(edited).text(), QByteArray(odd).replace("\"a\\u0041\"", "\"b\""));
        edited.required = true;
        QByteArray expected = QByteArray(odd).replace("\"a\\u0041\"", "\"b\"");
        expected.insert(expected.lastIndexOf('}'), ",\"required\":true");
        QCOMPARE(fieldToJson(edited).text(), expected);
    }

    void theThreeStatesOfADefault()
    {
        Field edited = field(R"({"name":"a","type":"decimal","default":"0.10"})");
        edited.defaultValue.reset();
        QCOMPARE(fieldToJson(edited).text(), QByteArray(R"({"name":"a","type":"decimal"})"));
        edited.defaultValue = RawJson::string(QString());
        QCOMPARE(fieldToJson(edited).text(), QByteArray(R"({"name":"a","type":"decimal","default":""})"));
        edited.defaultValue = json("0.10");
        QCOMPARE(fieldToJson(edited).text(), QByteArray(R"({"name":"a","type":"decimal","default":0.10})"));
    }

    void valuesKeepTheirLabels()
    {
        Field edited = field(
            R"({"name":"a","type":"enum","values":["x",{"value":"y","label":"Why"},{"value":"z","label":"Zed"}]})");
        edited.values = {QStringLiteral("z"), QStringLiteral("x"), QStringLiteral("new"), QStringLiteral("y")};
        QCOMPARE(fieldToJson(edited).member(u"values")->text(),
                 QByteArray(R"([{"value":"z","label":"Zed"},"x","new",{"value":"y","label":"Why"}])"));
        edited.values = {QStringLiteral("x"), QStringLiteral("why"), QStringLiteral("z")};
        QCOMPARE(fieldToJson(edited).member(u"values")->text(),
                 QByteArray(R"(["x",{"value":"why","label":"Why"},{"value":"z","label":"Zed"}])"));
    }

    void validatorsKeepTheirSpelling_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("set");
        QTest::addColumn<QByteArray>("reset");
        QTest::newRow("validators") << QByteArray(R"({"name":"a","validators":{"min":1.0},"type":"int"})")
                                    << QByteArray(R"({"name":"a","validators":{"max":2},"type":"int"})")
                                    << QByteArray(R"({"name":"a","type":"int"})");
        QTest::newRow("filters") << QByteArray(R"({"name":"a","filters":{"min":1},"type":"int"})")
                                 << QByteArray(R"({"name":"a","filters":{"max":2},"type":"int"})")
                                 << QByteArray(R"({"name":"a","type":"int"})");
        QTest::newRow("filters beside empty validators")
            << QByteArray(R"({"name":"a","type":"int","validators":{},"filters":{"min":1}})")
            << QByteArray(R"({"name":"a","type":"int","validators":{},"filters":{"max":2}})")
            << QByteArray(R"({"name":"a","type":"int","validators":{}})");
        QTest::newRow("none") << QByteArray(R"({"name":"a","type":"int"})")
                              << QByteArray(R"({"name":"a","type":"int","validators":{"max":2}})")
                              << QByteArray(R"({"name":"a","type":"int"})");
        QTest::newRow("null") << QByteArray(R"({"name":"a","type":"int","validators":null})")
                              << QByteArray(R"({"name":"a","type":"int","validators":{"max":2}})")
                              << QByteArray(R"({"name":"a","type":"int","validators":null})");
    }
    void validatorsKeepTheirSpelling()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, set);
        QFETCH(QByteArray, reset);
        Field edited = field(text);
        QCOMPARE(fieldToJson(edited).text(), text);
        edited.validators = json(R"({"max":2})");
        QCOMPARE(fieldToJson(edited).text(), set);
        edited.validators.reset();
        QCOMPARE(fieldToJson(edited).text(), reset);
    }

    void theSizeOfAVectorIsAllThatIsTouched()
    {
        Field edited = field(R"({"name":"a","type":"vector","vector":{"x":1.0,"size":3}})");
        edited.vectorSize = 9;
        QCOMPARE(fieldToJson(edited).text(), QByteArray(R"({"name":"a","type":"vector","vector":{"x":1.0,"size":9}})"));
        Field made = field(R"({"name":"a","type":"vector"})");
        made.vectorSize = 9;
        QCOMPARE(fieldToJson(made).text(), QByteArray(R"({"name":"a","type":"vector","vector":{"size":9}})"));
    }

    void aReferenceGoesAndComes()
    {
        Field edited = field(R"({"name":"a","type":"int","tableref_id":7})");
        edited.reference.reset();
        QCOMPARE(fieldToJson(edited).text(), QByteArray(R"({"name":"a","type":"int","tableref_id":0})"));
        edited.reference = TableId(9);
        QCOMPARE(fieldToJson(edited).text(), QByteArray(R"({"name":"a","type":"int","tableref_id":9})"));
    }

    void aNewFieldSpellsItsOptionsOut()
    {
        Field made;
        made.name = QStringLiteral("at");
        made.type = QStringLiteral("timestamp");
        QCOMPARE(fieldToJson(made).text(),
                 QByteArray(R"({"name":"at","type":"timestamp","description":"","nullable":false,"required":false,)"
                            R"("access":"public","sensitive":false,"style":"single"})"));
        // Read back, it is the same column.
        QVERIFY(sameColumn(*fieldFromJson(fieldToJson(made)), made));
    }

    void sameColumnLooksAtTheMeaning_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("same");
        const QByteArray plain = R"({"name":"a","type":"text"})";
        QTest::newRow("order and space") << plain << QByteArray(R"({ "type":"text","name":"a" })") << true;
        QTest::newRow("filled-in defaults")
            << plain
            << QByteArray(
                   R"({"name":"a","type":"text","default":"","values":[],"children":[],"tableref_id":0,"vector":{"size":3},"validators":{},"config":null})")
            << true;
        QTest::newRow("filters are validators")
            << QByteArray(R"({"name":"a","type":"text","filters":{"min":1}})")
            << QByteArray(R"({"name":"a","type":"text","validators":{"min":1}})") << true;
        QTest::newRow("a default as text or number") << QByteArray(R"({"name":"a","type":"int","default":"1"})")
                                                     << QByteArray(R"({"name":"a","type":"int","default":1})") << true;
        QTest::newRow("another default") << QByteArray(R"({"name":"a","type":"int","default":"1"})")
                                         << QByteArray(R"({"name":"a","type":"int","default":2})") << false;
        QTest::newRow("another name") << plain << QByteArray(R"({"name":"b","type":"text"})") << false;
        QTest::newRow("another validator") << QByteArray(R"({"name":"a","type":"text","filters":{"min":1}})")
                                           << QByteArray(R"({"name":"a","type":"text","filters":{"min":2}})") << false;
        QTest::newRow("an unknown member")
            << plain << QByteArray(R"({"name":"a","type":"text","config":{"k":1}})") << false;
        QTest::newRow("another label")
            << QByteArray(R"({"name":"a","type":"enum","values":[{"value":"x","label":"1"}]})")
            << QByteArray(R"({"name":"a","type":"enum","values":[{"value":"x","label":"2"}]})") << false;
        QTest::newRow("a nested difference")
            << QByteArray(R"({"name":"a","type":"object","children":[{"name":"c","type":"text"}]})")
            << QByteArray(R"({"name":"a","type":"object","children":[{"name":"c","type":"int"}]})") << false;
        QTest::newRow("size of a vector") << QByteArray(R"({"name":"a","type":"vector","vector":{"size":3}})")
                                          << QByteArray(R"({"name":"a","type":"vector","vector":{"size":4}})") << false;
    }
    void sameColumnLooksAtTheMeaning()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(bool, same);
        QCOMPARE(sameColumn(field(a), field(b)), same);
        QCOMPARE(sameColumn(field(b), field(a)), same);
    }

    void indexesReadAndWrite()
    {
        const QByteArray text
            = R"({"id":"baa524c4", "lang":"x","type":"btree|unique","fields":[{"name":"a","op":"desc"},{"name":"b"}]})";
        Index index = *indexFromJson(json(text));
        QCOMPARE(index.id, QStringLiteral("baa524c4"));
        QVERIFY(index.isUnique() && !index.isPrimary() && index.uses(QStringLiteral("b")));
        QCOMPARE(indexToJson(index).text(), text);
        index.fields.removeLast();
        QCOMPARE(indexToJson(index).text(), QByteArray(text).replace(R"(,{"name":"b"})", ""));
        QVERIFY(!indexFromJson(json(R"({"type":"btree"})")));
        Index unique = index;
        unique.type = QStringLiteral("unique");
        unique.id.clear();
        QVERIFY(sameIndex(index, unique));
        unique.fields[0].op.clear();
        QVERIFY(!sameIndex(index, unique));
    }

    void searchIndexesReadAndWrite()
    {
        const QByteArray text
            = R"({"id":"1","type":"search","name":"w","lang":"english","fields":[{"k":0.10,"name":"a","priority":2}]})";
        Index index = *indexFromJson(json(text));
        QCOMPARE(index.name, QStringLiteral("w"));
        QCOMPARE(index.lang, QStringLiteral("english"));
        QCOMPARE(index.fields.front().priority, 2);
        QCOMPARE(indexToJson(index).text(), text);
        Index edited = index;
        edited.lang = QStringLiteral("danish");
        edited.fields.front().priority = 3;
        // What else a field says stays.
        QCOMPARE(indexToJson(edited).text(),
                 QByteArray(text).replace("english", "danish").replace(R"("priority":2)", R"("priority":3)"));
        QVERIFY(!sameIndex(index, edited));
        edited = index;
        edited.fields.front().priority.reset();
        QVERIFY(!sameIndex(index, edited));
        edited = index;
        edited.name = QStringLiteral("other");
        QVERIFY(!sameIndex(index, edited));
        edited = index;
        edited.id = QStringLiteral("2");
        edited.raw = RawJson();
        QVERIFY(sameIndex(index, edited));
        QCOMPARE(indexToJson(edited).text(),
                 QByteArray(R"({"type":"search","name":"w","lang":"english","fields":[{"name":"a","priority":2}]})"));
    }
};

METASCOPE_TEST(FieldTest)
#include "fieldtest.moc"
