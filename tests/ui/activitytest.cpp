// SPDX-License-Identifier: GPL-3.0-or-later
// The dock "Activity" and the budget in the status bar, over clients whose server answers what a test says.
#include "tests/api/house.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"
#include "tests/ui/activityviews.h"
#include "tests/ui/tokensviews.h"
#include "ui/activity/activityfeed.h"
#include "ui/activity/budgetmeter.h"

#include <QtWidgets/QStatusBar>

using namespace metascope;
using namespace std::chrono_literals;
using test::ActivityViews;
using test::rawWorkspaces;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

const QByteArray tokenText = "made-up-token-0001";

} // namespace

class ActivityTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallUnderWayIsCancelled()
    {
        ActivityViews bench([](const StubRequest &) { return QByteArray(); });
        bench.watch();
        const Reply<RawJson> first = rawWorkspaces(*bench.session);
        const Reply<RawJson> second = rawWorkspaces(*bench.session);
        QTRY_COMPARE(bench.calls()->model()->rowCount(), 2);
        QCOMPARE(bench.find<QLabel>("activitySummary")->text(), QStringLiteral("2 requests under way or waiting"));
        QVERIFY(!bench.button("cancelRequest")->isEnabled());
        bench.calls()->setCurrentIndex(bench.calls()->model()->index(0, 0));
        QVERIFY(bench.button("cancelRequest")->isEnabled());
        QTRY_COMPARE(bench.server.requests.size(), 2);
        bench.button("cancelRequest")->click();
        QCOMPARE(bench.calls()->model()->rowCount(), 1);
        QVERIFY(first.isSettled());
        QVERIFY(!second.isSettled());
        // The same from the keyboard.
        bench.calls()->setCurrentIndex(bench.calls()->model()->index(0, 0));
        bench.calls()->setFocus();
        QTest::keyClick(bench.calls(), Qt::Key_Delete);
        QTRY_VERIFY(second.isSettled());
        QCOMPARE(waitFor(second).error().kind, ErrorKind::Cancelled);
    }

    void whatFailedTellsItsWholeReason()
    {
        ActivityViews bench(
            [](const StubRequest &) { return stubAnswer(R"({"message":"<b>made up</b>"})", "500 Failed"); });
        bench.watch();
        QVERIFY(!waitFor(rawWorkspaces(*bench.session)));
        QTRY_COMPARE(bench.calls()->model()->rowCount(), 1);
        bench.calls()->setCurrentIndex(bench.calls()->model()->index(0, 0));
        const auto *detail = bench.find<QLabel>("activityDetail");
        QVERIFY(detail->isVisible());
        QVERIFY2(detail->text().contains(QStringLiteral("The server failed: <b>made up</b>")),
                 qPrintable(detail->text()));
        QCOMPARE(detail->textFormat(), Qt::PlainText);
        QVERIFY(!bench.button("cancelRequest")->isEnabled());
        bench.button("clearFailed")->click();
        QCOMPARE(bench.calls()->model()->rowCount(), 0);
    }

    void theMeterIsThereOnlyWithALimit()
    {
        test::FakeClock clock;
        auto limiter = std::make_unique<RateLimiter>(clock);
        Translations translations;
        QMainWindow window;
        auto *meter = new BudgetMeter;
        window.statusBar()->addPermanentWidget(meter);
        window.show();
        QVERIFY(!meter->isVisible());
        meter->setLimiter(limiter.get());
        QVERIFY(!meter->isVisible());
        limiter->setLimit(RateLimit{});
        QVERIFY(meter->isVisible());
        for (int i = 0; i < 3; ++i)
            limiter->acquire(Priority::Foreground, [] {});
        QCOMPARE(meter->text(), QStringLiteral("about 7 of 10 requests left (counted here)"));
        QCOMPARE(meter->accessibleName(), meter->text());
        QVERIFY(meter->toolTip().contains(QStringLiteral("are not seen")));
        clock.advance(8s);
        for (int i = 0; i < 10; ++i)
            limiter->acquire(Priority::Foreground, [] {});
        QCOMPARE(meter->text(), QStringLiteral("waits 12 s: the plan allows 10 requests in 20 s, 3 requests wait"));
        // The countdown goes on without anything happening.
        clock.advance(1s);
        QTRY_VERIFY(meter->text().startsWith(QStringLiteral("waits 11 s")));
        limiter.reset();
        QVERIFY(!meter->isVisible());
        meter->setLimiter(nullptr);
    }

    void theTablesFollowTheInstances()
    {
        StubServer server([](const StubRequest &) { return stubAnswer("[]"); });
        test::House<test::MoodyStore> house;
        TrafficModel traffic;
        ActivityModel activity;
        const ActivityFeed feed(house.sessions, activity, traffic);
        const InstanceId id = house.add(TokenPlace::Session, server.url());
        QVERIFY(waitFor(house.memory.write(tokenKeyOf(*house.registry.find(id)), Secret(QByteArray(tokenText)))));
        const auto session = waitFor(house.sessions.open(id));
        QVERIFY(session);
        QCOMPARE(traffic.instances().size(), 1);
        QVERIFY(waitFor(rawWorkspaces(**session)));
        QCOMPARE(traffic.rowCount(), 1);
        QCOMPARE(traffic.index(0, TrafficModel::InstanceColumn).data().toString(), QStringLiteral("Acme"));
        house.sessions.close(id);
        QCOMPARE(traffic.rowCount(), 0);
        QCOMPARE(activity.rowCount(), 0);
        QVERIFY(traffic.instances().isEmpty());
    }
};

METASCOPE_TEST(ActivityTest)
#include "activitytest.moc"
