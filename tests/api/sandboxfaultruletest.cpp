// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/faultlist.h"
#include "app/sandbox/http.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::sandbox;

namespace {

HttpRequest get(const QByteArray &apiPath, int instance = 0)
{
    HttpRequest request;
    request.instance = instance;
    request.method = "GET";
    request.target = MetaPrefix + apiPath;
    return request;
}

} // namespace

/// Which requests a rule picks, and what rules may say.
class SandboxFaultRuleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void globs_data();
    void globs();
    void rulesThatCount();
    void rulesThatAreWrong_data();
    void rulesThatAreWrong();
    void firstMatchingRuleActs();
    void apiPaths();
};

void SandboxFaultRuleTest::globs_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *method, const char *path, bool matches) {
        QTest::addRow("%s / %s %s", pattern, method, path)
            << QString::fromLatin1(pattern) << QByteArray(method) << QByteArray(path) << matches;
    };
    row("PUT */schema", "PUT", "/workspace/1/table/2/schema", true);
    row("put */schema", "PUT", "/workspace/1/table/2/schema", true);
    row("PUT */schema", "GET", "/workspace/1/table/2/schema", false);
    row("PUT */schema", "PUT", "/workspace/1/table/2/schema/x", false);
    row("* *", "DELETE", "/workspace", true);
    row("* *", "GET", "", true);
    row("GET /workspace", "GET", "/workspace", true);
    row("GET /workspace", "GET", "/workspace/1", false);
    row("GET /workspace/*/table", "GET", "/workspace/1/x/table", true);
    row("GET /a*b*c", "GET", "/a--b-b--c", true);
    row("GET /a*b*c", "GET", "/a--c--b", false);
    row("GET /a?c", "GET", "/abc", false);
    row("GET *a*a*a*a*a*a*b", "GET", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
}

void SandboxFaultRuleTest::globs()
{
    QFETCH(QString, pattern);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    const auto parsed = RequestPattern::parse(pattern);
    QVERIFY(parsed);
    QTEST(parsed->matches(method, path), "matches");
}

void SandboxFaultRuleTest::rulesThatCount()
{
    const auto plain = FaultRule::parse(QStringLiteral("GET /workspace latency=250"));
    QVERIFY(plain);
    QCOMPARE(plain->fault, (Fault{FaultKind::Latency, 250}));
    QVERIFY(!plain->remaining);
    const auto counted = FaultRule::parse(QStringLiteral("  PUT  */schema\t429=7 x2 "));
    QVERIFY(counted);
    QCOMPARE(counted->fault, (Fault{FaultKind::TooManyRequests, 7}));
    QCOMPARE(counted->remaining, 2);
    const auto bare = FaultRule::parse(QStringLiteral("* * 429"));
    QVERIFY(bare);
    QCOMPARE(bare->fault, (Fault{FaultKind::TooManyRequests, std::nullopt}));
}

void SandboxFaultRuleTest::rulesThatAreWrong_data()
{
    QTest::addColumn<QString>("rule");
    for (const char *rule : {"", "GET", "GET *", "GET * nonsense", "GET * status", "GET * status=99", "GET * status=x",
                             "GET * hang=1", "GET * hang x0", "GET * hang 3", "GET * hang x1 more", "G=T * hang",
                             "GET workspace hang", "GET * huge", "GET * huge=0"})
        QTest::addRow("%s", rule) << QString::fromLatin1(rule);
}

void SandboxFaultRuleTest::rulesThatAreWrong()
{
    QFETCH(QString, rule);
    const auto parsed = FaultRule::parse(rule);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Validation);
    QVERIFY(parsed.error().message.endsWith(QLatin1Char('.')));
}

void SandboxFaultRuleTest::firstMatchingRuleActs()
{
    FaultList list;
    auto rules = FaultList::parse({QStringLiteral("GET */schema status=500 x2"), QStringLiteral("GET * hang x1"),
                                   QStringLiteral("* * null-body")});
    QVERIFY(rules);
    list.replace(*rules);
    const auto kind = [&](QByteArrayView method, QByteArrayView path) { return list.take(method, path)->kind; };
    QCOMPARE(kind("GET", "/t/schema"), FaultKind::Status);
    QCOMPARE(kind("PUT", "/t/schema"), FaultKind::NullBody);
    QCOMPARE(kind("GET", "/t/schema"), FaultKind::Status);
    QCOMPARE(kind("GET", "/t/schema"), FaultKind::Hang);
    QCOMPARE(kind("GET", "/t/schema"), FaultKind::NullBody);
    list.replace({});
    QVERIFY(!list.take("GET", "/t/schema"));
    QVERIFY(!FaultList::parse({QStringLiteral("* * hang"), QStringLiteral("wrong")}));
}

void SandboxFaultRuleTest::apiPaths()
{
    QCOMPARE(get("/workspace/1/table?page=2").apiPath(), "/workspace/1/table");
    HttpRequest request;
    request.target = "/tenant/x/api:meta/auth/me";
    QCOMPARE(request.apiPath(), "/auth/me");
    request.target = "/apispec:meta?type=json";
    QCOMPARE(request.apiPath(), "/apispec:meta");
}

METASCOPE_TEST(SandboxFaultRuleTest)
#include "sandboxfaultruletest.moc"
