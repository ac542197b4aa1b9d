// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the API in the spellings that its engines have.
#include "app/api/codecs/listcodec.h"
#include "app/api/codecs/workspacecodec.h"
#include "app/domain/timestamp.h"
#include "tests/support/testmain.h"

using namespace metascope;

namespace {

RawJson json(const char *text)
{
    return *RawJson::parse(text);
}

const QString root = QStringLiteral("$");

} // namespace

class CodecTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesBothShapesOfAList();
    void endsWhereThePagesEnd_data();
    void endsWhereThePagesEnd();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void namesTheEntryThatIsWrong();
    void wantsWholeLists();
    void readsTimestamps_data();
    void readsTimestamps();
    void readsAPersonLeniently();
    void readsBothScriptShapes();
    void readsEachKindsKeyAndName_data();
    void readsEachKindsKeyAndName();
    void refusesAnObjectWithoutItsKey();
    void aBranchMayLeaveLiveOut();
    void anIntegerIsOneWithoutPoint();
};

void CodecTest::takesBothShapesOfAList()
{
    for (const char *text : {R"([{"id":1},{"id":2}])", R"({"items":[{"id":1},{"id":2}],"curPage":1,"nextPage":null})",
                             R"({"itemsReceived":2,"items":[{"id":1},{"id":2}]})"}) {
        const auto page = pageFromJson<Record>(json(text), recordFromJson);
        QVERIFY(page);
        QCOMPARE(page->items.size(), 2);
        QCOMPARE(page->items[1].id, RecordId(2));
        QCOMPARE(page->items[1].raw.text(), QByteArray(R"({"id":2})"));
        QVERIFY(!page->nextPage);
    }
}

void CodecTest::endsWhereThePagesEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("next");
    QTest::newRow("number") << QByteArray(R"({"items":[1],"nextPage":2})") << 2;
    QTest::newRow("null") << QByteArray(R"({"items":[1],"nextPage":null})") << 0;
    QTest::newRow("absent") << QByteArray(R"({"items":[1]})") << 0;
    QTest::newRow("text") << QByteArray(R"({"items":[1],"nextPage":"2"})") << 0;
    QTest::newRow("empty page") << QByteArray(R"({"items":[],"nextPage":2})") << 0;
}

void CodecTest::endsWhereThePagesEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(int, next);
    const auto page = listFromJson(*RawJson::parse(text));
    QVERIFY(page);
    QCOMPARE(page->nextPage.value_or(0), next);
}

void CodecTest::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"null", "{}", "1", "\"\"", "true", R"({"items":null})", R"({"items":{}})", R"({"Items":[]})"})
        QTest::newRow(text) << QByteArray(text);
}

void CodecTest::refusesWhatIsNoList()
{
    QFETCH(QByteArray, text);
    const auto list = listFromJson(*RawJson::parse(text));
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::Decode);
    QCOMPARE(list.error().detail, root);
}

void CodecTest::namesTheEntryThatIsWrong()
{
    auto page = pageFromJson<Record>(json(R"([{"id":1},{"id":"x"}])"), recordFromJson);
    QCOMPARE(page.error().kind, ErrorKind::Decode);
    QCOMPARE(page.error().detail, QStringLiteral("$[1].id"));
    page = pageFromJson<Record>(json(R"({"items":[null]})"), recordFromJson);
    QCOMPARE(page.error().detail, QStringLiteral("$.items[0].id"));
}

void CodecTest::wantsWholeLists()
{
    QCOMPARE(wholeListFromJson(json(R"([{"a": 1.0}, 2])"))->text(), QByteArray(R"([{"a": 1.0}, 2])"));
    QCOMPARE(wholeListFromJson(json(R"({"items":[{"a": 1.0}, 2],"nextPage":null})"))->text(),
             QByteArray(R"([{"a": 1.0}, 2])"));
    const auto part = wholeListFromJson(json(R"({"items":[1],"nextPage":2})"));
    QVERIFY2(!part, "sent back, it would drop what is on the next page");
    QCOMPARE(part.error().detail, QStringLiteral("$.nextPage"));
    QVERIFY(!wholeListFromJson(json("null")));
}

void CodecTest::readsTimestamps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("2023") << QByteArray(R"("2023-04-19 21:01:32+0000")") << qint64(1'681'938'092'000);
    QTest::newRow("RFC 3339") << QByteArray(R"("2023-04-21T18:05:57.000000Z")") << qint64(1'682'100'357'000);
    QTest::newRow("offset") << QByteArray(R"("2023-04-19 23:01:32+0200")") << qint64(1'681'938'092'000);
    QTest::newRow("number") << QByteArray("1681938092000") << qint64(1'681'938'092'000);
    QTest::newRow("no such day") << QByteArray(R"("2023-02-30 21:01:32+0000")") << qint64(-1);
    QTest::newRow("no such hour") << QByteArray(R"("2023-02-20 25:01:32+0000")") << qint64(-1);
    QTest::newRow("a letter for a digit") << QByteArray(R"("2023-04-1x 21:01:32+0000")") << qint64(-1);
    QTest::newRow("words") << QByteArray(R"("yesterday")") << qint64(-1);
    QTest::newRow("empty") << QByteArray(R"("")") << qint64(-1);
    QTest::newRow("null") << QByteArray("null") << qint64(-1);
}

