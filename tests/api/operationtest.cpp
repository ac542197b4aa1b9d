// SPDX-License-Identifier: GPL-3.0-or-later
// The life of one call: it settles once, whatever ends it, and keeps to the pace of the plan.
#include "tests/api/stubserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace metascope;
using namespace std::chrono_literals;
using test::ClientFixture;
using test::FakeClock;
using test::LoneSession;
using test::rawWorkspaces;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

/// Counts how often a reply settles, and how.
struct Count {
    explicit Count(const Reply<RawJson> &reply)
    {
        reply.then(&context, [this](const Result<RawJson> &result) {
            ++times;
            if (!result)
                last = result.error();
        });
    }
    QObject context;
    int times = 0;
    std::optional<Error> last;
};

/// A list that is long enough to be decoded on another thread.
QByteArray longList()
{
    return "[" + QByteArray(2'000'000, '1').replace("11", "1,") + "1]";
}

/// A session whose time stands still, beside a sandbox in the same time.
struct TimedFixture {
    explicit TimedFixture(sandbox::Plan plan)
    {
        sandbox::SandboxOptions options;
        options.api.plan = plan;
        options.clock = &clock;
        ready = *server.start(options);
        const ApiBase base = *ApiBase::fromUserInput(ready.instances.constFirst().url);
        vault.put(base.origin, std::make_shared<const Secret>(QByteArray(ready.token)));
        session
            = std::make_unique<Session>(Session::Address{InstanceId(QStringLiteral("t")), QStringLiteral("T"), base},
                                        vault, Session::Shared{policy, clock, false, test::quickOptions()});
    }
    /// Time passes, and whoever waits for it sees that.
    void pass(std::chrono::milliseconds time)
    {
        clock.advance(time);
        RateLimiter &limiter = session->client().limiter();
        limiter.cancel(limiter.acquire(Priority::Background, [] {}));
    }

    FakeClock clock;
    sandbox::Sandbox server;
    sandbox::Ready ready;
    TokenVault vault;
    test::NormalPolicy policy;
    std::unique_ptr<Session> session;
};

} // namespace

class OperationTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void abortsWhatWaitsForItsTurn();
    void abortsWhatWaitsToTryAgain();
    void abortsWhatIsBeingDecoded();
    void endsWithItsClient_data();
    void endsWithItsClient();
    void anAbortedWriteIsInDoubt();
    void aRefusedCallNeverCounts();
    void givesUpAfterFourTries();
    void theServersWordOnWhenWins();
    void aWriteIsNeverTriedAgain_data();
    void aWriteIsNeverTriedAgain();
    void waitsOutARefusalWithoutAWord();
    void keepsToThePlan();
    void asksAgainInSmallerPages();
    void followsPagesWithoutEnd();
};

void OperationTest::abortsWhatWaitsForItsTurn()
{
    StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
    const LoneSession session(server.url());
    session->client().limiter().setLimit(RateLimit{1, 1h});
    QVERIFY(waitFor(rawWorkspaces(*session)));
    const auto reply = rawWorkspaces(*session);
    Count count(reply);
    QCOMPARE(session->client().limiter().queued(), 1);
    QCOMPARE(session->client().running(), 1);
    reply.abort();
    QCOMPARE(session->client().limiter().queued(), 0);
    QCOMPARE(session->client().running(), 0);
    QTRY_COMPARE(count.times, 1);
    QCOMPARE(count.last->kind, ErrorKind::Cancelled);
    QCOMPARE(count.last->delivery, Delivery::NotSent);
    QCOMPARE(server.requests.size(), 1);
}

void OperationTest::abortsWhatWaitsToTryAgain()
{
    ClientOptions options = test::quickOptions();
    options.backoff = {1h, 1h};
    StubServer server([](const StubRequest &) { return stubAnswer("{}", "503 Busy"); });
    const LoneSession session(server.url(), options);
    QSignalSpy finished(&session->client().traffic(), &TrafficLog::finished);
    const auto reply = rawWorkspaces(*session);
    Count count(reply);
    QTRY_COMPARE(finished.count(), 1);
    reply.abort();
    QCOMPARE(session->client().running(), 0);
    QTRY_COMPARE(count.times, 1);
    QCOMPARE(count.last->kind, ErrorKind::Cancelled);
    QCOMPARE(server.requests.size(), 1);
}

void OperationTest::abortsWhatIsBeingDecoded()
{
    const QByteArray list = longList();
    StubServer server([&list](const StubRequest &) { return stubAnswer(list); });
    const LoneSession session(server.url());
    const auto reply = rawWorkspaces(*session);
    Count count(reply);
    // The news of the end of the call comes before that of the decoding, which goes by the event loop.
    QObject::connect(&session->client(), &ApiClient::runningChanged, &count.context, [&reply](int running) {
        if (running == 0)
            reply.abort();
    });
    QTRY_COMPARE(count.times, 1);
    QVERIFY(count.last);
    QCOMPARE(count.last->kind, ErrorKind::Cancelled);
    QCOMPARE(session->client().running(), 0);
}

