// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/sandboxapi.h"
#include "tests/support/testmain.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSet>

#include <algorithm>

using namespace metascope;
using test::SandboxApi;

namespace {

sandbox::ApiOptions of(sandbox::Sample sample)
{
    sandbox::ApiOptions options;
    options.sample = sample;
    return options;
}

QString textAt(const RawJson &object, QStringView key)
{
    return object.member(key).value_or(RawJson()).toString().value_or(QString());
}

QByteArray rawAt(const RawJson &object, QStringView key)
{
    return object.member(key).value_or(RawJson()).text();
}

/// The workspaces' tables by name, and everything in them.
struct Table {
    QString name;
    QByteArray path;
    QList<RawJson> columns;
};

QList<Table> tablesOf(SandboxApi &api)
{
    QList<Table> tables;
    for (const RawJson &table : api.done("GET", "/table?per_page=10000").member(u"items")->elements()) {
        const QByteArray path = "/table/" + rawAt(table, u"id");
        tables.append({textAt(table, u"name"), path, api.done("GET", path + "/schema").elements()});
    }
    return tables;
}

QList<RawJson> recordsOf(SandboxApi &api, const Table &table, const QByteArray &source = "live")
{
    return api.done("GET", table.path + "/content?per_page=1000", {}, source).member(u"items")->elements();
}

Table named(const QList<Table> &tables, const QString &name)
{
    const auto found = std::ranges::find(tables, name, &Table::name);
    return found == tables.end() ? Table() : *found;
}

qint64 cents(const RawJson &record, QStringView key)
{
    return qRound64(rawAt(record, key).toDouble() * 100);
}

} // namespace

/// The workspaces that the sandbox starts with.
class SandboxSampleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shopIsComplete();
    void shopRecordsFitTheirColumns();
    void shopReferencesMeetRecords();
    void shopTotalsAreSums();
    void typesHasEveryTypeAndOption();
    void typesKeepsOddTexts();
    void agencyHasThreeInstances();
    void allHasEverything();
    void manyObjectsAreReadySoon();
};

void SandboxSampleTest::shopIsComplete()
{
    SandboxApi api;
    QCOMPARE(api.inventory.instances.size(), 1);
    const QList<Table> tables = tablesOf(api);
    QCOMPARE(tables.size(), 14);
    for (const Table &table : tables) {
        QVERIFY2(!recordsOf(api, table).isEmpty(), qPrintable(table.name));
        QVERIFY2(!recordsOf(api, table, "test").isEmpty(), qPrintable(table.name));
        QVERIFY2(recordsOf(api, table, "dev").isEmpty(), qPrintable(table.name));
    }
    QCOMPARE(api.done("GET", "/branch").elements().size(), 2);
    QCOMPARE(api.done("GET", "/datasource").elements().size(), 3);
    for (const char *path : {"/apigroup", "/function", "/task", "/apigroup/1/api"}) {
        const RawJson list = api.done("GET", QByteArray(path) + "?include_xanoscript=true");
        const QList<RawJson> items = list.member(u"items")->elements();
        QVERIFY2(items.size() >= 3, path);
        for (const RawJson &item : items)
            QVERIFY2(!textAt(item.member(u"xanoscript").value_or(RawJson()), u"value").isEmpty(), path);
    }
}

void SandboxSampleTest::shopRecordsFitTheirColumns()
{
    SandboxApi api;
    const QHash<QString, RawJson::Kind> kinds{
        {QStringLiteral("text"), RawJson::Kind::String},    {QStringLiteral("email"), RawJson::Kind::String},
        {QStringLiteral("enum"), RawJson::Kind::String},    {QStringLiteral("int"), RawJson::Kind::Number},
        {QStringLiteral("decimal"), RawJson::Kind::Number}, {QStringLiteral("timestamp"), RawJson::Kind::Number},
        {QStringLiteral("bool"), RawJson::Kind::Bool}};
    for (const Table &table : tablesOf(api)) {
        QSet<QByteArray> unique;
        for (const RawJson &record : recordsOf(api, table)) {
            const QList<RawJson::Member> members = record.members();
            QCOMPARE(members.size(), table.columns.size());
            for (qsizetype i = 0; i < members.size(); ++i) {
                const RawJson &column = table.columns[i];
                QCOMPARE(members[i].key, textAt(column, u"name"));
                const QString type = textAt(column, u"type");
                const bool mayBeNull = column.member(u"nullable")->toBool().value_or(false);
                if (kinds.contains(type) && !(mayBeNull && members[i].value.isNull()))
                    QCOMPARE(members[i].value.kind(), kinds[type]);
                if (const auto values = column.member(u"values"))
                    QVERIFY(values->elements().contains(members[i].value));
            }
            if (record.member(u"email")) {
                QVERIFY2(!unique.contains(rawAt(record, u"email")), rawAt(record, u"email").constData());
                unique.insert(rawAt(record, u"email"));
            }
        }
    }
}

void SandboxSampleTest::shopReferencesMeetRecords()
{
    SandboxApi api;
    const QList<Table> tables = tablesOf(api);
    int references = 0;
    for (const QByteArray &source : QByteArrayList{"live", "test"}) {
        QHash<QByteArray, QSet<QByteArray>> ids;
        for (const Table &table : tables)
            for (const RawJson &record : recordsOf(api, table, source))
                ids[table.path].insert(rawAt(record, u"id"));
        for (const Table &table : tables) {
            for (const RawJson &column : table.columns) {
                if (!column.member(u"tableref_id"))
                    continue;
                ++references;
                const auto &targets = ids["/table/" + rawAt(column, u"tableref_id")];
                for (const RawJson &record : recordsOf(api, table, source))
                    QVERIFY2(targets.contains(rawAt(record, textAt(column, u"name"))), qPrintable(table.name));
            }
        }
    }
    QVERIFY(references >= 2 * 10);
}

