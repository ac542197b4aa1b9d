// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/rawjson.h"
#include "app/sandbox/control/controlapi.h"
#include "tests/api/fakeapi.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::sandbox;
using metascope::test::FakeApi;
using metascope::test::FakeClock;

namespace {

HttpRequest get(const QByteArray &apiPath, int instance = 0)
{
    HttpRequest request;
    request.instance = instance;
    request.method = "GET";
    request.target = MetaPrefix + apiPath;
    return request;
}

/// Everything that a control origin stands on, without sockets.
struct Rig {
    Rig()
    {
        desk.begin({QStringLiteral("shop"), QStringLiteral("studio")}, {"http://a", {"http://b", "http://c"}}, {});
    }
    /// A request on its way from the socket to the API.
    void send(const HttpRequest &request)
    {
        desk.arrive(request);
        desk.carryOut(request);
    }
    FakeApi api;
    FakeClock clock;
    Desk desk{api, Plan::Paid, clock};
    ControlApi control{desk};
};

} // namespace

/// The control origin and what it steers, without sockets.
class SandboxControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planLimitsPerInstance();
    void mutationsWaitForTheNthMatch();
    void controlMutatesAtOnce();
    void controlRefusesWithASentence_data();
    void controlRefusesWithASentence();
    void controlListsRequests();
    void resetComesBackToTheFirstRules();
    void lateAnswersAreNotListedAfterAReset();
    void theListIsBounded();
    void pathsMayHaveThePrefix();
};

void SandboxControlTest::planLimitsPerInstance()
{
    FakeClock clock;
    PlanLimiter limiter(Plan::Free, clock);
    for (int i = 0; i < 10; ++i) {
        QVERIFY(!limiter.refuse(0));
        clock.advance(std::chrono::seconds(1));
    }
    const auto refusal = limiter.refuse(0);
    QVERIFY(refusal);
    QCOMPARE(refusal->status, 429);
    QVERIFY(refusal->body.startsWith(R"({"code":"ERROR_CODE_TOO_MANY_REQUESTS","message":"Whoa there!)"));
    QVERIFY(refusal->headers.isEmpty());
    QVERIFY(!limiter.refuse(1));
    QVERIFY(!limiter.refuse(-1));
    // The first of the ten was at second 0, so its place is free again at second 20 and the next one's at 21.
    clock.advance(std::chrono::milliseconds(9'999));
    QVERIFY(limiter.refuse(0));
    clock.advance(std::chrono::milliseconds(1));
    QVERIFY(!limiter.refuse(0));
    QVERIFY(limiter.refuse(0));
    limiter.reset();
    QVERIFY(!limiter.refuse(0));
    PlanLimiter paid(Plan::Paid, clock);
    for (int i = 0; i < 50; ++i)
        QVERIFY(!paid.refuse(0));
}

void SandboxControlTest::mutationsWaitForTheNthMatch()
{
    Rig rig;
    const HttpResponse taken = rig.control.handle("POST", "/mutate", R"({"when":{"match":"GET */schema","nth":2},
        "request":{"instance":"studio","method":"put","path":"/w?a=1","body":{"n":1.0}}})");
    QCOMPARE(taken.status, 200);
    rig.send(get("/t/schema"));
    rig.send(get("/t/index"));
    QCOMPARE(rig.api.arrived().size(), 2);
    rig.send(get("/t/schema"));
    rig.send(get("/t/schema"));
    QCOMPARE(rig.desk.log().entries().size(), 4);
    const auto arrived = rig.api.arrived();
    QCOMPARE(arrived.size(), 5);
    QVERIFY(arrived[2].control);
    QCOMPARE(arrived[2].method, "PUT");
    QCOMPARE(arrived[2].target, "/api:meta/w?a=1");
    QCOMPARE(arrived[2].body, R"({"n":1.0})");
    QCOMPARE(arrived[2].instance, 1);
    QVERIFY(!arrived[3].control && !arrived[4].control);
}

void SandboxControlTest::controlMutatesAtOnce()
{
    Rig rig;
    const HttpResponse answer = rig.control.handle(
        "POST", "/mutate",
        R"({"when":null,"request":{"instance":"account","method":"GET","path":"/instance","headers":{"X-Data-Source":"live"}}})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"status":200,"body":)" + rig.api.answer() + "}");
    const auto arrived = rig.api.arrived();
    QCOMPARE(arrived.size(), 1);
    QCOMPARE(arrived[0].instance, -1);
    QCOMPARE(arrived[0].header("x-data-source"), "live");
    QVERIFY(rig.desk.log().entries().isEmpty());
}

void SandboxControlTest::controlRefusesWithASentence_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *path, const char *body) {
        QTest::addRow("%s %s", path, body) << QByteArray(path) << QByteArray(body);
    };
    row("/faults", "");
    row("/faults", "[]");
    row("/faults", "{}");
    row("/faults", R"({"rules":"* * hang"})");
    row("/faults", R"({"rules":[1]})");
    row("/faults", R"({"rules":["* * hang","* * hangs"]})");
    row("/mutate", "{");
    row("/mutate", "{}");
    row("/mutate", R"({"request":{"instance":"shop","method":"GET"}})");
    row("/mutate", R"({"request":{"instance":"shop","path":"/x"}})");
    row("/mutate", R"({"request":{"instance":"shop","method":"GET","path":"x"}})");
    row("/mutate", R"({"request":{"instance":"nowhere","method":"GET","path":"/x"}})");
    row("/mutate", R"({"request":{"method":"GET","path":"/x","headers":{"a":1}}})");
    row("/mutate", R"({"when":"GET *","request":{"method":"GET","path":"/x"}})");
    row("/mutate", R"({"when":{"match":"GET"},"request":{"method":"GET","path":"/x"}})");
    row("/mutate", R"({"when":{"match":"GET *","nth":0},"request":{"method":"GET","path":"/x"}})");
}

