// SPDX-License-Identifier: GPL-3.0-or-later
// An answer comes once, late, and never to somebody who is gone.
#include "app/api/reply.h"
#include "app/api/replyscope.h"
#include "tests/support/testmain.h"

#include <QtTest/QTest>

#include <optional>

using namespace metascope;

namespace {

using Outcomes = QList<Result<int>>;

Error failure(ErrorKind kind)
{
    return Error::local(kind, QStringLiteral("made up"));
}

/// Lets everything that is posted already be delivered: a marker posted after it has arrived.
void deliverPosted()
{
    QObject marker;
    bool arrived = false;
    Reply<Done>::ready(Done{}).then(&marker, [&arrived](const Result<Done> &) { arrived = true; });
    QTRY_VERIFY(arrived);
}

} // namespace

class ReplyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesLaterAndOnce();
    void everyListenerGetsIt();
    void aDeadListenerGetsNothing();
    void aListenerThatDiesBetween();
    void abortReachesTheSource();
    void abortAfterTheAnswerDoesNothing();
    void aLostSourceIsCancelled();
    void chains();
    void aChainPassesErrorsOn();
    void aChainAbortsTheLinkThatRuns();
    void anAbortedChainStartsNothingMore();
    void aChainWithoutContextIsCancelled();
    void aScopeAbortsWhatItHolds();
    void aRestartedScopeDropsAnAnswerOnItsWay();
    void aScopeCanRestartInAnAnswer();
    void aScopeCanEndInAnAnswer();
    void aScopeLeavesTheSettledAlone();
};

void ReplyTest::comesLaterAndOnce()
{
    Outcomes outcomes;
    const ReplyPromise<int> promise;
    promise.reply().then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    promise.resolve(1);
    promise.resolve(2);
    promise.resolve(Failure(failure(ErrorKind::Network)));
    QVERIFY2(outcomes.isEmpty(), "never from within resolve()");
    Reply<int>::ready(7).then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    QVERIFY2(outcomes.isEmpty(), "nor from within then()");
    QTRY_COMPARE(outcomes.size(), 2);
    deliverPosted();
    QCOMPARE(outcomes, (Outcomes{1, 7}));
}

void ReplyTest::everyListenerGetsIt()
{
    Outcomes outcomes;
    const ReplyPromise<int> promise;
    const Reply<int> reply = promise.reply();
    for (int i = 0; i < 2; ++i)
        reply.then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    promise.resolve(1);
    reply.then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    QTRY_COMPARE(outcomes, (Outcomes{1, 1, 1}));
}

void ReplyTest::aDeadListenerGetsNothing()
{
    bool called = false;
    const ReplyPromise<int> promise;
    {
        QObject listener;
        promise.reply().then(&listener, [&called](const Result<int> &) { called = true; });
    }
    promise.resolve(1);
    deliverPosted();
    QVERIFY(!called);
}

void ReplyTest::aListenerThatDiesBetween()
{
    bool called = false;
    const ReplyPromise<int> promise;
    auto listener = std::make_unique<QObject>();
    promise.reply().then(listener.get(), [&called](const Result<int> &) { called = true; });
    promise.resolve(1); // posted, not delivered
    listener.reset();
    deliverPosted();
    QVERIFY(!called);
}

void ReplyTest::abortReachesTheSource()
{
    Outcomes outcomes;
    int aborts = 0;
    const ReplyPromise<int> promise;
    const Reply<int> reply = promise.reply();
    promise.setAbort([&aborts] { ++aborts; });
    reply.then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    reply.abort();
    QCOMPARE(aborts, 1);
    promise.resolve(Failure(failure(ErrorKind::Cancelled)));
    QVERIFY(reply.isSettled());
    reply.abort();
    QCOMPARE(aborts, 1);
    QTRY_COMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes.constFirst().error().kind, ErrorKind::Cancelled);
}

void ReplyTest::abortAfterTheAnswerDoesNothing()
{
    Outcomes outcomes;
    int aborts = 0;
    const ReplyPromise<int> promise;
    promise.setAbort([&aborts] { ++aborts; });
    promise.reply().then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    promise.resolve(1);
    promise.reply().abort();
    QCOMPARE(aborts, 0);
    QTRY_COMPARE(outcomes, Outcomes{1});
}

void ReplyTest::aLostSourceIsCancelled()
{
    Outcomes outcomes;
    std::optional<ReplyPromise<int>> promise(std::in_place);
    const auto copy = promise; // the last copy counts
    promise->reply().then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    promise.reset();
    QVERIFY(!copy->isSettled());
    const_cast<std::optional<ReplyPromise<int>> &>(copy).reset();
    QTRY_COMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes.constFirst().error().kind, ErrorKind::Cancelled);
}

void ReplyTest::chains()
{
    std::optional<Result<QString>> outcome;
    const ReplyPromise<int> promise;
    andThen(promise.reply(), this, [](int value) {
        return Reply<QString>::ready(QString::number(value + 1));
    }).then(this, [&outcome](const Result<QString> &result) { outcome = result; });
    promise.resolve(41);
    QTRY_VERIFY(outcome);
    QCOMPARE(**outcome, QStringLiteral("42"));
}

