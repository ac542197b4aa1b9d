// SPDX-License-Identifier: GPL-3.0-or-later
// Openings are shared and can be given up; closing everything, and locking, leaves no token behind.
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

/// A store that answers when it is told to, and counts who asks and who gives up.
class PatientStore final : public TokenStore {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("patient"); }
    Reply<Done> write(const TokenKey &, Secret) override { return Reply<Done>::ready(Done{}); }
    Reply<SharedSecret> read(const TokenKey &) override
    {
        ++reads;
        const auto promise = std::make_shared<ReplyPromise<SharedSecret>>();
        promise->setAbort([this, weak = std::weak_ptr(promise)] {
            ++aborts;
            if (const auto held = weak.lock())
                held->resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
        });
        waiting.append(promise);
        return promise->reply();
    }
    Reply<Done> remove(const TokenKey &) override { return Reply<Done>::ready(Done{}); }
    /// To all who wait, given up or not: also a late answer must do nothing then.
    void answer()
    {
        for (const auto &promise : std::exchange(waiting, {}))
            promise->resolve(token);
    }
    SharedSecret token = std::make_shared<const Secret>(QByteArray("made-up-token-0001"));
    QList<std::shared_ptr<ReplyPromise<SharedSecret>>> waiting;
    int reads = 0;
    int aborts = 0;
};

using PatientHouse = test::House<PatientStore>;

ErrorKind kindOf(const Reply<Session *> &reply)
{
    const auto result = waitFor(reply);
    return result ? ErrorKind::Protocol : result.error().kind;
}

} // namespace

class OpeningTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsReadOnceForAllWhoOpen();
    void theLastWhoLeavesEndsTheReading();
    void anOpeningThatWasGivenUpCanBeginAgain();
    void closingEndsAnOpening();
    void closingAllLeavesNothing();
    void aSessionThatClosesAnotherOneIsNoHarm();
    void lockingForgetsEveryToken();
    void lockingWithAListThatCannotBeWritten();
    void a403OfASignInSaysWhatItCovers();
    void anAnswerThatRepeatsAnEarlierTokenIsMasked();
};

void OpeningTest::aTokenIsReadOnceForAllWhoOpen()
{
    PatientHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain);
    const InstanceId other = house.add(TokenPlace::Keychain);
    const QList<Reply<Session *>> openings{house.sessions.open(id), house.sessions.open(id), house.sessions.open(id)};
    const auto second = house.sessions.open(other);
    QCOMPARE(house.keychain.reads, 2);
    openings.at(1).abort();
    QCOMPARE(kindOf(openings.at(1)), ErrorKind::Cancelled);
    QCOMPARE(house.keychain.aborts, 0);
    house.keychain.answer();
    const auto first = waitFor(openings.at(0));
    QVERIFY(first);
    QCOMPARE(*waitFor(openings.at(2)), *first);
    QVERIFY(*waitFor(second) != *first);
    QCOMPARE(house.keychain.reads, 2);
}

void OpeningTest::theLastWhoLeavesEndsTheReading()
{
    PatientHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain);
    const auto one = house.sessions.open(id);
    const auto two = house.sessions.open(id);
    one.abort();
    QCOMPARE(house.sessions.state(id), Sessions::State::Opening);
    two.abort();
    QCOMPARE(house.keychain.aborts, 1);
    QCOMPARE(house.sessions.state(id), Sessions::State::Closed);
    QCOMPARE(kindOf(one), ErrorKind::Cancelled);
    QCOMPARE(kindOf(two), ErrorKind::Cancelled);
    QVERIFY(!house.sessions.find(id));
}

void OpeningTest::anOpeningThatWasGivenUpCanBeginAgain()
{
    PatientHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain);
    house.sessions.open(id).abort();
    const auto late = std::exchange(house.keychain.waiting, {});
    const auto again = house.sessions.open(id);
    for (const auto &promise : late)
        promise->resolve(house.keychain.token);
    QCOMPARE(house.sessions.state(id), Sessions::State::Opening);
    house.keychain.answer();
    QVERIFY(waitFor(again));
    QCOMPARE(house.sessions.state(id), Sessions::State::Open);
}

