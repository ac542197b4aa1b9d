// SPDX-License-Identifier: GPL-3.0-or-later
// Each call that makes one field or one index, and those of the table's own properties: what they store, what they refuse,
// and what becomes of the records.
#include "tests/api/sandboxapi.h"
#include "tests/support/testmain.h"

using namespace metascope;
using test::SandboxApi;

namespace {

QByteArray tableOf(SandboxApi &api, const QByteArray &columns)
{
    const QByteArray key = R"({"name":"id","type":"int"})";
    const RawJson made = api.done("POST", "/table", R"({"name":"t","schema":[)" + key + columns + "]}");
    return "/table/" + made.member(u"id").value_or(RawJson()).text();
}

} // namespace

class SandboxSchemaTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void createStores_data();
    void createStores();
    void createRefuses_data();
    void createRefuses();
    void indexIsMade_data();
    void indexIsMade();
    void indexIsRefused_data();
    void indexIsRefused();
    void propertiesAreSet();
    void autocompleteFollowsTheFields();
};

void SandboxSchemaTest::createStores_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("stored"); // what the column has beside what all have, and of those what is special
    QTest::addColumn<QByteArray>("value"); // of a record that was there before
    const auto row
        = [](const QByteArray &type, const QByteArray &members, const QByteArray &stored, const QByteArray &value) {
              QTest::addRow("%s %s", type.constData(), members.constData()) << type << members << stored << value;
          };
    for (const char *type : {"attachment", "audio", "image", "video", "geo_point", "geo_linestring", "geo_polygon",
                             "geo_multipoint", "geo_multilinestring", "geo_multipolygon", "timestamp"})
        row(type, "", R"({"nullable":true,"default":""})", "null");
    row("bool", R"(,"default":true)", R"({"nullable":false,"default":true})", "true");
    row("bool", "", R"({"default":""})", "false");
    row("date", R"(,"nullable":true)", R"({"nullable":true})", "null");
    row("decimal", R"(,"default":0.10,"filters":{"min":1,"max":null,"trim":true})",
        R"({"default":0.10,"validators":{"min":1,"max":null}})", "0.10");
    row("email", R"(,"default":"a@b.example","access":"private","sensitive":true)",
        R"({"default":"a@b.example","access":"private","sensitive":true})", R"("a@b.example")");
    row("enum", R"(,"values":["To Do",{"value":"done","label":"Done"}],"default":"done")",
        R"({"values":["To Do",{"value":"done","label":"Done"}],"default":"done"})", R"("done")");
    row("int", R"(,"default":7,"style":"list")", R"({"default":7,"style":"list"})", "[]");
    row("int", R"(,"default":7,"required":true)", R"({"default":7,"required":true})", "7");
    row("json", R"(,"default":"ignored")", R"({"default":""})", "null");
    row("object",
        R"(,"children":[{"name":"a","type":"text","filters":{"trim":true}},{"name":"b","type":"object",)"
        R"("children":[{"name":"a","type":"uuid"}]}])",
        R"({"children":[{"name":"a","type":"text","validators":{"trim":true}},{"name":"b","type":"object",)"
        R"("children":[{"name":"a","type":"uuid"}]}]})",
        "null");
    row("password", R"(,"filters":{"min":8,"salt":"s","colour":"x"})", R"({"validators":{"salt":"s","min":8}})",
        R"("")");
    row("tableref", R"(,"tableref_id":3,"filters":{"min":1})",
        R"({"type":"int","tableref_id":3,"validators":{"min":1}})", "0");
    row("tablerefuuid", R"(,"tableref_id":3,"filters":{"min":1})", R"({"type":"uuid","tableref_id":3})", "null");
    row("text", R"(,"format":"markdown","description":"d","filters":{"ok":"abc","lower":false},"default":"x")",
        R"({"format":"markdown","description":"d","validators":{"lower":false,"ok":"abc"},"default":"x"})", R"("x")");
    row("uuid", R"(,"default":"00000000-0000-0000-0000-000000000000")",
        R"({"default":"00000000-0000-0000-0000-000000000000"})", R"("00000000-0000-0000-0000-000000000000")");
    row("vector", R"(,"vector":{"size":1536},"filters":{"max":2})",
        R"({"vector":{"size":1536},"validators":{"max":2}})", "null");
    row("vector", R"(,"vector":{})", R"({"vector":{"size":3}})", "null");
}

