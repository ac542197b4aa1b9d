// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/ratelimiter.h"
#include "app/base/backoff.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace std::chrono_literals;

class RateLimiterTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsAtOnceWithoutABudget();
    void holdsBackBeyondTheBudget();
    void putsForegroundFirst();
    void learnsFromARefusal();
    void believesRetryAfter();
    void forgetsACancelledCall();
    void backsOff();
    void keepsToTheBudgetOverTime();
    void countsFromTheAnswer();
    void aRefusalDoesNotShortenThePause();
    void theTimerGoesOn();
    void tellsEachOneItsTurn();
};

void RateLimiterTest::startsAtOnceWithoutABudget()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    int started = 0;
    for (int i = 0; i < 50; ++i)
        limiter.acquire(Priority::Foreground, [&started] { ++started; });
    QCOMPARE(started, 50);
    QVERIFY(!limiter.remaining());
}

void RateLimiterTest::holdsBackBeyondTheBudget()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    limiter.setLimit(RateLimit{3, 20s});
    int started = 0;
    for (int i = 0; i < 5; ++i)
        limiter.acquire(Priority::Foreground, [&started] { ++started; });
    QCOMPARE(started, 3);
    QCOMPARE(limiter.queued(), 2);
    QCOMPARE(limiter.remaining(), 0);
    QCOMPARE(limiter.untilNext(), 20'000ms);
    clock.advance(20s);
    limiter.acquire(Priority::Foreground, [&started] { ++started; });
    QCOMPARE(started, 6);
}

void RateLimiterTest::putsForegroundFirst()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    limiter.setLimit(RateLimit{1, 20s});
    QStringList order;
    limiter.acquire(Priority::Background, [&order] { order += QStringLiteral("first"); });
    limiter.acquire(Priority::Background, [&order] { order += QStringLiteral("background"); });
    limiter.acquire(Priority::Foreground, [&order] { order += QStringLiteral("foreground"); });
    clock.advance(20s);
    limiter.setLimit(RateLimit{2, 20s});
    QCOMPARE(order, (QStringList{QStringLiteral("first"), QStringLiteral("foreground"), QStringLiteral("background")}));
}

void RateLimiterTest::learnsFromARefusal()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    limiter.refused(std::nullopt);
    QCOMPARE(limiter.limit(), RateLimit{});
    int started = 0;
    limiter.acquire(Priority::Foreground, [&started] { ++started; });
    QCOMPARE(started, 0);
    QCOMPARE(limiter.untilNext(), 20'000ms);
}

void RateLimiterTest::believesRetryAfter()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    limiter.refused(3s);
    limiter.acquire(Priority::Foreground, [] {});
    QCOMPARE(limiter.untilNext(), 3'000ms);
}

void RateLimiterTest::forgetsACancelledCall()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    bool started = false;
    limiter.setLimit(RateLimit{1, 20s});
    limiter.acquire(Priority::Foreground, [] {});
    const auto slot = limiter.acquire(Priority::Foreground, [&started] { started = true; });
    limiter.cancel(slot);
    QCOMPARE(limiter.queued(), 0);
    clock.advance(20s);
    limiter.acquire(Priority::Foreground, [] {});
    QVERIFY(!started);
}

void RateLimiterTest::backsOff()
{
    constexpr Backoff backoff{500ms, 8000ms};
    QCOMPARE(backoff.delay(0, 1.0), 500ms);
    QCOMPARE(backoff.delay(1, 1.0), 1000ms);
    QCOMPARE(backoff.delay(2, 1.0), 2000ms);
    QCOMPARE(backoff.delay(2, 0.0), 1000ms);
    QCOMPARE(backoff.delay(60, 1.0), 8000ms);
}

void RateLimiterTest::keepsToTheBudgetOverTime()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    limiter.setLimit(RateLimit{}); // 10 in 20 s
    QList<Clock::TimePoint> starts;
    for (int i = 0; i < 95; ++i)
        limiter.acquire(Priority::Background, [&] { starts.append(clock.now()); });
    // Time passes in small steps; each poke lets go what may go.
    while (starts.size() < 96) {
        clock.advance(250ms);
        limiter.acquire(Priority::Background, [&] { starts.append(clock.now()); });
    }
    for (qsizetype i = 10; i < starts.size(); ++i)
        QVERIFY2(starts[i] - starts[i - 10] >= 20s, qPrintable(QString::number(i)));
}

void RateLimiterTest::countsFromTheAnswer()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    limiter.setLimit(RateLimit{1, 20s});
    const auto slot = limiter.acquire(Priority::Foreground, [] {});
    clock.advance(8s); // a slow line: the server may have counted it only now
    limiter.ended(slot);
    limiter.ended(slot);
    bool started = false;
    limiter.acquire(Priority::Foreground, [&started] { started = true; });
    QCOMPARE(limiter.untilNext(), 20'000ms);
    clock.advance(12s);
    limiter.ended(12345);
    QVERIFY(!started);
    QCOMPARE(limiter.untilNext(), 8'000ms);
    clock.advance(8s);
    limiter.setLimit(RateLimit{1, 19s});
    QVERIFY(started);
}

void RateLimiterTest::aRefusalDoesNotShortenThePause()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    limiter.acquire(Priority::Foreground, [] {});
    limiter.refused(std::nullopt);
    limiter.refused(1s); // a second call of the same burst
    limiter.acquire(Priority::Foreground, [] {});
    QCOMPARE(limiter.untilNext(), 20'000ms);
    QCOMPARE(limiter.pause(), 20'000ms);
}

void RateLimiterTest::theTimerGoesOn()
{
    const SteadyClock clock;
    RateLimiter limiter(clock);
    limiter.setLimit(RateLimit{1, 50ms});
    int started = 0;
    for (int i = 0; i < 3; ++i)
        limiter.acquire(Priority::Foreground, [&started] { ++started; });
    QCOMPARE(started, 1);
    QTRY_COMPARE(started, 3);
    QCOMPARE(limiter.queued(), 0);
}

void RateLimiterTest::tellsEachOneItsTurn()
{
    test::FakeClock clock;
    RateLimiter limiter(clock);
    QCOMPARE(limiter.untilTurn(0), 0ms);
    limiter.setLimit(RateLimit{2, 20s});
    limiter.acquire(Priority::Foreground, [] {});
    clock.advance(5s);
    limiter.acquire(Priority::Foreground, [] {});
    clock.advance(5s);
    for (int i = 0; i < 5; ++i)
        limiter.acquire(Priority::Foreground, [] {});
    QList<qint64> turns;
    for (int i = 0; i < 5; ++i)
        turns.append(limiter.untilTurn(i).count());
    QCOMPARE(turns, (QList<qint64>{10'000, 15'000, 30'000, 35'000, 50'000}));
    QCOMPARE(limiter.untilTurn(0), limiter.untilNext());
    // A refusal holds all of them back.
    limiter.refused(18s);
    QCOMPARE(limiter.untilTurn(0), 18'000ms);
    QCOMPARE(limiter.untilTurn(1), 18'000ms);
    QCOMPARE(limiter.untilTurn(2), 38'000ms);
    // A larger budget lets some go together.
    RateLimiter wide(clock);
    wide.setLimit(RateLimit{10, 20s});
    wide.refused(3s);
    QCOMPARE(wide.untilTurn(0), 3'000ms);
    QCOMPARE(wide.untilTurn(9), 3'000ms);
    QCOMPARE(wide.untilTurn(10), 23'000ms);
}

METASCOPE_TEST(RateLimiterTest)
#include "ratelimitertest.moc"