void ReplyTest::aChainPassesErrorsOn()
{
    Outcomes outcomes;
    bool started = false;
    andThen(Reply<int>::ready(Failure(failure(ErrorKind::Forbidden))), this, [&started](int) {
        started = true;
        return Reply<int>::ready(1);
    }).then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    QTRY_COMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes.constFirst().error(), failure(ErrorKind::Forbidden));
    QVERIFY(!started);
}

void ReplyTest::aChainAbortsTheLinkThatRuns()
{
    QStringList aborted;
    const ReplyPromise<int> first;
    const ReplyPromise<int> second;
    first.setAbort([&aborted] { aborted += QStringLiteral("first"); });
    second.setAbort([&aborted] { aborted += QStringLiteral("second"); });
    bool isOn = false;
    const auto goOn = [&second, &isOn](int) {
        isOn = true;
        return second.reply();
    };
    andThen(first.reply(), this, goOn).abort();
    QCOMPARE(aborted, QStringList{QStringLiteral("first")});
    const Reply<int> chain = andThen(first.reply(), this, goOn);
    first.resolve(1);
    QTRY_VERIFY(isOn);
    chain.abort();
    QCOMPARE(aborted, (QStringList{QStringLiteral("first"), QStringLiteral("second")}));
}

void ReplyTest::anAbortedChainStartsNothingMore()
{
    const ReplyPromise<int> first;
    bool isStarted = false;
    const Reply<int> chain = andThen(first.reply(), this, [&isStarted](int value) {
        isStarted = true;
        return Reply<int>::ready(value);
    });
    // The answer is there, and not handed on yet.
    first.resolve(1);
    chain.abort();
    std::optional<Result<int>> outcome;
    chain.then(this, [&outcome](const Result<int> &result) { outcome = result; });
    QTRY_VERIFY(outcome);
    QVERIFY(!isStarted);
    QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
}

void ReplyTest::aChainWithoutContextIsCancelled()
{
    Outcomes outcomes;
    const ReplyPromise<int> promise;
    {
        QObject context;
        andThen(promise.reply(), &context, [](int value) {
            return Reply<int>::ready(value);
        }).then(this, [&outcomes](const Result<int> &result) { outcomes.append(result); });
    }
    promise.resolve(1);
    QTRY_COMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes.constFirst().error().kind, ErrorKind::Cancelled);
}

void ReplyTest::aScopeAbortsWhatItHolds()
{
    int aborts = 0;
    bool called = false;
    const ReplyPromise<int> promise;
    promise.setAbort([&aborts, &promise] {
        ++aborts;
        promise.resolve(Failure(failure(ErrorKind::Cancelled)));
    });
    {
        ReplyScope scope;
        scope.await(promise.reply(), [&called](const Result<int> &) { called = true; });
    }
    QCOMPARE(aborts, 1);
    deliverPosted();
    QVERIFY2(!called, "not even of the abort");
}

void ReplyTest::aRestartedScopeDropsAnAnswerOnItsWay()
{
    ReplyScope scope;
    Outcomes outcomes;
    const auto note = [&outcomes](const Result<int> &result) { outcomes.append(result); };
    const ReplyPromise<int> promise;
    scope.await(promise.reply(), note);
    promise.resolve(1); // the answer for the old target is posted
    scope.restart();
    scope.await(Reply<int>::ready(2), note);
    QTRY_COMPARE(outcomes.size(), 1);
    deliverPosted();
    QCOMPARE(outcomes, Outcomes{2});
}

void ReplyTest::aScopeCanRestartInAnAnswer()
{
    ReplyScope scope;
    Outcomes outcomes;
    scope.await(Reply<int>::ready(1), [&](const Result<int> &result) {
        outcomes.append(result);
        scope.restart();
        scope.await(Reply<int>::ready(2), [&](const Result<int> &next) { outcomes.append(next); });
    });
    QTRY_COMPARE(outcomes, (Outcomes{1, 2}));
}

void ReplyTest::aScopeCanEndInAnAnswer()
{
    auto scope = std::make_unique<ReplyScope>();
    int calls = 0;
    for (int i = 0; i < 3; ++i)
        scope->await(Reply<int>::ready(i), [&calls, &scope](const Result<int> &) {
            ++calls;
            scope.reset();
        });
    QTRY_COMPARE(calls, 1);
    deliverPosted();
    QCOMPARE(calls, 1);
}

void ReplyTest::aScopeLeavesTheSettledAlone()
{
    int aborts = 0;
    ReplyScope scope;
    const ReplyPromise<int> promise;
    promise.setAbort([&aborts] { ++aborts; });
    scope.await(promise.reply(), [](const Result<int> &) {});
    promise.resolve(1);
    scope.restart();
    QCOMPARE(aborts, 0);
}

METASCOPE_TEST(ReplyTest)
#include "replytest.moc"
