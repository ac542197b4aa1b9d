// SPDX-License-Identifier: GPL-3.0-or-later
// The table "Activity" and the words of a budget, over a client whose server answers what a test says.
#include "app/model/activitymodel.h"
#include "app/model/budgetwords.h"
#include "tests/api/stubserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace metascope;
using namespace std::chrono_literals;
using test::LoneSession;
using test::rawWorkspaces;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

const InstanceId lone(QStringLiteral("lone"));

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class ActivityModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatRunsIsListedUntilItEnds()
    {
        StubServer server([](const StubRequest &) { return QByteArray(); });
        LoneSession session(server.url());
        ActivityModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.watch(lone, QStringLiteral("Lone"), session->client());
        QCOMPARE(model.rowCount(), 0);
        const Reply<RawJson> reply = rawWorkspaces(*session);
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(cell(model, 0, ActivityModel::CallColumn), QStringLiteral("GET /workspace"));
        QCOMPARE(cell(model, 0, ActivityModel::InstanceColumn), QStringLiteral("Lone"));
        QCOMPARE(cell(model, 0, ActivityModel::StateColumn), QStringLiteral("under way for 0 s"));
        QCOMPARE(model.running(), 1);
        QVERIFY(model.canCancel(model.index(0, 0)));
        model.cancel(model.index(0, 0));
        QCOMPARE(model.rowCount(), 0); // at once, and a read leaves nothing behind
        QCOMPARE(waitFor(reply).error().kind, ErrorKind::Cancelled);
        QCOMPARE(resets.count(), 0);
    }

    void aCancelledWriteSaysWhatTheServerMayHaveDone()
    {
        StubServer server([](const StubRequest &) { return QByteArray(); });
        LoneSession session(server.url());
        ActivityModel model;
        model.watch(lone, QStringLiteral("Lone"), session->client());
        Request request;
        request.endpoint = EndpointId::SchemaRename;
        request.args = {QStringLiteral("1"), QStringLiteral("1")};
        request.body = *RawJson::parse(R"({"old_name":"a","new_name":"b"})");
        request.ticket = *session->gate().issue(WorkspaceId(1), Confirmation::Review, {{request, {}}});
        const auto reply = session->client().send<Done>(request, [](const RawJson &) { return Result<Done>(Done{}); });
        QTRY_COMPARE(server.requests.size(), 1);
        model.refresh();
        model.cancel(model.index(0, 0));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.running(), 0);
        QVERIFY(model.hasFailed());
        QVERIFY(!model.canCancel(model.index(0, 0)));
        const QString state = cell(model, 0, ActivityModel::StateColumn);
        QVERIFY2(state.endsWith(QStringLiteral("Cancelled. The server may still have carried it out: read the state "
                                               "again.")),
                 qPrintable(state));
        model.clearFailed();
        QCOMPARE(model.rowCount(), 0);
    }

    void whatWaitsSaysWhyAndUntilWhen()
    {
        StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
        LoneSession session(server.url());
        session->client().limiter().setLimit(RateLimit{1, 20s});
        ActivityModel model;
        QAbstractItemModelTester tester(&model);
        model.watch(lone, QStringLiteral("Lone"), session->client());
        QVERIFY(waitFor(rawWorkspaces(*session)));
        const QList<Reply<RawJson>> replies{rawWorkspaces(*session), rawWorkspaces(*session)};
        QTRY_COMPARE(model.rowCount(), 2);
        const QString first = cell(model, 0, ActivityModel::StateColumn);
        QVERIFY2(first == QStringLiteral("waits for its turn, about 20 s: the plan allows 1 request(s) in 20 s"),
                 qPrintable(first));
        QVERIFY2(cell(model, 1, ActivityModel::StateColumn).contains(QStringLiteral("about 40 s")),
                 qPrintable(cell(model, 1, ActivityModel::StateColumn)));
        // Both go down while somebody looks.
        QTRY_VERIFY(cell(model, 0, ActivityModel::StateColumn).contains(QStringLiteral("about 19 s")));
        model.cancel(model.index(0, 0));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!cell(model, 0, ActivityModel::StateColumn).contains(QStringLiteral("about 3")));
    }

    void failuresComeLatestFirst()
    {
        int count = 0;
        StubServer server([&count](const StubRequest &) {
            return ++count == 1 ? stubAnswer("{}", "404 Gone") : stubAnswer("{}", "500 Failed");
        });
        LoneSession session(server.url());
        ActivityModel model;
        model.watch(lone, QStringLiteral("Lone"), session->client());
        QVERIFY(!waitFor(rawWorkspaces(*session)));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QTRY_VERIFY(QDateTime::currentDateTimeUtc() > now);
        QVERIFY(!waitFor(rawWorkspaces(*session)));
        QTRY_COMPARE(model.rowCount(), 2);
        QVERIFY(cell(model, 0, ActivityModel::StateColumn).contains(QStringLiteral("The server failed")));
        QVERIFY(cell(model, 1, ActivityModel::StateColumn).contains(QStringLiteral("Not found (404)")));
        model.unwatch(lone);
        QCOMPARE(model.rowCount(), 0);
    }

    void itStandsStillWhileNobodyLooks()
    {
        StubServer server([](const StubRequest &) { return stubAnswer("{}", "404 Gone"); });
        LoneSession session(server.url());
        ActivityModel model;
        model.watch(lone, QStringLiteral("Lone"), session->client());
        model.setLive(false);
        QSignalSpy refreshed(&model, &ActivityModel::refreshed);
        QVERIFY(!waitFor(rawWorkspaces(*session)));
        // What would have come comes before this.
        bool isLater = false;
        QTimer::singleShot(200ms, &model, [&isLater] { isLater = true; });
        QTRY_VERIFY(isLater);
        QCOMPARE(refreshed.count(), 0);
        model.setLive(true);
        QCOMPARE(model.rowCount(), 1);
    }

    void aClientMayGoFirst()
    {
        StubServer server([](const StubRequest &) { return QByteArray(); });
        auto session = std::make_unique<LoneSession>(server.url());
        ActivityModel model;
        model.watch(lone, QStringLiteral("Lone"), (*session)->client());
        const Reply<RawJson> reply = rawWorkspaces(**session);
        QTRY_COMPARE(model.rowCount(), 1);
        session.reset();
        model.refresh();
        QCOMPARE(model.rowCount(), 0);
        model.unwatch(lone);
    }

    void aBudgetInWords()
    {
        test::FakeClock clock;
        RateLimiter limiter(clock);
        QCOMPARE(budgetwords::status(limiter), QString());
        limiter.setLimit(RateLimit{});
        QCOMPARE(budgetwords::status(limiter), QStringLiteral("about 10 of 10 request(s) left (counted here)"));
        for (int i = 0; i < 3; ++i)
            limiter.acquire(Priority::Foreground, [] {});
        QCOMPARE(budgetwords::status(limiter), QStringLiteral("about 7 of 10 request(s) left (counted here)"));
        clock.advance(8s);
        for (int i = 0; i < 10; ++i)
            limiter.acquire(Priority::Foreground, [] {});
        QCOMPARE(budgetwords::status(limiter),
                 QStringLiteral("waits 12 s: the plan allows 10 request(s) in 20 s, 3 request(s) wait"));
        clock.advance(500ms);
        QVERIFY(budgetwords::status(limiter).startsWith(QStringLiteral("waits 12 s"))); // never less than it takes
        clock.advance(501ms);
        QVERIFY(budgetwords::status(limiter).startsWith(QStringLiteral("waits 11 s")));
        QVERIFY(budgetwords::explanation(limiter).contains(QStringLiteral("are not seen")));
    }

    void aRefusalPauses()
    {
        test::FakeClock clock;
        RateLimiter limiter(clock);
        limiter.refused(std::nullopt);
        QCOMPARE(budgetwords::status(limiter),
                 QStringLiteral("paused for 20 s: the instance refused a request (the plan allows 10 request(s) in 20 "
                                "s)"));
        clock.advance(20s);
        QCOMPARE(budgetwords::status(limiter), QStringLiteral("about 10 of 10 request(s) left (counted here)"));
    }
};

METASCOPE_TEST(ActivityModelTest)
#include "activitymodeltest.moc"
