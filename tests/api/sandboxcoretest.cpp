// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/sandboxapi.h"
#include "tests/support/testmain.h"

#include <QtCore/QRegularExpression>

using namespace metascope;
using test::SandboxApi;

namespace {

const QByteArray Key = R"({"name":"id","type":"int"})";

QByteArray schemaOf(const QByteArrayList &columns)
{
    return R"({"schema":[)" + columns.join(',') + "]}";
}

QByteArray pathOf(SandboxApi &api, const QByteArray &columns)
{
    const RawJson made = api.done("POST", "/table", R"({"name":"t","schema":[)" + columns + "]}");
    return "/table/" + made.member(u"id").value_or(RawJson()).text();
}

sandbox::ApiOptions year(sandbox::Dialect dialect)
{
    sandbox::ApiOptions options;
    options.dialect = dialect;
    return options;
}

QByteArray scopes(const QByteArray &masks)
{
    return "sandbox-acme-scopes-" + masks;
}

QString createdAt(const RawJson &object)
{
    return QString::fromUtf8(object.member(u"created_at").value_or(RawJson()).text());
}

} // namespace

/// What the sandbox's API does beyond the shapes that the contract test compares with the documents.
class SandboxCoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void putSchemaDropsWhatItLeavesOut();
    void renameCarriesDataAndIndexes();
    void primaryKeyComesFirst();
    void schemaTextIsKept();
    void filtersAreStoredAsValidators();
    void recordsOfADataSourceAreApart();
    void puttingARecordMerges();
    void recordsOfAUuidTable();
    void anyBranchLabelIsStored();
    void branchesKeepTheirMoment();
    void aBranchIsACopy();
    void masksDecide_data();
    void masksDecide();
    void someRefusalsAreSilent();
    void badTokensAreUnauthorized();
    void anUndeclaredMemberIsIgnored();
    void listsTakeParts();
    void momentsAreSpelled_data();
    void momentsAreSpelled();
};

void SandboxCoreTest::putSchemaDropsWhatItLeavesOut()
{
    SandboxApi api;
    const QByteArray table = pathOf(api, Key + R"(,{"name":"a","type":"text"},{"name":"b","type":"text"})");
    api.done("POST", table + "/content", R"({"a":"1","b":"2"})");
    api.done("PUT", table + "/schema", schemaOf({Key, R"({"name":"b","type":"text"})"}));
    QCOMPARE(api.done("GET", table + "/content/1").text(), QByteArray(R"({"id":1,"b":"2"})"));
    // Back again is not back as it was.
    api.done("PUT", table + "/schema",
             schemaOf({Key, R"({"name":"a","type":"text"})", R"({"name":"b","type":"text"})"}));
    QCOMPARE(api.done("GET", table + "/content/1").text(), QByteArray(R"({"id":1,"a":"","b":"2"})"));
}

void SandboxCoreTest::renameCarriesDataAndIndexes()
{
    SandboxApi api;
    const QByteArray table = pathOf(api, Key + R"(,{"name":"a","type":"text"})");
    api.done("POST", table + "/content", R"({"a":"kept"})");
    api.done("POST", table + "/index/unique", R"({"fields":[{"name":"a","op":"asc"}]})");
    api.done("POST", table + "/schema/rename", R"({"old_name":"a","new_name":"b"})");
    QCOMPARE(api.done("GET", table + "/content/1").text(), QByteArray(R"({"id":1,"b":"kept"})"));
    const RawJson index = api.done("GET", table + "/index").elements().constLast();
    QCOMPARE(index.member(u"type")->toString(), QStringLiteral("btree|unique"));
    QCOMPARE(index.member(u"fields")->text(), QByteArray(R"([{"name":"b","op":"asc"}])"));
}

void SandboxCoreTest::primaryKeyComesFirst()
{
    SandboxApi api;
    const QByteArray path = "/workspace/1" + pathOf(api, Key) + "/schema";
    const auto refused = api.call("PUT", path, schemaOf({R"({"name":"a","type":"text"})", Key}));
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.text(u"message"), QStringLiteral("First schema entry must be the Primary key."));
    QCOMPARE(api.call("GET", path).json.text(), QByteArray("[" + Key + "]"));
}

void SandboxCoreTest::schemaTextIsKept()
{
    SandboxApi api;
    const QByteArray odd = R"({ "name" : "odd","type":"text","zz":{"b":1.0,"a":0.10},"n":[1e2,-0,1e400,)"
                           R"(18446744073709551615],"d":"\ud800"})";
    const QByteArray table = pathOf(api, Key + ',' + odd);
    QCOMPARE(api.done("GET", table + "/schema").text(), QByteArray("[" + Key + ',' + odd + "]"));
    QCOMPARE(api.done("GET", table + "/schema/odd").text(), odd);
}