void SandboxSchemaTest::createStores()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, value);
    SandboxApi api;
    const QByteArray table = tableOf(api, R"(,{"name":"old","type":"text"})");
    api.done("POST", table + "/content", R"({"old":"kept"})");
    const RawJson answer = api.done("POST", table + "/schema/type/" + type, R"({"name":"made")" + members + '}');
    QCOMPARE(answer.text(), QByteArray(R"({"name":"made"})"));
    const RawJson column = api.done("GET", table + "/schema").elements().constLast();
    const bool isReference = type.startsWith("tableref");
    const RawJson wanted = *RawJson::parse(stored);
    QCOMPARE(column.member(u"name")->toString(), QStringLiteral("made"));
    if (!isReference)
        QCOMPARE(column.member(u"type")->toString(), QString::fromLatin1(type));
    const QList<RawJson::Member> all = wanted.members();
    for (const RawJson::Member &member : all)
        QCOMPARE(column.member(member.key).value_or(RawJson()).text(), member.value.text());
    // And nothing that was not asked for.
    const QList<RawJson::Member> has = column.members();
    for (const RawJson::Member &member : has) {
        static const QStringList usual{
            QStringLiteral("name"),     QStringLiteral("type"),      QStringLiteral("description"),
            QStringLiteral("nullable"), QStringLiteral("default"),   QStringLiteral("required"),
            QStringLiteral("access"),   QStringLiteral("sensitive"), QStringLiteral("style")};
        QVERIFY2(usual.contains(member.key) || wanted.member(member.key), qPrintable(member.key));
    }
    const RawJson record = api.done("GET", table + "/content/1");
    QCOMPARE(record.member(u"old")->text(), QByteArray(R"("kept")"));
    QCOMPARE(record.member(u"made")->text(), value);
}

void SandboxSchemaTest::createRefuses_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("param");
    const auto row = [](const QByteArray &type, const QByteArray &members, const QString &param) {
        QTest::addRow("%s %s", type.constData(), members.constData()) << type << members << param;
    };
    row("text", R"("name":"OLD")", QStringLiteral("name"));
    row("text", R"("name":"a","format":"rtf")", QStringLiteral("format"));
    row("text", R"("name":"a","access":"secret")", QStringLiteral("access"));
    row("text", R"("name":"a","filters":{"trim":"perhaps"})", QStringLiteral("filters.trim"));
    row("int", R"("name":"a","filters":{"min":[]})", QStringLiteral("filters.min"));
    row("int", R"("name":"a","default":"seven")", QStringLiteral("default"));
    row("enum", R"("name":"a","values":["a",5])", QStringLiteral("values"));
    row("enum", R"("name":"a","values":[{"label":"A"}])", QStringLiteral("values"));
    row("object", R"("name":"a","children":[{"name":"x"}])", QStringLiteral("children"));
    row("object", R"("name":"a","children":[{"name":"x","type":"hologram"}])", QStringLiteral("children"));
    row("object", R"("name":"a","children":[{"name":"x","type":"int"},{"name":"X","type":"int"}])",
        QStringLiteral("children"));
    row("object", R"("name":"a","children":[{"name":"x","type":"object","children":[{"type":"int"}]}])",
        QStringLiteral("children"));
    row("vector", R"("name":"a")", QStringLiteral("vector"));
    row("vector", R"("name":"a","vector":{"size":0})", QStringLiteral("vector"));
    row("tableref", R"("name":"a")", QStringLiteral("tableref_id"));
    row("tableref", R"("name":"a","tableref_id":0)", QStringLiteral("tableref_id"));
    row("tablerefuuid", R"("name":"a","tableref_id":-1)", QStringLiteral("tableref_id"));
}

