// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/rawjson.h"
#include "tests/support/testmain.h"

using namespace metascope;

class RawJsonTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryByte_data();
    void keepsEveryByte();
    void refuses_data();
    void refuses();
    void readsIntegersExactly_data();
    void readsIntegersExactly();
    void decodesStrings();
    void encodesWhatItDecoded();
    void splicesOneMember();
    void removesMembers();
    void comparesMeaning();
    void refusesDepth();
};

void RawJsonTest::keepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"1.0", "0.10", "1e2", "-0", "1e400", "18446744073709551615", "\"\\ud800\"", "{\"b\" : 1,\"a\":2}", "[ ]",
          "{}", "[1, 2 ,3]", "\"\\u00e9\"", "{\"a\":1,\"a\":2}", "null", "true"})
        QTest::newRow(text) << QByteArray(text);
}

void RawJsonTest::keepsEveryByte()
{
    QFETCH(QByteArray, text);
    const auto json = RawJson::parse(" \n" + text + "\t ");
    QVERIFY(json.has_value());
    QCOMPARE(json->text(), text);
}

void RawJsonTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"",     " ",        "01",    "1.",         ".5",  "+1",         "1e",       "\"\\x\"",  "\"\\u12g4\"", "\"a",
          "[1,]", "{\"a\":}", "{a:1}", "{\"a\":1,}", "nul", "true false", "\"\x01\"", "\"\xff\"", "[1 2]",       "-"})
        QTest::newRow(qPrintable(QString::fromLatin1(text))) << QByteArray(text);
}

void RawJsonTest::refuses()
{
    QFETCH(QByteArray, text);
    const auto json = RawJson::parse(text);
    QVERIFY(!json.has_value());
    QCOMPARE(json.error().kind, ErrorKind::Decode);
}

void RawJsonTest::readsIntegersExactly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isInteger");
    QTest::addColumn<qint64>("value");
    QTest::newRow("largest") << QByteArray("9223372036854775807") << true << std::numeric_limits<qint64>::max();
    QTest::newRow("smallest") << QByteArray("-9223372036854775808") << true << std::numeric_limits<qint64>::min();
    QTest::newRow("over") << QByteArray("9223372036854775808") << false << qint64(0);
    QTest::newRow("beyond a double") << QByteArray("9007199254740993") << true << qint64(9007199254740993);
    QTest::newRow("1.0") << QByteArray("1.0") << true << qint64(1);
    QTest::newRow("12e2") << QByteArray("12e2") << true << qint64(1200);
    QTest::newRow("1500e-2") << QByteArray("1500e-2") << true << qint64(15);
    QTest::newRow("1.5") << QByteArray("1.5") << false << qint64(0);
    QTest::newRow("1e400") << QByteArray("1e400") << false << qint64(0);
    QTest::newRow("-0") << QByteArray("-0") << true << qint64(0);
    QTest::newRow("0e99999999999999999999") << QByteArray("0e99999999999999999999") << false << qint64(0);
    QTest::newRow("text") << QByteArray("\"1\"") << false << qint64(0);
}

void RawJsonTest::readsIntegersExactly()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isInteger);
    QFETCH(qint64, value);
    const auto number = RawJson::parse(text)->toInteger();
    QCOMPARE(number.has_value(), isInteger);
    if (isInteger)
        QCOMPARE(*number, value);
}

void RawJsonTest::decodesStrings()
{
    QCOMPARE(RawJson::parse(R"("a\"b\\c\/d\n\u00e9\ud83d\ude00é")")->toString(),
             QStringLiteral("a\"b\\c/d\n\u00e9\U0001F600\u00e9"));
    const auto lone = RawJson::parse(R"("x\ud800y")")->toString();
    QVERIFY(lone);
    QCOMPARE(lone->size(), 3);
    QCOMPARE(lone->at(1).unicode(), char16_t(0xd800));
}

void RawJsonTest::encodesWhatItDecoded()
{
    for (const QString &text : {QStringLiteral("plain"), QStringLiteral("q\"\\\n\t\x01"),
                                QStringLiteral("\U0001F600 é"), QString(QString(QChar(0xd800)) + QLatin1Char('a'))}) {
        const RawJson json = RawJson::string(text);
        QVERIFY(RawJson::parse(json.text()).has_value());
        QCOMPARE(json.toString(), text);
    }
}

void RawJsonTest::splicesOneMember()
{
    const RawJson json = *RawJson::parse(R"({ "n" : 1.0, "x":{"n":2} , "k":"v" })");
    QCOMPARE(json.with(u"k", RawJson::string(u"w")).text(), QByteArray(R"({ "n" : 1.0, "x":{"n":2} , "k":"w" })"));
    QCOMPARE(json.with(u"new", RawJson::integer(3)).text(),
             QByteArray(R"({ "n" : 1.0, "x":{"n":2} , "k":"v" ,"new":3})"));
    QCOMPARE(RawJson::parse("{}")->with(u"a", RawJson()).text(), QByteArray(R"({"a":null})"));
}

void RawJsonTest::removesMembers()
{
    const RawJson json = *RawJson::parse(R"({"a":1,"b":2.0,"a":3})");
    QCOMPARE(json.without(u"a").text(), QByteArray(R"({"b":2.0})"));
    QCOMPARE(json.without(u"zzz").text(), json.text());
}

void RawJsonTest::comparesMeaning()
{
    const auto same = [](const char *a, const char *b) { return RawJson::parse(a)->sameValue(*RawJson::parse(b)); };
    QVERIFY(same(R"({"a":1,"b":[true]})", R"({ "b" : [ true ], "a":1 })"));
    QVERIFY(same(R"("\u00e9")", "\"\xc3\xa9\""));
    QVERIFY(!same("1.0", "1"));
    QVERIFY(!same(R"({"a":1})", R"({"a":1,"b":null})"));
    QVERIFY(!same("[1,2]", "[2,1]"));
    QVERIFY(!same("null", "false"));
}

void RawJsonTest::refusesDepth()
{
    QVERIFY(RawJson::parse(QByteArray(500, '[') + QByteArray(500, ']')).has_value());
    QVERIFY(!RawJson::parse(QByteArray(100'000, '[')).has_value());
}

METASCOPE_TEST(RawJsonTest)
#include "rawjsontest.moc"