void SandboxCoreTest::filtersAreStoredAsValidators()
{
    SandboxApi api;
    const QByteArray table = pathOf(api, Key);
    api.done("POST", table + "/schema/type/int", R"({"name":"n","filters":{"min":0.10}})");
    const auto column = api.done("GET", table + "/schema/n");
    QCOMPARE(column.member(u"validators")->text(), QByteArray(R"({"min":0.10})"));
    QVERIFY(!column.member(u"filters"));
}

void SandboxCoreTest::recordsOfADataSourceAreApart()
{
    SandboxApi api;
    const QByteArray table = pathOf(api, Key + R"(,{"name":"a","type":"text"})");
    api.done("POST", table + "/content", R"({"a":"of live"})");
    api.done("POST", table + "/content", R"({"a":"of test"})", "test");
    QCOMPARE(api.done("GET", table + "/content/1").text(), QByteArray(R"({"id":1,"a":"of live"})"));
    QCOMPARE(api.done("GET", table + "/content/1", {}, "test").text(), QByteArray(R"({"id":1,"a":"of test"})"));
    api.done("DELETE", table + "/content/1", {}, "test");
    QCOMPARE(api.call("GET", "/workspace/1" + table + "/content/1", {}, "test").status, 404);
    QCOMPARE(api.call("GET", "/workspace/1" + table + "/content/1", {}, "live").status, 200);
    QCOMPARE(api.call("GET", "/workspace/1" + table + "/content", {}, "nowhere").status, 404);
}

void SandboxCoreTest::puttingARecordMerges()
{
    SandboxApi api;
    const QByteArray table = pathOf(api, Key + R"(,{"name":"a","type":"decimal"},{"name":"b","type":"text"})");
    api.done("POST", table + "/content", R"({"a":0.10,"b":"x"})");
    QCOMPARE(api.done("PUT", table + "/content/1", R"({"b":"y","id":7})").text(),
             QByteArray(R"({"id":1,"a":0.10,"b":"y"})"));
}

void SandboxCoreTest::recordsOfAUuidTable()
{
    SandboxApi api;
    const QByteArray table = pathOf(api, R"({"name":"id","type":"uuid"},{"name":"a","type":"text"})");
    const RawJson made = api.done("POST", table + "/content", R"({"a":"x"})");
    const QByteArray id = made.member(u"id")->toString().value_or(QString()).toUtf8();
    QCOMPARE(id.size(), 36);
    QCOMPARE(api.done("GET", table + "/content/" + id).text(), made.text());
    QCOMPARE(api.call("GET", "/workspace/1" + table + "/content/1").status, 404);
    api.done("DELETE", table + "/content/" + id);
    QCOMPARE(api.call("GET", "/workspace/1" + table + "/content/" + id).status, 404);
}

