// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/inputs.h"
#include "tests/support/testmain.h"

using namespace metascope;

namespace {

InputRows inputs(QByteArray text)
{
    // `'` stands for a quote: moc 6.4 loses its way in raw literals.
    return inputsFromJson(RawJson::parse(text.replace('\'', '"')).value_or(RawJson()));
}

QByteArray nested(int depth)
{
    QByteArray text = "[{'name':'last','type':'text'}]";
    for (int i = 1; i < depth; ++i)
        text = "[{'name':'o','type':'object','children':" + text + "}]";
    return text;
}

} // namespace

class InputsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsEveryMember()
    {
        const InputRows read
            = inputs("[{'name':'customer_id','type':'int','required':true,'tableref_id':12,'description':'whose'},"
                     "{'name':'words','type':'text','style':'list','nullable':true,'default':'a'}]");
        QCOMPARE(read.rows.size(), 2);
        QCOMPARE(read.unknown, 0);
        QVERIFY(!read.isCut);
        const InputRow &first = read.rows.at(0);
        QCOMPARE(first.path, QStringLiteral("customer_id"));
        QCOMPARE(first.type, QStringLiteral("int"));
        QCOMPARE(first.reference, std::optional(TableId(12)));
        QCOMPARE(first.description, QStringLiteral("whose"));
        QVERIFY(first.required && !first.nullable && !first.defaultValue);
        const InputRow &second = read.rows.at(1);
        QCOMPARE(second.type, QStringLiteral("text[]"));
        QVERIFY(!second.required && second.nullable && !second.reference);
        QCOMPARE(second.defaultValue->text(), QByteArray("\"a\""));
    }

    void nestedOnesArePaths()
    {
        const InputRows read = inputs("[{'name':'a','type':'object','children':[{'name':'b','type':'object','children':"
                                      "[{'name':'c','type':'int'}]},{'name':'d','type':'int'}]},{'name':'e'}]");
        QCOMPARE(inputNames(read), QStringLiteral("a, a.b, a.b.c, a.d, e"));
        QCOMPARE(read.rows.constLast().type, QString());
    }

    void oddOnes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qsizetype>("rows");
        QTest::addColumn<qsizetype>("unknown");
        QTest::addColumn<bool>("isCut");
        QTest::newRow("empty") << QByteArray("[]") << qsizetype(0) << qsizetype(0) << false;
        QTest::newRow("an object") << QByteArray("{'name':'a'}") << qsizetype(0) << qsizetype(0) << false;
        QTest::newRow("null") << QByteArray("null") << qsizetype(0) << qsizetype(0) << false;
        QTest::newRow("no objects") << QByteArray("[1,'a',null,{'name':'b'}]") << qsizetype(1) << qsizetype(3) << false;
        QTest::newRow("without a name") << QByteArray("[{}]") << qsizetype(1) << qsizetype(0) << false;
        QTest::newRow("wrong types") << QByteArray(
            "[{'name':1,'type':[],'required':'yes','children':{},'default':null}]")
                                     << qsizetype(1) << qsizetype(0) << false;
        QTest::newRow("deep") << nested(deepestInput) << qsizetype(deepestInput) << qsizetype(0) << false;
        QTest::newRow("too deep") << nested(200) << qsizetype(deepestInput) << qsizetype(0) << true;
        const QByteArray many = "[" + QByteArray("{'name':'n'},").repeated(3000) + "{}]";
        QTest::newRow("too many") << many << mostInputs << qsizetype(0) << true;
    }

    void oddOnes()
    {
        QFETCH(QByteArray, text);
        const InputRows read = inputs(text);
        QTEST(read.rows.size(), "rows");
        QTEST(read.unknown, "unknown");
        QTEST(read.isCut, "isCut");
        for (const InputRow &row : read.rows)
            QVERIFY(!row.required && !row.defaultValue);
    }
};

METASCOPE_TEST(InputsTest)
#include "inputstest.moc"
