// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/sandboxapi.h"
#include "tests/support/testmain.h"

#include <QtCore/QSet>

#include <algorithm>

using namespace metascope;
using test::SandboxApi;

namespace {

sandbox::ApiOptions of(sandbox::Dialect dialect)
{
    sandbox::ApiOptions options;
    options.dialect = dialect;
    return options;
}

QList<RawJson> itemsOf(SandboxApi &api, const QByteArray &path)
{
    return api.done("GET", path).member(u"items").value_or(RawJson()).elements();
}

QString textOf(const RawJson &item, QStringView key)
{
    return item.member(key).value_or(RawJson()).toString().value_or(QString());
}

QStringList textsOf(const QList<RawJson> &items, QStringView key)
{
    QStringList texts;
    for (const RawJson &item : items)
        texts.append(textOf(item, key));
    return texts;
}

qint64 numberOf(const RawJson &item, QStringView key)
{
    return item.member(key).value_or(RawJson()).toInteger().value_or(-1);
}

} // namespace

/// The kinds of objects beside tables, endpoints, functions and tasks.
class SandboxKindsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void triggersAreNoIds();
    void aTokenNeedsTheScope_data();
    void aTokenNeedsTheScope();
    void olderEnginesHaveFewer();
    void aCopiedBranchHasItsOwn();
    void filesAreSortedAndHidden();
    void historiesAreFiltered();
    void outputIsShownOnRequest();
    void aLongPageOfReleasesIsEmpty();
    void hostsHaveNames();
    void channelsAreOfEveryBranch();
    void customersHaveSome();
};

void SandboxKindsTest::triggersAreNoIds()
{
    SandboxApi api;
    for (const QByteArray &owner : QByteArrayList{"/table", "/agent", "/mcp_server", "/realtime/channel", ""}) {
        const QList<RawJson> triggers = itemsOf(api, owner + "/trigger?include_xanoscript=true");
        QVERIFY2(triggers.size() >= 2, owner.constData());
        for (const RawJson &trigger : triggers) {
            QVERIFY(trigger.member(u"actions").value_or(RawJson()).isObject());
            QVERIFY(textOf(trigger.member(u"xanoscript").value_or(RawJson()), u"value")
                        .contains(QLatin1String("trigger ")));
            const RawJson one = api.done("GET", owner + "/trigger/" + QByteArray::number(numberOf(trigger, u"id")));
            QCOMPARE(one.member(u"name"), trigger.member(u"name"));
        }
    }
}

void SandboxKindsTest::aTokenNeedsTheScope_data()
{
    QTest::addColumn<QByteArray>("area");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("addon") << QByteArray("addon") << QByteArray("/addon");
    QTest::newRow("file") << QByteArray("file") << QByteArray("/file");
    for (const char *kind : {"request", "function", "task", "trigger", "middleware", "tool"})
        QTest::newRow(kind) << QByteArray("requesthistory") << QByteArray("/" + QByteArray(kind) + "_history");
}

void SandboxKindsTest::aTokenNeedsTheScope()
{
    QFETCH(QByteArray, area);
    QFETCH(QByteArray, path);
    SandboxApi api;
    for (int mask = 0; mask <= 15; ++mask) {
        api.token = "sandbox-acme-scopes-" + area + '=' + QByteArray::number(mask);
        QCOMPARE(api.call("GET", "/workspace/1" + path).status, (mask & 2) != 0 ? 200 : 403);
    }
    api.token = "sandbox-acme-scopes-database=15.api=15";
    QCOMPARE(api.call("GET", "/workspace/1" + path).status, 403);
}

void SandboxKindsTest::olderEnginesHaveFewer()
{
    SandboxApi api(of(sandbox::Dialect::Year2023));
    for (const char *path : {"/middleware", "/addon/1", "/agent", "/agent/trigger", "/tool", "/mcp_server", "/trigger",
                             "/realtime/channel", "/unit_test", "/workflow_test", "/static_host", "/release",
                             "/tool_history", "/trigger_history"}) {
        const auto refused = api.call("GET", QByteArray("/workspace/1") + path);
        QCOMPARE(refused.status, 404);
        QCOMPARE(refused.text(u"message"), QStringLiteral("Unable to locate request."));
    }
    QCOMPARE(api.call("GET", "/workspace/1/table/trigger").status, 400);
    QVERIFY(!itemsOf(api, "/file").isEmpty());
    QVERIFY(!itemsOf(api, "/request_history?api_id=2").isEmpty());
    QVERIFY(itemsOf(api, "/request_history?api_id=3").isEmpty());
    // A parameter of another year is not read.
    QVERIFY(!itemsOf(api, "/request_history?apigroup_id=3").isEmpty());
    SandboxApi now;
    QVERIFY(itemsOf(now, "/request_history?apigroup_id=3").isEmpty());
    QVERIFY(!itemsOf(now, "/request_history?api_id=3").isEmpty());
}

