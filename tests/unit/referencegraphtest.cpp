// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/referencegraph.h"
#include "tests/support/testmain.h"

using namespace metascope;

namespace {

/// `'` stands for a quote: moc 6.4 loses its way in raw literals.
RawJson json(QByteArray text)
{
    const auto parsed = RawJson::parse(text.replace('\'', '"'));
    if (!parsed)
        qFatal("the test's own JSON: %s", text.constData());
    return *parsed;
}

QStringList asText(const QList<TableReference> &references)
{
    QStringList lines;
    for (const TableReference &each : references)
        lines.append(QStringLiteral("%1.%2>%3").arg(each.from.value()).arg(each.field).arg(each.to.value()));
    return lines;
}

} // namespace

class ReferenceGraphTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsSchemas_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<QStringList>("uses");
        const auto row = [](const char *name, const QByteArray &table, bool isKnown, const QStringList &uses) {
            QTest::newRow(name) << table << isKnown << uses;
        };
        row("a reference", "{'schema':[{'name':'id','type':'int'},{'name':'who','type':'int','tableref_id':2}]}", true,
            {QStringLiteral("1.who>2")});
        row("a nested one",
            "{'schema':[{'name':'a','type':'object','children':[{'name':'b','children':[{'name':'c','tableref_id':3}]}]"
            "}]}",
            true, {QStringLiteral("1.a.b.c>3")});
        row("to itself, twice", "{'schema':[{'name':'up','tableref_id':1},{'name':'down','tableref_id':1}]}", true,
            {QStringLiteral("1.up>1"), QStringLiteral("1.down>1")});
        row("none", "{'schema':[{'name':'id','tableref_id':0},{'name':'b','tableref_id':null},{'name':'c'}]}", true,
            {});
        row("a table that nobody knows", "{'schema':[{'name':'x','tableref_id':9007199254740993}]}", true,
            {QStringLiteral("1.x>9007199254740993")});
        row("no number",
            "{'schema':[{'name':'x','tableref_id':'2'},{'name':'y','tableref_id':[2]},"
            "{'name':'z','tableref_id':-4},{'name':'w','tableref_id':1e400}]}",
            true, {});
        row("no names", "{'schema':[{'tableref_id':2},{'name':5,'tableref_id':3},7,null,'x',[]]}", true,
            {QStringLiteral("1.>2"), QStringLiteral("1.>3")});
        row("an odd name", "{'schema':[{'name':'a.b\\n<c>','tableref_id':2}]}", true, {QStringLiteral("1.a.b\n<c>>2")});
        row("an empty schema", "{'schema':[]}", true, {});
        row("no schema", "{'name':'a'}", false, {});
        row("a schema that is none", "{'schema':'x'}", false, {});
        row("null", "null", false, {});
    }
    void readsSchemas()
    {
        QFETCH(QByteArray, table);
        QFETCH(bool, isKnown);
        QFETCH(QStringList, uses);
        ReferenceGraph graph;
        QCOMPARE(graph.add(TableId(1), json(table)), isKnown);
        QCOMPARE(graph.knows(TableId(1)), isKnown);
        QCOMPARE(hasSchema(json(table)), isKnown);
        QCOMPARE(asText(graph.from(TableId(1))), uses);
    }

    void tellsWhoUsesATable()
    {
        ReferenceGraph graph;
        graph.add(TableId(1), json("{'schema':[{'name':'a','tableref_id':3}]}"));
        graph.add(TableId(2), json("{'schema':[{'name':'b','tableref_id':1},{'name':'c','tableref_id':3}]}"));
        graph.add(TableId(3), json("{'schema':[{'name':'d','tableref_id':3}]}"));
        // The first counts.
        graph.add(TableId(1), json("{'schema':[{'name':'other','tableref_id':2}]}"));
        QCOMPARE(asText(graph.to(TableId(3))),
                 (QStringList{QStringLiteral("1.a>3"), QStringLiteral("2.c>3"), QStringLiteral("3.d>3")}));
        QCOMPARE(asText(graph.to(TableId(2))), QStringList());
        QCOMPARE(asText(graph.to(TableId(77))), QStringList());
    }

    void tellsTheIndexesOfAField()
    {
        ReferenceGraph graph;
        graph.add(TableId(1),
                  json("{'schema':[],'index':[{'type':'btree','fields':[{'name':'a','op':'asc'},{'name':'b'}]},"
                       "{'type':'gin','fields':[{'name':'b'}]},{'fields':'x'},5]}"));
        const auto uses = graph.indexesOf(TableId(1), QStringLiteral("b"));
        QCOMPARE(uses.size(), 2);
        QCOMPARE(uses.at(0).type, QStringLiteral("btree"));
        QCOMPARE(uses.at(0).fields, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(uses.at(1).type, QStringLiteral("gin"));
        QVERIFY(graph.indexesOf(TableId(1), QStringLiteral("c")).isEmpty());
        QVERIFY(graph.indexesOf(TableId(2), QStringLiteral("b")).isEmpty());
    }

    void deepNestingEnds()
    {
        QByteArray fields = "[{'name':'x','tableref_id':2}]";
        for (int i = 0; i < 200; ++i)
            fields = "[{'name':'n','children':" + fields + "}]";
        ReferenceGraph graph;
        QVERIFY(graph.add(TableId(1), json("{'schema':" + fields + "}")));
        QVERIFY(graph.from(TableId(1)).isEmpty());
    }
};

METASCOPE_TEST(ReferenceGraphTest)

#include "referencegraphtest.moc"