void SandboxSchemaTest::createRefuses()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, members);
    QFETCH(QString, param);
    SandboxApi api;
    const QByteArray table = tableOf(api, R"(,{"name":"old","type":"text"})");
    const RawJson before = api.done("GET", table + "/schema");
    const auto answer = api.call("POST", "/workspace/1" + table + "/schema/type/" + type, '{' + members + '}');
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.text(u"code"), QStringLiteral("ERROR_CODE_INPUT_ERROR"));
    QCOMPARE(answer.at(u"payload").member(u"param").value_or(RawJson()).toString(), param);
    QCOMPARE(api.done("GET", table + "/schema"), before);
}

namespace {

constexpr char IndexedColumns[] = R"(,{"name":"title","type":"text"},{"name":"place","type":"geo_point"},)"
                                  R"({"name":"meaning","type":"vector","vector":{"size":3}})";

} // namespace

void SandboxSchemaTest::indexIsMade_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("stored");
    QTest::newRow("btree") << QByteArray("btree") << QByteArray(R"({"fields":[{"name":"title","op":"desc"}]})")
                           << QStringLiteral("btree");
    QTest::newRow("unique") << QByteArray("unique") << QByteArray(R"({"fields":[{"name":"title","op":"asc"}]})")
                            << QStringLiteral("btree|unique");
    QTest::newRow("search") << QByteArray("search")
                            << QByteArray(R"({"name":"words","lang":"tamil","fields":[{"name":"title","priority":2}]})")
                            << QStringLiteral("search");
    QTest::newRow("spatial") << QByteArray("spatial")
                             << QByteArray(R"({"fields":[{"name":"place","op":"gist_geometry_ops_2d"}]})")
                             << QStringLiteral("spatial");
    QTest::newRow("vector") << QByteArray("vector")
                            << QByteArray(R"({"fields":[{"name":"meaning","op":"vector_l1_ops"}]})")
                            << QStringLiteral("vector");
}

void SandboxSchemaTest::indexIsMade()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, stored);
    SandboxApi api;
    const QByteArray table = tableOf(api, IndexedColumns);
    const RawJson answer = api.done("POST", table + "/index/" + type, body);
    const QString id = answer.member(u"id")->toString().value_or(QString());
    QCOMPARE(id.size(), 8);
    const RawJson index = api.done("GET", table + "/index").elements().constLast();
    QCOMPARE(index.member(u"id")->toString(), id);
    QCOMPARE(index.member(u"type")->toString(), stored);
    const RawJson wanted = *RawJson::parse(body);
    const QList<RawJson::Member> members = wanted.members();
    for (const RawJson::Member &member : members)
        QCOMPARE(index.member(member.key).value_or(RawJson()), member.value);
    // The whole list takes it back as it was given out, and a `gin` that no call of its own makes.
    const RawJson list = api.done("GET", table + "/index");
    QList<RawJson> longer = list.elements();
    longer.append(*RawJson::parse(R"({"type":"gin","fields":[{"name":"title","op":"jsonb_path_op"}]})"));
    api.done("PUT", table + "/index", RawJson::object({{QStringLiteral("index"), RawJson::array(longer)}}).text());
    const QList<RawJson> after = api.done("GET", table + "/index").elements();
    QCOMPARE(after.mid(0, 2), list.elements());
    QCOMPARE(after.constLast().member(u"type")->toString(), QStringLiteral("gin"));
    api.done("DELETE", table + "/index/" + id.toLatin1());
    QCOMPARE(api.done("GET", table + "/index").elements().size(), 2);
}

