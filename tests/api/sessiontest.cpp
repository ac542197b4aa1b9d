// SPDX-License-Identifier: GPL-3.0-or-later
// From a pasted token to an open tree: how many requests that takes, and what happens to those who wait.
#include "app/session/explorersource.h"
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace metascope;
using test::ClientFixture;
using test::LoneSession;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

/// A store that answers when it is told to.
class SlowStore final : public TokenStore {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("slow"); }
    Reply<Done> write(const TokenKey &, Secret) override { return Reply<Done>::ready(Done{}); }
    Reply<SharedSecret> read(const TokenKey &) override
    {
        ReplyPromise<SharedSecret> promise;
        waiting.append(promise);
        return promise.reply();
    }
    Reply<Done> remove(const TokenKey &) override { return Reply<Done>::ready(Done{}); }
    void answer()
    {
        for (const auto &promise : std::exchange(waiting, {}))
            promise.resolve(std::make_shared<const Secret>(QByteArray("made-up-token-0001")));
    }
    QList<ReplyPromise<SharedSecret>> waiting;
};

/// Opening waits for the store.
struct SlowHouse : test::House<SlowStore> {
    ExplorerSource source{[this](const InstanceId &id) { return sessions.open(id); }};
};

} // namespace

class SessionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensAWorkspaceInEightRequests_data();
    void opensAWorkspaceInEightRequests();
    void theLiveBranchIsReadOnceForAll();
    void oneWhoLeavesTakesNobodyAlong();
    void allWhoWaitLearnOfAFailure();
    void everyoneWaitsInVainWhenItEnds();
    void aBranchThatIsLiveNowhere();
    void openingTwiceIsOneSession();
    void aRemovedInstanceDoesNotOpen();
    void twoInstancesOfOneOriginHaveATokenEach();
    void aSharedTokenGoesWithTheLastInstance();
    void aTokenIsReadWhenAnInstanceIsOpened();
};

void SessionTest::opensAWorkspaceInEightRequests_data()
{
    QTest::addColumn<sandbox::Dialect>("dialect");
    QTest::newRow("2023") << sandbox::Dialect::Year2023;
    QTest::newRow("2026") << sandbox::Dialect::Year2026;
}

void SessionTest::opensAWorkspaceInEightRequests()
{
    QFETCH(sandbox::Dialect, dialect);
    sandbox::SandboxOptions options;
    options.api.dialect = dialect;
    sandbox::Sandbox server;
    const auto ready = server.start(options);
    QVERIFY(ready);
    SlowHouse house;
    const auto checked
        = waitFor(house.connector.check(QString::fromUtf8(ready->token), ready->instances.constFirst().url));
    QVERIFY2(checked, qPrintable(checked ? QString() : describe(checked.error())));
    QVERIFY(!checked->isAccount);
    const auto id = waitFor(house.connector.addInstance({TokenPlace::Session, {}, {}}));
    QVERIFY(id);

    // The instance and a workspace opened, and the first four groups of it at the same time; the others wait for a person.
    TreeItem root;
    root.key = id->value();
    const auto workspaces = waitFor(house.source.children(root));
    QVERIFY(workspaces && !workspaces->isEmpty());
    const auto groups = waitFor(house.source.children(workspaces->constFirst()));
    QCOMPARE(groups->size(), static_cast<qsizetype>(workspaceGroups.size()));
    QList<Reply<QList<TreeItem>>> lists;
    for (const TreeItem &group : groups->first(4))
        lists.append(house.source.children(group));
    for (const auto &list : std::as_const(lists)) {
        const auto items = waitFor(list);
        QVERIFY(items && !items->isEmpty());
    }
    QCOMPARE(house.sessions.find(*id)->client().running(), 0);
    QStringList paths;
    for (const auto &each : server.requests())
        paths.append(QString::fromLatin1(each.request.target));
    QVERIFY2(paths.size() <= 8, qPrintable(paths.join(QLatin1Char('\n'))));
}

void SessionTest::theLiveBranchIsReadOnceForAll()
{
    const ClientFixture fixture;
    const WorkspaceId workspace = fixture.workspace();
    const auto first = fixture.session->liveBranch(workspace);
    const auto second = fixture.session->liveBranch(workspace);
    QCOMPARE(*waitFor(first), *waitFor(second));
    QVERIFY(waitFor(fixture.session->liveBranch(workspace)));
    QCOMPARE(fixture.server.requests().size(), 1);
    fixture.session->forgetLiveBranch(workspace);
    QVERIFY(waitFor(fixture.session->liveBranch(workspace)));
    QCOMPARE(fixture.server.requests().size(), 2);
}

void SessionTest::oneWhoLeavesTakesNobodyAlong()
{
    const ClientFixture fixture;
    const auto leaving = fixture.session->liveBranch(fixture.workspace());
    const auto staying = fixture.session->liveBranch(fixture.workspace());
    leaving.abort();
    QVERIFY(leaving.isSettled());
    QCOMPARE(waitFor(leaving).error().kind, ErrorKind::Cancelled);
    QVERIFY(waitFor(staying));
    // All of them gone, the next one still gets it.
    fixture.session->forgetLiveBranch(fixture.workspace());
    fixture.session->liveBranch(fixture.workspace()).abort();
    QVERIFY(waitFor(fixture.session->liveBranch(fixture.workspace())));
}