void SandboxControlTest::controlRefusesWithASentence()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    Rig rig;
    const HttpResponse answer = rig.control.handle("POST", path, body);
    QCOMPARE(answer.status, 400);
    const auto json = RawJson::parse(answer.body);
    QVERIFY(json);
    const auto message = json->member(u"message");
    QVERIFY(message && message->toString()->endsWith(QLatin1Char('.')));
    QVERIFY(rig.api.arrived().isEmpty());
    QVERIFY(!rig.desk.faults().take("GET", "/x"));
}

void SandboxControlTest::controlListsRequests()
{
    Rig rig;
    HttpRequest request = get("/x?branch=v1", 1);
    request.connection = 4;
    request.headers = {{"authorization", "Bearer made-up-token"}, {"x-a", "1"}, {"x-b", "2"}, {"x-a", "3"}};
    request.body = "\"ä\"";
    const qint64 n = rig.desk.log().add(request);
    rig.desk.log().add(get("/y", -1));
    rig.desk.log().setStatus(n, 404);
    const HttpResponse answer = rig.control.handle("GET", "/requests", {});
    const auto json = RawJson::parse(answer.body);
    QVERIFY(json);
    QCOMPARE(json->elements().size(), 2);
    QCOMPARE(
        json->elements()[0].text(),
        R"({"n":1,"instance":"studio","connection":4,"method":"GET","path":"/api:meta/x?branch=v1",)"
        R"("headers":{"authorization":"Bearer made-up-token","x-a":"1, 3","x-b":"2"},"body":"\"ä\"","status":404})");
    QCOMPARE(json->elements()[1].member(u"instance")->toString(), QStringLiteral("account"));
    QCOMPARE(json->elements()[1].member(u"status")->toInteger(), 0);
    QCOMPARE(rig.control.handle("GET", "/nothing", {}).status, 404);
    QCOMPARE(rig.control.handle("DELETE", "/requests", {}).status, 404);
}

void SandboxControlTest::resetComesBackToTheFirstRules()
{
    Rig rig;
    rig.desk.begin({QStringLiteral("shop")}, {}, *FaultList::parse({QStringLiteral("* * hang x1")}));
    QCOMPARE(rig.control.handle("POST", "/faults", R"({"rules":["* * 429"]})").status, 200);
    QCOMPARE(rig.desk.faults().take("GET", "/x")->kind, FaultKind::TooManyRequests);
    rig.desk.log().add(get("/x"));
    rig.control.handle("POST", "/mutate", R"({"when":{"match":"* *"},"request":{"method":"GET","path":"/x"}})");
    QCOMPARE(rig.control.handle("POST", "/reset", {}).status, 200);
    QCOMPARE(rig.desk.faults().take("GET", "/x")->kind, FaultKind::Hang);
    QVERIFY(!rig.desk.faults().take("GET", "/x"));
    QVERIFY(rig.desk.log().entries().isEmpty());
    rig.send(get("/x"));
    QCOMPARE(rig.api.arrived().size(), 1);
    QCOMPARE(rig.desk.log().entries().size(), 1);
    QCOMPARE(rig.desk.log().entries()[0].n, 1);
}

void SandboxControlTest::lateAnswersAreNotListedAfterAReset()
{
    RequestLog log;
    const qint64 late = log.add(get("/late"));
    log.clear();
    log.add(get("/next"));
    log.setStatus(late, 500);
    QCOMPARE(log.entries()[0].n, 1);
    QCOMPARE(log.entries()[0].status, 0);
    const qint64 second = log.add(get("/second"));
    log.setStatus(second, 200);
    QCOMPARE(log.entries()[1].status, 200);
}

void SandboxControlTest::theListIsBounded()
{
    RequestLog log;
    HttpRequest request = get("/x");
    request.body = QByteArray(8 * 1024 * 1024, 'x');
    qint64 last = 0;
    for (int i = 0; i < 10; ++i)
        last = log.add(request);
    log.setStatus(last, 200);
    const auto entries = log.entries();
    QCOMPARE(entries.size(), 7);
    QCOMPARE(entries.last().n, 10);
    QCOMPARE(entries.last().status, 200);
    request.body = QByteArray(65 * 1024 * 1024, 'x');
    log.add(request);
    QCOMPARE(log.entries().size(), 1);
}

void SandboxControlTest::pathsMayHaveThePrefix()
{
    Rig rig;
    rig.control.handle("POST", "/mutate", R"({"request":{"method":"GET","path":"/api:meta/workspace"}})");
    rig.control.handle("POST", "/mutate", R"({"request":{"method":"GET","path":"/workspace"}})");
    const auto arrived = rig.api.arrived();
    QCOMPARE(arrived.size(), 2);
    QCOMPARE(arrived[0].target, arrived[1].target);
}

METASCOPE_TEST(SandboxControlTest)
#include "sandboxcontroltest.moc"