void CodecTest::readsTimestamps()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, milliseconds);
    const auto moment = parseTimestamp(*RawJson::parse(text));
    QCOMPARE(moment ? moment->toMSecsSinceEpoch() : -1, milliseconds);
    if (moment)
        QCOMPARE(moment->timeSpec(), Qt::UTC);
}

void CodecTest::readsAPersonLeniently()
{
    const auto documented = personFromJson(json(R"({"id":"1","name":"Jane","email":"j@x.example","extras":"none"})"));
    QVERIFY(documented);
    QCOMPARE(documented->name, QStringLiteral("Jane"));
    QVERIFY(documented->instanceName.isEmpty());
    const auto real = personFromJson(json(
        R"({"id":1,"name":"Jane","extras":{"instance":{"name":"x1","membership":{"role":"admin","workspace":[]}}}})"));
    QCOMPARE(real->instanceName, QStringLiteral("x1"));
    QCOMPARE(real->role, QStringLiteral("admin"));
    QVERIFY(personFromJson(json("{}")));
    QVERIFY(!personFromJson(json("null")));
    QVERIFY(!personFromJson(json("[]")));
}

void CodecTest::readsBothScriptShapes()
{
    for (const char *text :
         {R"({"id":1,"xanoscript":{"status":"ok","value":"function a"}})", R"({"id":1,"xanoscript":"function a"})"})
        QCOMPARE(objectFromJson(Kind::Function, json(text), root)->xanoScript, QStringLiteral("function a"));
    for (const char *text :
         {R"({"id":1,"xanoscript":null})", R"({"id":1})", R"({"id":1,"xanoscript":{"status":"error"}})"})
        QVERIFY(objectFromJson(Kind::Function, json(text), root)->xanoScript.isEmpty());
}

void CodecTest::readsEachKindsKeyAndName_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("id");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, Kind kind, const char *text, qint64 id, const char *key, const char *name) {
        QTest::newRow(title) << kind << QByteArray(text) << id << QString::fromLatin1(key) << QString::fromLatin1(name);
    };
    row("tool", Kind::Tool, R"({"id":7,"name":"find","instructions":"x"})", 7, "7", "find");
    row("channel", Kind::RealtimeChannel, R"({"id":2,"name":"chat","active":true})", 2, "2", "chat");
    row("branch", Kind::Branch, R"({"label":"v1","live":true})", 0, "v1", "v1");
    row("data source", Kind::DataSource, R"({"label":"live","color":"#fff"})", 0, "live", "live");
    row("unit test", Kind::UnitTest, R"({"id":"ut-1","name":"ships","obj_id":3})", 0, "ut-1", "ships");
    row("numbered unit test", Kind::UnitTest, R"({"id":4,"name":"ships"})", 4, "4", "ships");
    row("static host", Kind::StaticHost, R"({"id":5,"name":"front","git":{}})", 5, "front", "front");
    row("host without a number", Kind::StaticHost, R"({"name":"front"})", 0, "front", "front");
    row("request", Kind::RequestHistory, R"({"id":9,"verb":"GET","uri":"/orders"})", 9, "9", "/orders");
    row("function run", Kind::FunctionHistory, R"({"id":9,"duration":0.1})", 9, "9", "");
    row("release", Kind::Release, R"({"id":1,"name":"2024.1"})", 1, "1", "2024.1");
    row("file", Kind::File, R"({"id":1,"name":"a.png","size":18446744073709551615})", 1, "1", "a.png");
}

void CodecTest::readsEachKindsKeyAndName()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    QFETCH(QString, name);
    const auto object = objectFromJson(kind, json(text.constData()), root);
    QVERIFY(object);
    QTEST(object->id.value(), "id");
    QCOMPARE(object->key, key);
    QCOMPARE(object->name, name);
    QCOMPARE(object->raw.text(), text);
}

void CodecTest::refusesAnObjectWithoutItsKey()
{
    const auto path = [](Kind kind, const char *text) {
        const auto object = objectFromJson(kind, json(text), root);
        return object ? QString() : object.error().detail;
    };
    QCOMPARE(path(Kind::Tool, R"({"id":"7","name":"a"})"), QStringLiteral("$.id"));
    QCOMPARE(path(Kind::UnitTest, R"({"id":null,"name":"a"})"), QStringLiteral("$.id"));
    QCOMPARE(path(Kind::Branch, R"({"id":1,"name":"a"})"), QStringLiteral("$.label"));
    QCOMPARE(path(Kind::StaticHost, R"({"id":1})"), QStringLiteral("$.name"));
}

void CodecTest::aBranchMayLeaveLiveOut()
{
    QVERIFY(branchFromJson(json(R"({"label":"v1","live":true,"backup":"false"})"), root)->live);
    QVERIFY(!branchFromJson(json(R"({"label":"v2"})"), root)->live);
    QVERIFY(!branchFromJson(json(R"({"description":"no label"})"), root));
}

void CodecTest::anIntegerIsOneWithoutPoint()
{
    QCOMPARE(workspaceFromJson(json(R"({"id":7.0,"name":null})"), root)->id, WorkspaceId(7));
    QVERIFY(!workspaceFromJson(json(R"({"id":"7"})"), root));
    QVERIFY(!workspaceFromJson(json(R"({"id":7.5})"), root));
}

METASCOPE_TEST(CodecTest)
#include "codectest.moc"