void SessionTest::allWhoWaitLearnOfAFailure()
{
    ClientFixture fixture;
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET */branch status=403")}));
    const auto first = fixture.session->liveBranch(fixture.workspace());
    const auto second = fixture.session->liveBranch(fixture.workspace());
    QCOMPARE(waitFor(first).error().kind, ErrorKind::Forbidden);
    QCOMPARE(waitFor(second).error().kind, ErrorKind::Forbidden);
    QVERIFY(fixture.server.setFaults({}));
    QVERIFY2(waitFor(fixture.session->liveBranch(fixture.workspace())), "a failure is not kept");
}

void SessionTest::everyoneWaitsInVainWhenItEnds()
{
    ClientFixture fixture;
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET */branch hang")}));
    const auto reply = fixture.session->liveBranch(fixture.workspace());
    QTRY_COMPARE(fixture.server.requests().size(), 1);
    fixture.session.reset();
    QCOMPARE(waitFor(reply).error().kind, ErrorKind::Cancelled);
}

void SessionTest::aBranchThatIsLiveNowhere()
{
    const StubServer server(
        [](const StubRequest &) { return stubAnswer(R"([{"label":"v1"},{"label":"v2","live":false}])"); });
    const LoneSession session(server.url());
    const auto branch = waitFor(session->liveBranch(WorkspaceId(1)));
    QVERIFY2(!branch, "guessing one would write to production");
    QCOMPARE(branch.error().kind, ErrorKind::Protocol);
}

void SessionTest::openingTwiceIsOneSession()
{
    SlowHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain);
    const auto first = house.sessions.open(id);
    const auto second = house.sessions.open(id);
    QCOMPARE(house.sessions.state(id), Sessions::State::Opening);
    QCOMPARE(house.keychain.waiting.size(), 1);
    house.keychain.answer();
    const auto one = waitFor(first);
    const auto two = waitFor(second);
    QVERIFY(one && two);
    QCOMPARE(*one, *two);
    QCOMPARE(house.sessions.state(id), Sessions::State::Open);
}

void SessionTest::aRemovedInstanceDoesNotOpen()
{
    SlowHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain);
    const auto opening = house.sessions.open(id);
    QCOMPARE(house.keychain.waiting.size(), 1);
    QVERIFY(waitFor(house.sessions.removeInstance(id)));
    house.keychain.answer();
    QCOMPARE(waitFor(opening).error().kind, ErrorKind::Cancelled);
    QVERIFY(!house.sessions.find(id));
    QCOMPARE(house.sessions.state(id), Sessions::State::Closed);
}

void SessionTest::aTokenIsReadWhenAnInstanceIsOpened()
{
    SlowHouse house;
    const InstanceId id = house.add(TokenPlace::Keychain);
    QVERIFY(house.keychain.waiting.isEmpty());
    const auto opening = house.sessions.open(id);
    house.keychain.answer();
    QVERIFY(waitFor(opening));
    QVERIFY(waitFor(house.sessions.open(id)));
    QVERIFY2(house.keychain.waiting.isEmpty(), "once");
    house.sessions.close(id);
    QVERIFY(!house.sessions.find(id));
}

void SessionTest::twoInstancesOfOneOriginHaveATokenEach()
{
    SlowHouse house;
    sandbox::Sandbox server;
    const auto ready = server.start();
    QVERIFY(ready);
    const auto &instance = ready->instances.constFirst();
    QList<InstanceId> ids;
    for (const QByteArray &token : {instance.fullToken, instance.readonlyToken}) {
        InstanceEntry entry;
        entry.name = QStringLiteral("Acme");
        entry.base = *ApiBase::fromUserInput(instance.url);
        entry.tokenId = newTokenId();
        entry.place = TokenPlace::Session;
        QVERIFY(waitFor(house.memory.write({entry.base.origin, entry.tokenId}, Secret(QByteArray(token)))));
        ids.append(*house.registry.put(entry));
    }
    const auto full = waitFor(house.sessions.open(ids[0]));
    const auto readOnly = waitFor(house.sessions.open(ids[1]));
    QVERIFY(full && readOnly);
    QVERIFY(waitFor((*full)->workspaces().list()));
    house.sessions.close(ids[0]);
    QVERIFY(waitFor((*readOnly)->workspaces().list()));
    const auto requests = server.requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0].request.header("authorization"), QByteArray("Bearer " + instance.fullToken));
    QCOMPARE(requests[1].request.header("authorization"), QByteArray("Bearer " + instance.readonlyToken));
}

void SessionTest::aSharedTokenGoesWithTheLastInstance()
{
    SlowHouse house;
    const InstanceId first = house.add(TokenPlace::Session);
    const InstanceId second = house.add(TokenPlace::Session);
    const TokenKey key{house.registry.find(first)->base.origin, house.registry.find(first)->tokenId};
    QVERIFY(waitFor(house.memory.write(key, Secret(QByteArray("made-up-token-0002")))));
    QVERIFY(waitFor(house.sessions.removeInstance(first)));
    QVERIFY(waitFor(house.memory.read(key)));
    QVERIFY(waitFor(house.sessions.removeInstance(second)));
    QCOMPARE(waitFor(house.memory.read(key)).error().kind, ErrorKind::KeychainMissing);
}

METASCOPE_TEST(SessionTest)
#include "sessiontest.moc"