void SandboxKindsTest::aCopiedBranchHasItsOwn()
{
    SandboxApi api;
    api.done("POST", "/branch", R"({"label":"copy","source_branch":"v1"})");
    for (const char *path : {"/middleware", "/addon", "/tool", "/agent", "/mcp_server", "/workflow_test", "/trigger"}) {
        const auto before = itemsOf(api, QByteArray(path) + "?branch=v1");
        const auto after = itemsOf(api, QByteArray(path) + "?branch=copy");
        QVERIFY2(!after.isEmpty(), path);
        QCOMPARE(after.size(), before.size());
        QVERIFY(numberOf(after.constFirst(), u"id") != numberOf(before.constFirst(), u"id"));
    }
    // The tests of the copy are of the copy's functions; nothing has run in it.
    const auto tests = itemsOf(api, "/unit_test?branch=copy&obj_type=function");
    QVERIFY(!tests.isEmpty());
    for (const RawJson &test : tests) {
        const RawJson function = api.done("GET", "/function/" + QByteArray::number(numberOf(test, u"obj_id")));
        QCOMPARE(textOf(function, u"branch"), QStringLiteral("copy"));
        QCOMPARE(function.member(u"name"), test.member(u"obj_name"));
    }
    QVERIFY(itemsOf(api, "/unit_test?branch=copy&obj_type=middleware").isEmpty());
    QVERIFY(itemsOf(api, "/function_history?branch=copy").isEmpty());
    QVERIFY(!itemsOf(api, "/function_history").isEmpty());
}

void SandboxKindsTest::filesAreSortedAndHidden()
{
    SandboxApi api;
    const auto shown = itemsOf(api, "/file?sort=size&order=asc");
    QVERIFY(shown.size() >= 3);
    QVERIFY(std::ranges::is_sorted(shown, {}, [](const RawJson &file) { return numberOf(file, u"size"); }));
    QCOMPARE(textsOf(shown, u"access").count(QStringLiteral("public")), shown.size());
    const auto hidden = itemsOf(api, "/file?access=private");
    QVERIFY(!hidden.isEmpty());
    QCOMPARE(textsOf(hidden, u"access").count(QStringLiteral("private")), hidden.size());
    QCOMPARE(itemsOf(api, "/file?search=LOGO").size(), 1);
    const QStringList types = textsOf(shown, u"type");
    for (const QString &type : {QStringLiteral("image"), QStringLiteral("video"), QStringLiteral("attachment")})
        QVERIFY2(types.contains(type), qPrintable(type));
}

void SandboxKindsTest::historiesAreFiltered()
{
    SandboxApi api;
    const auto all = itemsOf(api, "/function_history");
    const auto some = itemsOf(api, "/function_history?function_id=2");
    QVERIFY(!some.isEmpty() && some.size() < all.size());
    for (const RawJson &run : some)
        QCOMPARE(numberOf(run, u"function_id"), 2);
    const QStringList moments = textsOf(all, u"created_at");
    QVERIFY(std::ranges::is_sorted(moments, std::ranges::greater()));
    QCOMPARE(itemsOf(api, "/request_history?per_page=5&page=3").size(), 2);
    QCOMPARE(api.call("GET", "/workspace/1/request_history?per_page=501").status, 400);
    QCOMPARE(api.call("GET", "/workspace/1/request_history?per_page=500").status, 200);
}

void SandboxKindsTest::outputIsShownOnRequest()
{
    SandboxApi api;
    QVERIFY(!itemsOf(api, "/request_history").constFirst().member(u"output"));
    QVERIFY(itemsOf(api, "/request_history?include_output=true").constFirst().member(u"output"));
}

void SandboxKindsTest::aLongPageOfReleasesIsEmpty()
{
    SandboxApi api;
    QVERIFY(itemsOf(api, "/release?per_page=100").size() >= 2);
    QVERIFY(itemsOf(api, "/release?per_page=101").isEmpty());
    QCOMPARE(api.call("GET", "/workspace/1/release?per_page=0").status, 400);
}

void SandboxKindsTest::hostsHaveNames()
{
    SandboxApi api;
    const auto hosts = itemsOf(api, "/static_host");
    QVERIFY(hosts.size() >= 2);
    for (const QString &name : textsOf(hosts, u"name"))
        QCOMPARE(textOf(api.done("GET", "/static_host/" + name.toUtf8()), u"name"), name);
    const auto unknown = api.call("GET", "/workspace/1/static_host/nowhere");
    QCOMPARE(unknown.status, 500);
    QCOMPARE(unknown.text(u"message"), QStringLiteral("Invalid host"));
}

void SandboxKindsTest::channelsAreOfEveryBranch()
{
    SandboxApi api;
    const auto channels = itemsOf(api, "/realtime/channel?order=asc");
    QVERIFY(std::ranges::is_sorted(textsOf(channels, u"name")));
    api.done("POST", "/branch", R"({"label":"copy","source_branch":"v1"})");
    QCOMPARE(itemsOf(api, "/realtime/channel?order=asc"), channels);
}

void SandboxKindsTest::customersHaveSome()
{
    sandbox::ApiOptions options;
    options.sample = sandbox::Sample::Agency;
    SandboxApi api(options);
    for (api.instance = 0; api.instance < 3; ++api.instance) {
        api.token = api.inventory.instances[api.instance].fullToken;
        for (const char *path :
             {"/middleware", "/addon", "/table/trigger", "/agent", "/tool", "/unit_test", "/file", "/function_history"})
            QVERIFY2(!itemsOf(api, path).isEmpty(), path);
    }
}

METASCOPE_TEST(SandboxKindsTest)
#include "sandboxkindstest.moc"
