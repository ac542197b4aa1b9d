// SPDX-License-Identifier: GPL-3.0-or-later
// A removal without a clear answer: the store is read before anything is said, and the words say what is known.
#include "app/session/tokenremoval.h"
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

using namespace metascope;
using test::waitFor;

namespace {

/// A keychain whose removals get no answer; `carriesOut` says whether they are carried out all the same.
class SilentStore final : public TokenStore {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("silent"); }
    Reply<Done> write(const TokenKey &key, Secret secret) override
    {
        kept[key.toString()] = std::make_shared<const Secret>(std::move(secret));
        return Reply<Done>::ready(Done{});
    }
    Reply<SharedSecret> read(const TokenKey &key) override
    {
        ++reads;
        if (unreadable)
            return Reply<SharedSecret>::ready(Failure(Error::local(*unreadable, QStringLiteral("made up"))));
        const auto found = kept.find(key.toString());
        if (found == kept.end())
            return Reply<SharedSecret>::ready(
                Failure(Error::local(ErrorKind::KeychainMissing, QStringLiteral("made up"))));
        return Reply<SharedSecret>::ready(found->second);
    }
    Reply<Done> remove(const TokenKey &key) override
    {
        if (carriesOut)
            kept.erase(key.toString());
        const auto promise = std::make_shared<ReplyPromise<Done>>();
        promise->setAbort([this] { giveUp(ErrorKind::Cancelled); });
        underWay = promise;
        return promise->reply();
    }
    void giveUp(ErrorKind kind)
    {
        Error error = Error::local(kind, {});
        error.delivery = Delivery::Unknown;
        if (const auto held = std::exchange(underWay, {}))
            held->resolve(Failure(error));
    }

    std::map<QString, SharedSecret> kept;
    std::shared_ptr<ReplyPromise<Done>> underWay;
    std::optional<ErrorKind> unreadable;
    bool carriesOut = false;
    int reads = 0;
};

using SilentHouse = test::House<SilentStore>;

InstanceId listed(SilentHouse &house)
{
    const InstanceId id = house.add(TokenPlace::Keychain);
    house.keychain.kept[tokenKeyOf(*house.registry.find(id)).toString()]
        = std::make_shared<const Secret>(QByteArray("made-up-token-0001"));
    return id;
}

} // namespace

class TokenRemovalTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenThatIsGoneIsRemoved_data();
    void aTokenThatIsGoneIsRemoved();
    void aTokenThatIsStillThereIsSaidToBe_data();
    void aTokenThatIsStillThereIsSaidToBe();
    void whatCannotBeReadIsNotKnown_data();
    void whatCannotBeReadIsNotKnown();
    void aClearAnswerIsNotReadBack();
    void theNextTryAsksTheStoreAnew();
    void anInstanceStaysUntilItsTokenIsKnownToBeGone();
};

void TokenRemovalTest::aTokenThatIsGoneIsRemoved_data()
{
    QTest::addColumn<ErrorKind>("how");
    QTest::newRow("given up") << ErrorKind::Cancelled;
    QTest::newRow("no answer") << ErrorKind::Timeout;
}

void TokenRemovalTest::aTokenThatIsGoneIsRemoved()
{
    QFETCH(const ErrorKind, how);
    SilentHouse house;
    const InstanceId id = listed(house);
    house.keychain.carriesOut = true;
    const auto removing = house.keeper.removeToken(id);
    if (how == ErrorKind::Cancelled)
        removing.abort();
    else
        house.keychain.giveUp(how);
    const auto removed = waitFor(removing);
    QVERIFY2(removed, qPrintable(removed ? QString() : describe(removed.error())));
    QCOMPARE(house.keychain.reads, 1);
    QVERIFY(house.registry.find(id)->tokenId.isEmpty());
}

void TokenRemovalTest::aTokenThatIsStillThereIsSaidToBe_data()
{
    aTokenThatIsGoneIsRemoved_data();
}

