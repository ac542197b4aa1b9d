// SPDX-License-Identifier: GPL-3.0-or-later
// What a client has under way can be seen and given up, one call at a time.
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace std::chrono_literals;
using test::LoneSession;
using test::rawWorkspaces;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

QByteArray silence(const StubRequest &)
{
    return {};
}

Reply<Done> rename(Session &session)
{
    Request request;
    request.endpoint = EndpointId::SchemaRename;
    request.args = {QStringLiteral("1"), QStringLiteral("1")};
    request.body = *RawJson::parse(R"({"old_name":"a","new_name":"b"})");
    request.ticket = *session.gate().issue(WorkspaceId(1), Confirmation::Review, {{request, {}}});
    return session.client().send<Done>(request, [](const RawJson &) { return Result<Done>(Done{}); });
}

} // namespace

class CallsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWaitingCallIsGivenUpUnsent()
    {
        StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
        LoneSession session(server.url());
        CallList &calls = session->client().calls();
        session->client().limiter().setLimit(RateLimit{1, 20s});
        QVERIFY(waitFor(rawWorkspaces(*session)));
        const Reply<RawJson> reply = rawWorkspaces(*session);
        QCOMPARE(calls.running().size(), std::size_t(1));
        QCOMPARE(calls.running().front().stage, Call::Stage::Waiting);
        QCOMPARE(calls.running().front().title, QStringLiteral("GET /workspace"));
        QVERIFY(calls.abort(calls.running().front().number));
        const auto result = waitFor(reply);
        QCOMPARE(result.error().kind, ErrorKind::Cancelled);
        QCOMPARE(result.error().delivery, Delivery::NotSent);
        QVERIFY(calls.running().empty());
        QVERIFY(calls.failed().empty());
        QCOMPARE(session->client().limiter().queued(), 0);
        QCOMPARE(server.requests.size(), 1);
    }

    void aReadUnderWayIsGivenUp()
    {
        StubServer server(silence);
        LoneSession session(server.url());
        CallList &calls = session->client().calls();
        const Reply<RawJson> reply = rawWorkspaces(*session);
        QTRY_COMPARE(server.requests.size(), 1);
        const Call call = calls.running().front();
        QCOMPARE(call.stage, Call::Stage::UnderWay);
        QCOMPARE(call.attempts, 1);
        QVERIFY(!call.isWrite);
        QVERIFY(calls.abort(call.number));
        QVERIFY(reply.isSettled());
        QCOMPARE(waitFor(reply).error().kind, ErrorKind::Cancelled);
        QVERIFY(calls.failed().empty()); // a read that was given up has no consequence
        QCOMPARE(session->client().traffic().entries().back().error, ErrorKind::Cancelled);
        QVERIFY(!calls.abort(call.number)); // it has ended
        QVERIFY(!calls.abort(call.number + 1)); // there is none
    }

    void aWriteThatLeftMayHaveBeenCarriedOut()
    {
        StubServer server(silence);
        LoneSession session(server.url());
        CallList &calls = session->client().calls();
        const Reply<Done> reply = rename(*session);
        QTRY_COMPARE(server.requests.size(), 1);
        const Call call = calls.running().front();
        QVERIFY(call.isWrite);
        QVERIFY(calls.abort(call.number));
        const auto result = waitFor(reply);
        QCOMPARE(result.error().kind, ErrorKind::Cancelled);
        QCOMPARE(result.error().delivery, Delivery::Unknown);
        QVERIFY(calls.running().empty());
        QCOMPARE(calls.failed().size(), std::size_t(1));
        const Call &failed = calls.failed().back();
        QCOMPARE(failed.stage, Call::Stage::Ended);
        QVERIFY(failed.error && mayHaveTakenEffect(*failed.error));
        QVERIFY2(describe(*failed.error).contains(QStringLiteral("The server may still have carried it out")),
                 qPrintable(describe(*failed.error)));
        // It is not sent again, nor does the next call suffer.
        QCOMPARE(server.requests.size(), 1);
        calls.forgetFailed();
        QVERIFY(calls.failed().empty());
    }

    void aWaitingWriteIsGivenUpUnsent()
    {
        StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
        LoneSession session(server.url());
        session->client().limiter().refused(20s);
        const Reply<Done> reply = rename(*session);
        QVERIFY(session->client().calls().abort(session->client().calls().running().front().number));
        QCOMPARE(waitFor(reply).error().delivery, Delivery::NotSent);
        QVERIFY(session->client().calls().failed().empty());
        QVERIFY(server.requests.isEmpty());
    }

    void aPauseBeforeTheNextTryIsSeenAndGivenUp()
    {
        StubServer server(
            [](const StubRequest &) { return stubAnswer("{}", "503 Unavailable", "Retry-After: 2\r\n"); });
        LoneSession session(server.url());
        CallList &calls = session->client().calls();
        const Reply<RawJson> reply = rawWorkspaces(*session);
        QTRY_COMPARE(calls.running().front().stage, Call::Stage::Pausing);
        QCOMPARE(calls.running().front().pause, 2000ms);
        QVERIFY(calls.abort(calls.running().front().number));
        QCOMPARE(waitFor(reply).error().kind, ErrorKind::Cancelled);
        QCOMPARE(server.requests.size(), 1);
    }

    void failuresAreKeptWithTheirReason()
    {
        StubServer server([](const StubRequest &) { return stubAnswer(R"({"message":"made up"})", "500 Failed"); });
        LoneSession session(server.url());
        CallList &calls = session->client().calls();
        for (std::size_t i = 0; i < CallList::mostFailed + 2; ++i)
            QCOMPARE(waitFor(rawWorkspaces(*session)).error().kind, ErrorKind::Server);
        QCOMPARE(calls.failed().size(), CallList::mostFailed);
        QCOMPARE(calls.failed().back().error->httpStatus, 500);
        QCOMPARE(calls.failed().back().number, quint64(CallList::mostFailed + 2));
    }

    void theOrderOfTurnsIsTheLimiters()
    {
        StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
        LoneSession session(server.url());
        session->client().limiter().refused(20s);
        const auto send = [&session](Priority priority) {
            Request request;
            request.endpoint = EndpointId::WorkspaceList;
            request.priority = priority;
            return session->client().send<RawJson>(request, [](const RawJson &json) { return Result<RawJson>(json); });
        };
        const QList<Reply<RawJson>> replies{send(Priority::Background), send(Priority::Foreground),
                                            send(Priority::Background), send(Priority::Foreground)};
        QList<quint64> order;
        const auto waiting = session->client().calls().waiting();
        for (const Call *call : waiting)
            order.append(call->number);
        QCOMPARE(order, (QList<quint64>{2, 4, 1, 3}));
    }

    void everythingEndsWithTheClient()
    {
        StubServer server(silence);
        auto session = std::make_unique<LoneSession>(server.url());
        const Reply<RawJson> reply = rawWorkspaces(**session);
        QTRY_COMPARE(server.requests.size(), 1);
        session.reset();
        QCOMPARE(waitFor(reply).error().kind, ErrorKind::Cancelled);
    }
};

METASCOPE_TEST(CallsTest)
#include "callstest.moc"