void OperationTest::endsWithItsClient_data()
{
    QTest::addColumn<QString>("when");
    for (const char *when : {"queued", "under way", "between tries", "decoding", "in its own answer"})
        QTest::newRow(when) << QString::fromLatin1(when);
}

void OperationTest::endsWithItsClient()
{
    QFETCH(QString, when);
    const QByteArray list = longList();
    StubServer server([&](const StubRequest &) {
        if (when == QLatin1String("under way"))
            return QByteArray();
        if (when == QLatin1String("between tries"))
            return stubAnswer("{}", "503 Busy");
        return stubAnswer(when == QLatin1String("decoding") ? list : QByteArrayLiteral("[]"));
    });
    ClientOptions options = test::quickOptions();
    options.backoff = {1h, 1h};
    LoneSession session(server.url(), options);
    ApiClient &client = session->client();
    if (when == QLatin1String("queued"))
        client.limiter().refused(1h);
    QSignalSpy finished(&client.traffic(), &TrafficLog::finished);
    Count count(rawWorkspaces(*session));
    if (when == QLatin1String("in its own answer")) {
        QObject owner;
        rawWorkspaces(*session).then(&owner, [&session](const Result<RawJson> &) { session.session.reset(); });
        QTRY_VERIFY(!session.session);
        QTRY_COMPARE(count.times, 1);
        return;
    }
    if (when == QLatin1String("under way"))
        QTRY_COMPARE(server.requests.size(), 1);
    else if (when == QLatin1String("between tries"))
        QTRY_COMPARE(finished.count(), 1);
    else if (when == QLatin1String("decoding"))
        QObject::connect(&client.traffic(), &TrafficLog::finished, &count.context, [&session] {
            QTimer::singleShot(0, &session->client(), [&session] { session.session.reset(); });
        });
    if (when == QLatin1String("decoding"))
        QTRY_VERIFY(!session.session);
    else
        session.session.reset();
    QTRY_COMPARE(count.times, 1);
    if (when != QLatin1String("decoding")) { // there the answer may have been quicker
        QVERIFY(count.last);
        QCOMPARE(count.last->kind, ErrorKind::Cancelled);
    }
}

void OperationTest::anAbortedWriteIsInDoubt()
{
    StubServer server([](const StubRequest &) { return QByteArray(); });
    const LoneSession session(server.url());
    Request request = TableGateway::removal(WorkspaceId(1), TableId(7));
    const auto ticket = *session->gate().issue(WorkspaceId(1), Confirmation::Review, {{request, {}}});
    const auto reply = session->tables().write(request, ticket);
    Count count(reply);
    QTRY_COMPARE(server.requests.size(), 1);
    reply.abort();
    QTRY_COMPARE(count.times, 1);
    QCOMPARE(count.last->kind, ErrorKind::Cancelled);
    QCOMPARE(count.last->delivery, Delivery::Unknown);
    QVERIFY(mayHaveTakenEffect(*count.last));
    QCOMPARE(server.requests.size(), 1);
}

void OperationTest::aRefusedCallNeverCounts()
{
    StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
    const LoneSession session(server.url());
    QSignalSpy running(&session->client(), &ApiClient::runningChanged);
    const Request request = TableGateway::removal(WorkspaceId(1), TableId(7));
    const auto refused
        = waitFor(session->client().send<Done>(request, [](const RawJson &) { return Result<Done>(Done{}); }));
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    Request incomplete;
    incomplete.endpoint = EndpointId::TableList;
    incomplete.args = {QStringLiteral("1")};
    const auto noBranch
        = waitFor(session->client().send<Done>(incomplete, [](const RawJson &) { return Result<Done>(Done{}); }));
    QCOMPARE(noBranch.error().kind, ErrorKind::Refused);
    QCOMPARE(running.count(), 0);
    QCOMPARE(server.connections, 0);
    QVERIFY(session->client().traffic().entries().empty());
}

void OperationTest::givesUpAfterFourTries()
{
    StubServer server([](const StubRequest &) { return stubAnswer("{}", "503 Busy"); });
    const LoneSession session(server.url());
    const auto json = waitFor(rawWorkspaces(*session));
    QCOMPARE(json.error().kind, ErrorKind::Server);
    QCOMPARE(json.error().httpStatus, 503);
    QCOMPARE(server.requests.size(), 4);
}

void OperationTest::theServersWordOnWhenWins()
{
    QByteArray pause = "1";
    StubServer server(
        [&pause](const StubRequest &) { return stubAnswer("{}", "503 Busy", "Retry-After: " + pause + "\r\n"); });
    const LoneSession session(server.url());
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!waitFor(rawWorkspaces(*session)));
    QCOMPARE(server.requests.size(), 4);
    QVERIFY2(timer.elapsed() >= 2900, "three times a second, not the milliseconds of its own");
    // Longer than the call may take at all: that is for a person to decide.
    pause = "3600";
    const auto error = waitFor(rawWorkspaces(*session)).error();
    QCOMPARE(error.kind, ErrorKind::Server);
    QCOMPARE(error.retryAfter, 3'600'000ms);
    QCOMPARE(server.requests.size(), 5);
}