void OpeningTest::closingEndsAnOpening()
{
    PatientHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain);
    const auto opening = house.sessions.open(id);
    QSignalSpy changed(&house.sessions, &Sessions::stateChanged);
    house.sessions.close(id);
    QVERIFY(opening.isSettled());
    QCOMPARE(kindOf(opening), ErrorKind::Cancelled);
    QCOMPARE(house.keychain.aborts, 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(house.sessions.state(id), Sessions::State::Closed);
    house.keychain.answer();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!house.sessions.find(id));
}

void OpeningTest::closingAllLeavesNothing()
{
    PatientHouse house;
    const InstanceId open = house.add(TokenPlace::Keychain);
    const InstanceId opening = house.add(TokenPlace::Keychain);
    const InstanceId failed = house.add(TokenPlace::Keychain, QStringLiteral("http://127.0.0.1:9"), QString());
    const auto first = house.sessions.open(open);
    house.keychain.answer();
    QVERIFY(waitFor(first));
    const auto second = house.sessions.open(opening);
    QVERIFY(!waitFor(house.sessions.open(failed)));
    QCOMPARE(house.sessions.state(failed), Sessions::State::Failed);
    const std::weak_ptr<const Secret> token = house.keychain.token;

    QSignalSpy changed(&house.sessions, &Sessions::stateChanged);
    house.sessions.closeAll();
    QCOMPARE(changed.count(), 3);
    QCOMPARE(kindOf(second), ErrorKind::Cancelled);
    for (const InstanceId &id : {open, opening, failed}) {
        QCOMPARE(house.sessions.state(id), Sessions::State::Closed);
        QVERIFY(!house.sessions.error(id));
        QVERIFY(!house.sessions.find(id));
        QVERIFY(!house.sessions.tokenInUse(*house.registry.find(id)));
    }
    // Whatever is read by now comes too late, and nobody else holds the token.
    house.keychain.answer();
    house.keychain.token.reset();
    QTRY_VERIFY(token.expired());
    QVERIFY(!house.sessions.find(opening));
}

void OpeningTest::aSessionThatClosesAnotherOneIsNoHarm()
{
    PatientHouse house;
    QList<InstanceId> ids;
    QList<Reply<Session *>> openings;
    for (int i = 0; i < 3; ++i) {
        ids.append(house.add(TokenPlace::Keychain));
        openings.append(house.sessions.open(ids.constLast()));
    }
    house.keychain.answer();
    for (const auto &opening : std::as_const(openings))
        QVERIFY(waitFor(opening));
    connect(&house.sessions, &Sessions::aboutToClose, this, [&](const InstanceId &id) {
        if (id == ids.at(0))
            house.sessions.close(ids.at(1));
    });
    house.sessions.closeAll();
    for (const InstanceId &id : std::as_const(ids))
        QVERIFY(!house.sessions.find(id));
}

void OpeningTest::lockingForgetsEveryToken()
{
    PatientHouse house;
    const InstanceId kept = house.add(TokenPlace::Keychain);
    const InstanceId forNow
        = house.add(TokenPlace::Session, QStringLiteral("http://127.0.0.1:9"), QStringLiteral("77ff"));
    const InstanceId asked = house.add(TokenPlace::Ask);
    const auto made = [] { return std::make_shared<const Secret>(QByteArray("made-up-token-0002")); };
    QVERIFY(waitFor(house.memory.write(tokenKeyOf(*house.registry.find(forNow)), made()->duplicate())));
    QVERIFY(waitFor(house.ask.write(tokenKeyOf(*house.registry.find(asked)), made()->duplicate())));
    QVERIFY(waitFor(house.sessions.open(forNow)));
    house.rights.note(QStringLiteral("77ff"), QStringLiteral("Workspace File: Read"), true,
                      QDateTime::currentDateTimeUtc());
    const std::weak_ptr<const Secret> inUse = house.sessions.tokenInUse(*house.registry.find(forNow));
    QVERIFY(!inUse.expired());

    house.sessions.lock();
    QTRY_VERIFY(inUse.expired());
    QVERIFY(!house.sessions.find(forNow));
    QCOMPARE(
        waitFor(house.memory.read({house.registry.find(forNow)->base.origin, QStringLiteral("77ff")})).error().kind,
        ErrorKind::KeychainMissing);
    QCOMPARE(waitFor(house.ask.read(tokenKeyOf(*house.registry.find(asked)))).error().kind, ErrorKind::Cancelled);
    // It is still on the list, and the person is asked for it; here nobody answers.
    QVERIFY(house.registry.find(forNow)->tokenId.isEmpty());
    QCOMPARE(house.registry.find(forNow)->place, TokenPlace::Session);
    QCOMPARE(kindOf(house.sessions.open(forNow)), ErrorKind::Cancelled);
    QVERIFY(house.rights.seen(QStringLiteral("77ff")).isEmpty());
    QCOMPARE(house.registry.find(kept)->tokenId, QStringLiteral("3f2a"));
    QCOMPARE(house.registry.find(asked)->tokenId, QStringLiteral("3f2a"));
}