void SandboxSampleTest::shopTotalsAreSums()
{
    SandboxApi api;
    const QList<Table> tables = tablesOf(api);
    QHash<QByteArray, qint64> sums;
    for (const RawJson &line : recordsOf(api, named(tables, QStringLiteral("order_item"))))
        sums[rawAt(line, u"order_id")] += cents(line, u"unit_price") * rawAt(line, u"quantity").toInt();
    const QList<RawJson> orders = recordsOf(api, named(tables, QStringLiteral("order")));
    QCOMPARE(sums.size(), orders.size());
    for (const RawJson &order : orders) {
        const qint64 net = sums[rawAt(order, u"id")];
        QCOMPARE(cents(order, u"total"), net + net * 21 / 100);
    }
}

void SandboxSampleTest::typesHasEveryTypeAndOption()
{
    SandboxApi api(of(sandbox::Sample::Types));
    QSet<QString> types;
    QSet<QString> options;
    for (const Table &table : tablesOf(api))
        for (const RawJson &column : table.columns) {
            types.insert(textAt(column, u"type"));
            for (const RawJson::Member &member : column.members())
                options.insert(member.key);
            for (const QString &key : {QStringLiteral("access"), QStringLiteral("style"), QStringLiteral("format")})
                options.insert(key + u'=' + textAt(column, key));
        }
    const QString all = QStringLiteral(
        "attachment audio bool date decimal email enum geo_linestring geo_multilinestring geo_multipoint "
        "geo_multipolygon geo_point geo_polygon image int json object password text timestamp uuid vector video "
        "hologram");
    for (const QString &type : all.split(u' '))
        QVERIFY2(types.contains(type), qPrintable(type));
    const QString wanted = QStringLiteral(
        "description nullable default required access sensitive style format values tableref_id children vector "
        "validators "
        "zzz_unknown access=public access=private access=internal style=list style=single format=plaintext format=yaml "
        "format=html format=xml format=markdown");
    for (const QString &option : wanted.split(u' '))
        QVERIFY2(options.contains(option), qPrintable(option));
}

void SandboxSampleTest::typesKeepsOddTexts()
{
    SandboxApi api(of(sandbox::Sample::Types));
    const Table odd = named(tablesOf(api), QStringLiteral("odd_json"));
    const QByteArray schema = api.done("GET", odd.path + "/schema").text();
    const QByteArray records = api.done("GET", odd.path + "/content").text();
    for (const QByteArray &text : {QByteArray("1.0,"), QByteArray("0.10,"), QByteArray("1e2,"), QByteArray("-0,"),
                                   QByteArray("1e400,"), QByteArray("18446744073709551615"), QByteArray(R"(\ud800)")}) {
        QVERIFY2(schema.contains(text), text.constData());
        QVERIFY2(records.contains(text), text.constData());
    }
    api.done("PUT", odd.path + "/schema", R"({"schema":)" + schema + "}");
    QCOMPARE(api.done("GET", odd.path + "/schema").text(), schema);
    QCOMPARE(api.done("GET", odd.path + "/content").text(), records);
}

void SandboxSampleTest::agencyHasThreeInstances()
{
    SandboxApi api(of(sandbox::Sample::Agency));
    QCOMPARE(api.inventory.instances.size(), 3);
    for (api.instance = 0; api.instance < 3; ++api.instance) {
        const auto &instance = api.inventory.instances[api.instance];
        QCOMPARE(instance.workspaces.size(), 2);
        QVERIFY(instance.workspaces[0].name != instance.workspaces[1].name);
        api.token = instance.fullToken;
        QCOMPARE(api.call("GET", "/workspace").json.elements().size(), 2);
        QVERIFY(!recordsOf(api, tablesOf(api).constFirst()).isEmpty());
    }
}

void SandboxSampleTest::allHasEverything()
{
    const SandboxApi api(of(sandbox::Sample::All));
    QStringList names;
    for (const auto &instance : api.inventory.instances)
        for (const auto &workspace : instance.workspaces)
            names.append(workspace.name);
    QCOMPARE(api.inventory.instances.size(), 4);
    QCOMPARE(names.size(), 8);
    QVERIFY(names.contains(QStringLiteral("shop")) && names.contains(QStringLiteral("types")));
}

void SandboxSampleTest::manyObjectsAreReadySoon()
{
    sandbox::ApiOptions options;
    options.scale = {10'000, 1500, 500};
    QElapsedTimer timer;
    timer.start();
    SandboxApi api(options);
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    const RawJson list = api.done("GET", "/table?per_page=10000");
    QCOMPARE(list.member(u"items")->elements().size(), 10'000);
    QCOMPARE(api.done("GET", "/function?per_page=1000").member(u"items")->elements().size(), 500);
    const auto groups = api.done("GET", "/apigroup").member(u"items")->elements();
    QCOMPARE(groups.size(), 2);
    qsizetype endpoints = 0;
    for (const RawJson &group : groups) {
        const QByteArray id = group.member(u"id")->text();
        endpoints += api.done("GET", "/apigroup/" + id + "/api?per_page=1000").member(u"items")->elements().size();
    }
    QCOMPARE(endpoints, 1500);
}

METASCOPE_TEST(SandboxSampleTest)
#include "sandboxsampletest.moc"
