// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/jsontreemodel.h"
#include "app/model/jsontext.h"
#include "tests/support/testmain.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

/// `'` stands for a quote: moc 6.4 loses its way in raw literals.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

RawJson parsed(const QByteArray &text)
{
    const auto json = RawJson::parse(quoted(text));
    if (!json)
        qFatal("the test's own JSON is wrong: %s", text.left(80).constData());
    return *json;
}

void loadAll(QAbstractItemModel &model, const QModelIndex &parent = {})
{
    while (model.canFetchMore(parent))
        model.fetchMore(parent);
    for (int row = 0; row < model.rowCount(parent); ++row)
        loadAll(model, model.index(row, 0, parent));
}

QStringList lines(const QAbstractItemModel &model, int role, const QModelIndex &parent = {})
{
    QStringList found;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (role == Qt::DisplayRole)
            found.append(index.data().toString() + QLatin1Char('=') + index.siblingAtColumn(1).data().toString());
        else
            found.append(index.data(role).toString());
        found += lines(model, role, index);
    }
    return found;
}

QByteArray numbers(int count)
{
    QByteArray text = "[0";
    for (int i = 1; i < count; ++i)
        text += ',' + QByteArray::number(i);
    return text + ']';
}

} // namespace

class JsonTreeModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatWasSent()
    {
        JsonTreeModel model;
        model.setJson(parsed("{'z':18446744073709551615,'a':1.0,'a':0.10,'e':1e400,'n':-0,'s':'caf\\u00e9 \\'x\\'',"
                             "'o':{},'l':[],'t':[true,null]}"));
        loadAll(model);
        QCOMPARE(lines(model, Qt::DisplayRole),
                 QStringList({QStringLiteral("z=18446744073709551615"), QStringLiteral("a=1.0"),
                              QStringLiteral("a=0.10"), QStringLiteral("e=1e400"), QStringLiteral("n=-0"),
                              QStringLiteral("s=\"café \"x\"\""), QStringLiteral("o={}"), QStringLiteral("l=[]"),
                              QStringLiteral("t=[2 element(s)]"), QStringLiteral("0=true"), QStringLiteral("1=null")}));
        const QModelIndex text = model.index(5, 1);
        QCOMPARE(text.data(JsonTreeModel::RawTextRole).toByteArray(), quoted("'caf\\u00e9 \\'x\\''"));
        QCOMPARE(text.data(JsonTreeModel::CopyRole).toString(), QStringLiteral("café \"x\""));
        QCOMPARE(model.index(8, 0).data(JsonTreeModel::CopyRole).toString(), QStringLiteral("[true,null]"));
    }

    void pathsLeadThere()
    {
        JsonTreeModel model;
        model.setJson(parsed("{'schema':[{'name':1},{'a b':{'1x':2,'':3,'q\\'':4}}]}"));
        loadAll(model);
        QCOMPARE(
            lines(model, JsonTreeModel::PathRole),
            QStringList({QStringLiteral("$.schema"), QStringLiteral("$.schema[0]"), QStringLiteral("$.schema[0].name"),
                         QStringLiteral("$.schema[1]"), QStringLiteral("$.schema[1][\"a b\"]"),
                         QStringLiteral("$.schema[1][\"a b\"][\"1x\"]"), QStringLiteral("$.schema[1][\"a b\"][\"\"]"),
                         QStringLiteral("$.schema[1][\"a b\"][\"q\\\"\"]")}));
    }

    void isAModel_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"null", "1.0", "\"x\"", "{}", "[]", "[[],[[]],{}]", "{'a':{'b':[1,{'c':2}]}}"})
            QTest::addRow("%s", text) << QByteArray(text);
    }

    void isAModel()
    {
        QFETCH(const QByteArray, text);
        JsonTreeModel model;
        model.setJson(parsed(text));
        // After the reset: in its own answer to one it fetches, and takes that for a breach.
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        loadAll(model);
        const bool isEmpty = text == "{}" || text == "[]";
        QCOMPARE(model.hasChildren(), !isEmpty);
        QCOMPARE(model.rowCount() > 0, !isEmpty);
    }

    void aValueAloneIsOneRow()
    {
        JsonTreeModel model;
        model.setJson(parsed("1e400"));
        QCOMPARE(lines(model, Qt::DisplayRole), QStringList{QStringLiteral("$=1e400")});
        QCOMPARE(model.index(0, 0).data(JsonTreeModel::PathRole).toString(), QStringLiteral("$"));
    }

    void aLongArrayComesInPieces()
    {
        JsonTreeModel model;
        model.setJson(parsed(numbers(100'000)));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QElapsedTimer time;
        time.start();
        model.fetchMore({});
        QVERIFY(model.rowCount() < 2000);
        QVERIFY2(time.elapsed() < 50, qPrintable(QString::number(time.elapsed())));
        QVERIFY(model.canFetchMore({}));
        while (model.canFetchMore({}))
            model.fetchMore({});
        QCOMPARE(model.rowCount(), 100'000);
        QCOMPARE(model.index(99'999, 1).data().toString(), QStringLiteral("99999"));
        QVERIFY(inserted.count() > 50);
    }

    void aPlaceInTheTextHasItsRow()
    {
        const QByteArray text = "{\"a\":[1,{\"b\":\"x\"}],\"list\":" + numbers(10'000) + ",\"z\":{\"y\":7}}";
        JsonTreeModel model;
        model.setJson(parsed(text));
        const auto pathAt = [&model, &text](const char *value) {
            return model.indexAt(text.indexOf(value)).data(JsonTreeModel::PathRole).toString();
        };
        QCOMPARE(pathAt("\"x\""), QStringLiteral("$.a[1].b"));
        QCOMPARE(pathAt("9999]"), QStringLiteral("$.list[9999]"));
        QCOMPARE(pathAt("7}"), QStringLiteral("$.z.y"));
        QCOMPARE(pathAt("{\"y\""), QStringLiteral("$.z"));
        QVERIFY(!model.indexAt(-1).isValid());
        QVERIFY(!model.indexAt(text.size()).isValid());
        QVERIFY(!model.indexAt(0).isValid()); // the document has no row
    }

    void hostileTextsStaySmallOnTheScreen()
    {
        const QByteArray key(10'000, 'k');
        const QByteArray value = QByteArray("\\ud83d\\ude00\\n").repeated(100'000);
        JsonTreeModel model;
        model.setJson(parsed("{\"" + key + "\":\"" + value + "\",\"n\":" + QByteArray(100'000, '9') + "}"));
        loadAll(model);
        for (int row = 0; row < 2; ++row)
            for (int column = 0; column < 2; ++column) {
                const QString shown = model.index(row, column).data().toString();
                QVERIFY(shown.size() <= JsonTreeModel::longestShown + 3);
                QVERIFY(!shown.contains(QLatin1Char('\n')));
            }
        QVERIFY(model.index(0, 0).data().toString().endsWith(QChar(0x2026)));
        QVERIFY(model.index(0, 1).data().toString().endsWith(QStringLiteral("…\"")));
        QVERIFY(model.index(1, 1).data().toString().endsWith(QChar(0x2026)));
        QCOMPARE(model.index(0, 1).data(JsonTreeModel::CopyRole).toString().size(), 300'000);
        QCOMPARE(model.index(1, 1).data(JsonTreeModel::CopyRole).toString().size(), 100'000);
    }

    void cutsBetweenCharacters_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"\\\\", "\\u00e9", "\xc3\xa9", "\xf0\x9f\x98\x80", "\\\"", "x\\n"})
            QTest::addRow("%s", piece) << QByteArray(piece);
    }

    void cutsBetweenCharacters()
    {
        QFETCH(const QByteArray, piece);
        for (const char *lead : {"", "a", "ab", "abc"}) {
            JsonTreeModel model;
            model.setJson(parsed("[\"" + QByteArray(lead) + piece.repeated(4000) + "\"]"));
            loadAll(model);
            const QString shown = model.index(0, 1).data().toString();
            QVERIFY(shown.endsWith(QStringLiteral("…\"")));
            QVERIFY(!shown.contains(QChar::ReplacementCharacter));
        }
    }

    void theDeepestIsWalked()
    {
        const int deepest = 512;
        JsonTreeModel model;
        model.setJson(parsed(QByteArray(deepest, '[') + '1' + QByteArray(deepest, ']')));
        const QModelIndex index = model.indexAt(deepest);
        QCOMPARE(index.siblingAtColumn(1).data().toString(), QStringLiteral("1"));
        QCOMPARE(index.data(JsonTreeModel::PathRole).toString().count(QLatin1Char('[')), deepest);
    }

    void layoutKeepsEveryValue_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"1.0", "{}", "[ ]", "{'b' : 1e400,'a':[0.10,{'x':'\\u00e9 , : {'}],'b':[ { } ]}",
                                 "['\\\\',18446744073709551615,[[]]]"})
            QTest::addRow("%s", text) << QByteArray(text);
    }

    void layoutKeepsEveryValue()
    {
        QFETCH(const QByteArray, text);
        QCOMPARE(json::laidOut(quoted(text)), parsed(text).indented());
    }

    void nestingAloneIsNotBlownUp()
    {
        QByteArray text = "[0";
        const QByteArray deep = QByteArray(500, '[') + QByteArray(500, ']');
        for (int i = 0; i < 2000; ++i)
            text += ',' + deep;
        QVERIFY(!json::laidOut(text + ']').has_value());
    }

    void findsKeysAndValues_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QStringList>("paths");
        const auto row = [](const char *wanted, const QStringList &paths) {
            QTest::addRow("%s", wanted) << QString::fromUtf8(wanted) << paths;
        };
        row("NAME", {QStringLiteral("$.name"), QStringLiteral("$.list[1]"), QStringLiteral("$.named")});
        row("1.0", {QStringLiteral("$.list[0]")});
        row("é", {QStringLiteral("$.name")});
        row("tru", {QStringLiteral("$.named.x")});
        row("nothing", {});
        row("{", {});
        row("", {});
    }

    void findsKeysAndValues()
    {
        QFETCH(const QString, wanted);
        const RawJson json = parsed("{'name':'caf\\u00e9 name', 'list':[ 1.0, 'NaMe' ], 'named' : {'x':true}}");
        JsonTreeModel model;
        model.setJson(json);
        QStringList paths;
        const auto hits = json::find(json.text(), wanted);
        for (const qsizetype hit : hits)
            paths.append(model.indexAt(hit).data(JsonTreeModel::PathRole).toString());
        QTEST(paths, "paths");
    }

    void fiveMegabytesAreWalkedAtOnce()
    {
        QByteArray text = "[";
        while (text.size() < 5'000'000)
            text += "{'id':18446744073709551615,'name':'some name of a thing','list':[1,2,3],'on':true},";
        text += "null]";
        const RawJson json = parsed(text);
        QElapsedTimer time;
        time.start();
        QVERIFY(json::laidOut(json.text()).has_value());
        const qint64 laidOut = time.restart();
        QVERIFY(json::find(json.text(), QStringLiteral("thing")).size() > 10'000);
        const qint64 found = time.restart();
        JsonTreeModel model;
        model.setJson(json);
        model.fetchMore({});
        qInfo("5 MB: laid out in %lld ms, searched in %lld ms, first rows in %lld ms", laidOut, found, time.elapsed());
        QVERIFY(laidOut < 2000 && found < 2000 && time.elapsed() < 500);
    }
};

METASCOPE_TEST(JsonTreeModelTest)
#include "jsontreemodeltest.moc"