void SandboxCoreTest::anyBranchLabelIsStored()
{
    SandboxApi api;
    api.done("POST", "/branch", R"({"label":"two words / \u00e9"})");
    QCOMPARE(api.done("GET", "/branch/two%20words%20%2F%20%C3%A9").member(u"label")->toString(),
             QStringLiteral("two words / é"));
    for (const char *label : {"v1", "", "two words / \\u00e9"})
        QCOMPARE(api.call("POST", "/workspace/1/branch", QByteArray(R"({"label":")") + label + R"("})").status, 400);
    QCOMPARE(api.call("PUT", "/workspace/1/branch/v1", R"({"label":"other"})").status, 400);
    QCOMPARE(api.call("DELETE", "/workspace/1/branch/v1").status, 400);
}

void SandboxCoreTest::branchesKeepTheirMoment()
{
    for (const auto dialect : {sandbox::Dialect::Year2023, sandbox::Dialect::Year2026}) {
        SandboxApi api(year(dialect));
        const QList<RawJson> all = api.done("GET", "/branch").elements();
        QCOMPARE(all.size(), 2);
        QVERIFY(createdAt(all[0]) != createdAt(all[1]));
        QCOMPARE(createdAt(api.done("GET", "/branch/v1")), createdAt(all[0]));
        QCOMPARE(createdAt(api.done("PUT", "/branch/v1", R"({"color":"#123456"})")), createdAt(all[0]));
    }
}

void SandboxCoreTest::aBranchIsACopy()
{
    SandboxApi api;
    const RawJson before = api.done("GET", "/function?branch=v1&sort=name&order=asc");
    api.done("POST", "/branch", R"({"label":"copy","source_branch":"v1"})");
    const RawJson after = api.done("GET", "/function?branch=copy&sort=name&order=asc");
    const QList<RawJson> ours = before.member(u"items")->elements();
    const QList<RawJson> theirs = after.member(u"items")->elements();
    QVERIFY(!ours.isEmpty());
    QCOMPARE(theirs.size(), ours.size());
    QCOMPARE(theirs[0].member(u"name"), ours[0].member(u"name"));
    QVERIFY(theirs[0].member(u"id") != ours[0].member(u"id"));
    QCOMPARE(api.call("GET", "/workspace/1/function?branch=nowhere").status, 404);
}

void SandboxCoreTest::masksDecide_data()
{
    QTest::addColumn<QByteArray>("masks");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("isAllowed");
    const QByteArrayList methods{"POST", "GET", "PUT", "DELETE"};
    for (int mask = 0; mask <= 15; ++mask)
        for (int right = 0; right < 4; ++right)
            QTest::addRow("%d %s", mask, methods[right].constData())
                << QByteArray("database=" + QByteArray::number(mask)) << methods[right] << ((mask >> right & 1) == 1);
}

void SandboxCoreTest::masksDecide()
{
    QFETCH(QByteArray, masks);
    QFETCH(QByteArray, method);
    SandboxApi api;
    api.token = scopes(masks);
    const QByteArray path = method == "POST" ? "/workspace/1/table" : "/workspace/1/table/999";
    const int allowed = method == "POST" ? 400 : 404;
    QFETCH(bool, isAllowed);
    QCOMPARE(api.call(method, path).status, isAllowed ? allowed : 403);
}

void SandboxCoreTest::someRefusalsAreSilent()
{
    SandboxApi api;
    api.token = scopes("workspace=15");
    const auto loud = api.call("GET", "/workspace/1/table");
    const auto silent = api.call("GET", "/workspace/1/function");
    for (const auto &refused : {loud, silent}) {
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.text(u"code"), QStringLiteral("ERROR_CODE_ACCESS_DENIED"));
    }
    QCOMPARE(loud.text(u"message"), QStringLiteral("Access Denied."));
    QCOMPARE(silent.at(u"message").text(), QByteArray(R"("")"));
}

void SandboxCoreTest::badTokensAreUnauthorized()
{
    SandboxApi api;
    const auto instance = api.inventory.instances.first();
    for (const QByteArray &token :
         {instance.expiredToken, instance.revokedToken, QByteArray("made-up"), QByteArray()}) {
        api.token = token;
        const auto refused = api.call("GET", "/auth/me");
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.text(u"code"), QStringLiteral("ERROR_CODE_UNAUTHORIZED"));
    }
}

void SandboxCoreTest::anUndeclaredMemberIsIgnored()
{
    SandboxApi api;
    const QByteArray table = pathOf(api, Key);
    const RawJson answer = api.done("PUT", table, R"({"name":"renamed","xanoscript":"table x {}","id":99})");
    QCOMPARE(answer.member(u"name")->toString(), QStringLiteral("renamed"));
    QVERIFY(!answer.member(u"xanoscript"));
    QCOMPARE(QByteArray("/table/" + answer.member(u"id")->text()), table);
}

void SandboxCoreTest::listsTakeParts()
{
    SandboxApi api;
    const SandboxApi::Answer all{200, api.done("GET", "/table?per_page=10000")};
    const qint64 count = all.at(u"items").elements().size();
    QVERIFY(all.at(u"nextPage").isNull() && all.at(u"prevPage").isNull());
    const SandboxApi::Answer last{200, api.done("GET", "/table?per_page=5&page=3")};
    QCOMPARE(last.number(u"curPage"), 3);
    QCOMPARE(last.number(u"prevPage"), 2);
    QVERIFY(last.at(u"nextPage").isNull());
    QCOMPARE(last.at(u"items").elements().size(), count - 10);
    QCOMPARE(api.call("GET", "/workspace/1/table?per_page=10001").status, 400);
    const SandboxApi::Answer records{200, api.done("GET", "/table/2/content?per_page=3")};
    QCOMPARE(records.number(u"itemsReceived"), 3);
    QCOMPARE(records.number(u"pageTotal"), (records.number(u"itemsTotal") + 2) / 3);
    QCOMPARE(api.call("GET", "/workspace/1/table/2/content?per_page=1001").status, 400);
}

void SandboxCoreTest::momentsAreSpelled_data()
{
    QTest::addColumn<sandbox::Dialect>("dialect");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("pattern");
    const QString zone = QStringLiteral(R"(^"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+0000"$)");
    QTest::newRow("2026 table") << sandbox::Dialect::Year2026 << QByteArray("/table/1") << zone;
    QTest::newRow("2026 task") << sandbox::Dialect::Year2026 << QByteArray("/task/1") << zone;
    QTest::newRow("2023 table") << sandbox::Dialect::Year2023 << QByteArray("/table/1")
                                << QStringLiteral(R"(^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"$)");
    QTest::newRow("2023 task") << sandbox::Dialect::Year2023 << QByteArray("/task/1") << QStringLiteral("^\\d{13}$");
}

void SandboxCoreTest::momentsAreSpelled()
{
    QFETCH(sandbox::Dialect, dialect);
    QFETCH(QByteArray, path);
    QFETCH(QString, pattern);
    SandboxApi api(year(dialect));
    const QString text = createdAt(api.done("GET", path));
    QVERIFY2(QRegularExpression(pattern).match(text).hasMatch(), qPrintable(text));
}

METASCOPE_TEST(SandboxCoreTest)
#include "sandboxcoretest.moc"