void TokenRemovalTest::aTokenThatIsStillThereIsSaidToBe()
{
    QFETCH(const ErrorKind, how);
    SilentHouse house;
    const InstanceId id = listed(house);
    const auto removing = house.keeper.removeToken(id);
    house.keychain.giveUp(how);
    const auto removed = waitFor(removing);
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, how);
    QCOMPARE(removed.error().delivery, Delivery::NotSent);
    QVERIFY2(removed.error().message.contains(QStringLiteral("still in its store")),
             qPrintable(removed.error().message));
    QCOMPARE(house.registry.find(id)->tokenId, QStringLiteral("3f2a"));
}

void TokenRemovalTest::whatCannotBeReadIsNotKnown_data()
{
    QTest::addColumn<ErrorKind>("reading");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("locked") << ErrorKind::KeychainLocked << ErrorKind::KeychainLocked;
    QTest::newRow("no answer") << ErrorKind::Timeout << ErrorKind::Timeout;
    // Nobody would tell of something that was cancelled.
    QTest::newRow("given up") << ErrorKind::Cancelled << ErrorKind::Timeout;
}

void TokenRemovalTest::whatCannotBeReadIsNotKnown()
{
    QFETCH(const ErrorKind, reading);
    QFETCH(const ErrorKind, kind);
    SilentHouse house;
    const InstanceId id = listed(house);
    house.keychain.unreadable = reading;
    const auto removing = house.keeper.removeToken(id);
    removing.abort();
    const auto removed = waitFor(removing);
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, kind);
    QCOMPARE(removed.error().delivery, Delivery::Unknown);
    QVERIFY2(removed.error().message.contains(QStringLiteral("not known whether the token is gone")),
             qPrintable(removed.error().message));
    QCOMPARE(house.registry.find(id)->tokenId, QStringLiteral("3f2a"));
}

void TokenRemovalTest::aClearAnswerIsNotReadBack()
{
    test::House<SessionStore> house;
    const TokenKey key{Origin(), QStringLiteral("3f2a")};
    QVERIFY(waitFor(house.keychain.write(key, Secret(QByteArray("made-up-token-0001")))));
    QVERIFY(waitFor(removeAndLook(house.keychain, key, this)));

    SilentStore silent;
    const auto removing = removeAndLook(silent, key, this);
    silent.underWay->resolve(Failure(Error::local(ErrorKind::KeychainDenied, QStringLiteral("made up"))));
    QCOMPARE(waitFor(removing).error().kind, ErrorKind::KeychainDenied);
    QCOMPARE(silent.reads, 0);
}

void TokenRemovalTest::theNextTryAsksTheStoreAnew()
{
    SilentHouse house;
    const InstanceId id = listed(house);
    house.keychain.carriesOut = true;
    house.keychain.unreadable = ErrorKind::KeychainLocked;
    const auto removing = house.keeper.removeToken(id);
    house.keychain.giveUp(ErrorKind::Timeout);
    QCOMPARE(waitFor(removing).error().delivery, Delivery::Unknown);
    house.keychain.unreadable.reset();
    const auto again = house.keeper.removeToken(id);
    house.keychain.giveUp(ErrorKind::Timeout);
    QVERIFY(waitFor(again));
    QVERIFY(house.registry.find(id)->tokenId.isEmpty());
}

void TokenRemovalTest::anInstanceStaysUntilItsTokenIsKnownToBeGone()
{
    SilentHouse house;
    const InstanceId id = listed(house);
    house.keychain.unreadable = ErrorKind::KeychainLocked;
    const auto removing = house.sessions.removeInstance(id);
    removing.abort();
    const auto removed = waitFor(removing);
    QVERIFY(!removed);
    QCOMPARE(removed.error().delivery, Delivery::Unknown);
    QVERIFY(house.registry.find(id));
    house.keychain.unreadable.reset();
    house.keychain.carriesOut = true;
    const auto again = house.sessions.removeInstance(id);
    again.abort();
    QVERIFY(waitFor(again));
    QVERIFY(!house.registry.find(id));
}

METASCOPE_TEST(TokenRemovalTest)
#include "tokenremovaltest.moc"