void SandboxSchemaTest::indexIsRefused_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("param");
    const auto row = [](const QByteArray &type, const QByteArray &body, const QString &param) {
        QTest::addRow("%s %s", type.constData(), body.constData()) << type << body << param;
    };
    row("btree", R"({"fields":[]})", QStringLiteral("fields"));
    row("btree", R"({"fields":[{"name":"none","op":"asc"}]})", QStringLiteral("fields.name"));
    row("btree", R"({"fields":[{"name":"title","op":"up"}]})", QStringLiteral("fields.op"));
    row("search", R"({"name":"w","lang":"klingon","fields":[{"name":"title","priority":1}]})", QStringLiteral("lang"));
    row("search", R"({"lang":"simple","fields":[{"name":"title","priority":1}]})", QStringLiteral("name"));
    row("search", R"({"name":"w","lang":"simple","fields":[{"name":"title"}]})", QStringLiteral("fields.priority"));
    row("spatial", R"({"fields":[{"name":"title","op":"gist_geometry_ops_2d"}]})", QStringLiteral("fields.name"));
    row("spatial", R"({"fields":[{"name":"place","op":"asc"}]})", QStringLiteral("fields.op"));
    row("vector", R"({"fields":[{"name":"place","op":"vector_ip_ops"}]})", QStringLiteral("fields.name"));
    row("vector", R"({"fields":[{"name":"meaning","op":"vector_ops"}]})", QStringLiteral("fields.op"));
}

void SandboxSchemaTest::indexIsRefused()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, param);
    SandboxApi api;
    const QByteArray table = tableOf(api, IndexedColumns);
    const auto answer = api.call("POST", "/workspace/1" + table + "/index/" + type, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.at(u"payload").member(u"param").value_or(RawJson()).toString(), param);
    QCOMPARE(api.done("GET", table + "/index").elements().size(), 1);
}

void SandboxSchemaTest::propertiesAreSet()
{
    SandboxApi api;
    const QByteArray table = tableOf(api, "");
    const RawJson before = api.done("GET", table);
    api.done("PUT", table, R"({"description":"d","docs":"# Docs","auth":true,"tag":["a","b"],"name":null})");
    api.done("PUT", table + "/security", R"({"guid":"made-up-guid"})");
    const RawJson after = api.done("GET", table);
    QCOMPARE(after.member(u"name"), before.member(u"name"));
    QCOMPARE(after.member(u"description")->toString(), QStringLiteral("d"));
    QCOMPARE(after.member(u"docs")->toString(), QStringLiteral("# Docs"));
    QCOMPARE(after.member(u"auth")->toBool(), true);
    QCOMPARE(after.member(u"tag")->text(), QByteArray(R"(["a","b"])"));
    QCOMPARE(after.member(u"guid")->toString(), QStringLiteral("made-up-guid"));
    // Null keeps it.
    api.done("PUT", table + "/security", R"({"guid":null})");
    QCOMPARE(api.done("GET", table).member(u"guid"), after.member(u"guid"));
}

void SandboxSchemaTest::autocompleteFollowsTheFields()
{
    SandboxApi api;
    const QByteArray table = tableOf(api, R"(,{"name":"a","type":"text"},{"name":"b","type":"text"})");
    const auto list = [&] { return api.done("GET", table).member(u"autocomplete").value_or(RawJson()).text(); };
    QCOMPARE(list(), QByteArray("null"));
    QCOMPARE(api.call("PUT", "/workspace/1" + table + "/autocomplete", R"({"autocomplete":[{"name":"none"}]})").status,
             400);
    api.done("PUT", table + "/autocomplete", R"({"autocomplete":[{"name":"b"},{"name":"a"}]})");
    QCOMPARE(list(), QByteArray(R"([{"name":"b"},{"name":"a"}])"));
    api.done("POST", table + "/schema/rename", R"({"old_name":"a","new_name":"c"})");
    QCOMPARE(list(), QByteArray(R"([{"name":"b"},{"name":"c"}])"));
    api.done("DELETE", table + "/schema/b");
    QCOMPARE(list(), QByteArray(R"([{"name":"c"}])"));
    api.done("PUT", table, R"({"autocomplete":[]})");
    QCOMPARE(list(), QByteArray("null"));
}

METASCOPE_TEST(SandboxSchemaTest)
#include "sandboxschematest.moc"