void OperationTest::aWriteIsNeverTriedAgain_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("429") << QByteArray("429 Slow\r\nRetry-After: 0") << ErrorKind::RateLimited;
    QTest::newRow("502") << QByteArray("502 Bad") << ErrorKind::Server;
    QTest::newRow("503") << QByteArray("503 Busy\r\nRetry-After: 0") << ErrorKind::Server;
    QTest::newRow("504") << QByteArray("504 Late") << ErrorKind::Server;
}

void OperationTest::aWriteIsNeverTriedAgain()
{
    QFETCH(QByteArray, status);
    QFETCH(ErrorKind, kind);
    StubServer server([&status](const StubRequest &) { return stubAnswer("{}", status); });
    const LoneSession session(server.url());
    const Request request = TableGateway::removal(WorkspaceId(1), TableId(7));
    const auto ticket = *session->gate().issue(WorkspaceId(1), Confirmation::Review, {{request, {}}});
    QCOMPARE(waitFor(session->tables().write(request, ticket)).error().kind, kind);
    // Neither by the client nor on the same ticket.
    QCOMPARE(waitFor(session->tables().write(request, ticket)).error().kind, ErrorKind::Refused);
    QCOMPARE(server.requests.size(), 1);
}

void OperationTest::waitsOutARefusalWithoutAWord()
{
    TimedFixture fixture(sandbox::Plan::Paid);
    RateLimiter &limiter = fixture.session->client().limiter();
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET /workspace 429 x1")}));
    const auto reply = fixture.session->workspaces().list();
    QTRY_COMPARE(limiter.queued(), 1);
    QCOMPARE(limiter.untilNext(), 20'000ms);
    QCOMPARE(limiter.limit(), RateLimit{});
    fixture.pass(19'999ms);
    QCOMPARE(fixture.server.requests().size(), 1);
    fixture.pass(1ms);
    QVERIFY(waitFor(reply));
    QCOMPARE(fixture.server.requests().size(), 2);

    // One that never ends is an error, after four times.
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET /workspace 429")}));
    const auto refused = fixture.session->workspaces().list();
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE(limiter.queued(), 1);
        fixture.pass(20s);
    }
    const auto error = waitFor(refused).error();
    QCOMPARE(error.kind, ErrorKind::RateLimited);
    QCOMPARE(error.delivery, Delivery::Answered);
    QVERIFY(!error.retryAfter);
    QCOMPARE(fixture.server.requests().size(), 6);
}

void OperationTest::keepsToThePlan()
{
    TimedFixture fixture(sandbox::Plan::Free);
    fixture.session->client().limiter().setLimit(RateLimit{});
    QList<Reply<QList<Workspace>>> replies;
    for (int i = 0; i < 24; ++i)
        replies.append(fixture.session->workspaces().list());
    const auto isOver
        = [&replies] { return std::ranges::all_of(replies, [](const auto &reply) { return reply.isSettled(); }); };
    while (!isOver()) {
        QTRY_COMPARE(fixture.session->client().running(), fixture.session->client().limiter().queued());
        fixture.pass(1s);
    }
    for (const auto &reply : std::as_const(replies))
        QVERIFY(waitFor(reply));
    const auto requests = fixture.server.requests();
    QCOMPARE(requests.size(), 24);
    for (const auto &each : requests)
        QCOMPARE(each.status, 200);
}

void OperationTest::asksAgainInSmallerPages()
{
    StubServer server([](const StubRequest &request) {
        return request.target.contains("per_page=500") ? stubAnswer(R"([{"id":1,"name":"a"}])")
                                                       : stubAnswer(R"({"code":"ERROR_CODE_INPUT_ERROR"})", "400 No");
    });
    const LoneSession session(server.url());
    const auto list
        = waitFor(session->objects().list(Kind::Table, {WorkspaceId(1), BranchLabel(QStringLiteral("v1")), {}}));
    QVERIFY(list);
    QCOMPARE(list->size(), 1);
    QCOMPARE(server.requests.size(), 2);
}

void OperationTest::followsPagesWithoutEnd()
{
    // A server that always names the same next page must not be asked for ever.
    StubServer server([](const StubRequest &) { return stubAnswer(R"({"items":[{"id":1}],"nextPage":2})"); });
    const LoneSession session(server.url());
    const auto list
        = waitFor(session->objects().list(Kind::Table, {WorkspaceId(1), BranchLabel(QStringLiteral("v1")), {}}));
    QVERIFY(list);
    QCOMPARE(server.requests.size(), 2);
}

METASCOPE_TEST(OperationTest)
#include "operationtest.moc"