void OpeningTest::lockingWithAListThatCannotBeWritten()
{
    PatientHouse house;
    const InstanceId id = house.add(TokenPlace::Session);
    QVERIFY(waitFor(house.memory.write(tokenKeyOf(*house.registry.find(id)), Secret(QByteArray("made-up-token")))));
    QVERIFY(house.folder.remove());
    house.sessions.lock();
    QCOMPARE(kindOf(house.sessions.open(id)), ErrorKind::KeychainMissing);
}

void OpeningTest::a403OfASignInSaysWhatItCovers()
{
    const StubServer server([](const StubRequest &) {
        return stubAnswer(R"({"code":"ERROR_CODE_ACCESS_DENIED","message":"Access Denied."})", "403 Forbidden");
    });
    PatientHouse house;
    for (const TokenKind kind : {TokenKind::SignedIn, TokenKind::Instance}) {
        const InstanceId id = house.add(TokenPlace::Keychain, server.url());
        QVERIFY(house.registry.change(id, [kind](InstanceEntry &entry) { entry.token.kind = kind; }));
        const auto opening = house.sessions.open(id);
        house.keychain.answer();
        const auto session = waitFor(opening);
        QVERIFY(session);
        const auto branches = waitFor((*session)->workspaces().branches(WorkspaceId(2)));
        QVERIFY(!branches);
        QCOMPARE(branches.error().kind, ErrorKind::Forbidden);
        const QString said = describe(branches.error());
        QVERIFY2(said.contains(QStringLiteral("covers one workspace")) == (kind == TokenKind::SignedIn),
                 qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("Access Denied.")), qPrintable(said));
    }
}

void OpeningTest::anAnswerThatRepeatsAnEarlierTokenIsMasked()
{
    // Answers with whatever was sent to it before, as a history of requests would.
    QByteArray seen;
    const StubServer server([&seen](const StubRequest &request) {
        const QByteArray line = request.head.mid(request.head.toLower().indexOf("authorization:"));
        seen += line.left(line.indexOf('\r')).mid(21) + ' ';
        return stubAnswer("{\"code\":\"ERROR\",\"message\":\"" + seen + "\"}", "400 Bad Request");
    });
    PatientHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain, server.url());
    const auto opening = house.sessions.open(id);
    house.keychain.answer();
    const auto session = waitFor(opening);
    QVERIFY(session);
    const auto underWay = (*session)->workspaces().list();
    QTRY_COMPARE(server.requests.size(), 1);
    house.sessions.useToken(*house.registry.find(id), std::make_shared<const Secret>(QByteArray("made-up-token-0002")));
    const Error first = waitFor(underWay).error();
    const Error second = waitFor((*session)->workspaces().list()).error();
    QVERIFY2(seen.contains("made-up-token-0001") && seen.contains("made-up-token-0002"), seen.constData());
    QVERIFY2(!first.message.contains(QStringLiteral("made-up")), qPrintable(first.message));
    QVERIFY2(!second.message.contains(QStringLiteral("made-up")), qPrintable(second.message));
    for (const TrafficEntry &entry : (*session)->client().traffic().entries())
        QVERIFY2(!entry.responseBody.contains("made-up"), entry.responseBody.constData());
}

METASCOPE_TEST(OpeningTest)
#include "openingtest.moc"
