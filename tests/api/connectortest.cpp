// SPDX-License-Identifier: GPL-3.0-or-later
// From a checked token to listed instances: certificates that are trusted by hand, and a second try that lists nothing twice.
#include "tests/api/house.h"
#include "tests/api/runningsandbox.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace metascope;
using test::waitFor;

namespace {

/// A keychain that refuses writes to one origin.
class PickyStore final : public TokenStore {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("picky"); }
    Reply<Done> write(const TokenKey &key, Secret secret) override
    {
        writes.append(key.toString());
        if (key.origin == refused)
            return Reply<Done>::ready(Failure(Error::local(ErrorKind::KeychainLocked, QStringLiteral("made up"))));
        return m_kept.write(key, std::move(secret));
    }
    Reply<SharedSecret> read(const TokenKey &key) override { return m_kept.read(key); }
    Reply<Done> remove(const TokenKey &key) override { return m_kept.remove(key); }

    Origin refused;
    QStringList writes;

private:
    SessionStore m_kept;
};

using PickyHouse = test::House<PickyStore>;

/// A sandbox of several instances.
struct Agency {
    explicit Agency(bool tls = false)
    {
        sandbox::SandboxOptions options;
        options.api = test::agency();
        options.selfSigned = tls;
        const auto started = server.start(options);
        if (!started)
            qFatal("the sandbox did not start: %s", qPrintable(started.error().message));
        ready = *started;
        certificate = QByteArray::fromHex(QString(ready.certificateSha256).remove(QLatin1Char(':')).toLatin1());
    }
    [[nodiscard]] NewToken accountToken(const QByteArray &pin = {}) const
    {
        return {std::make_shared<const Secret>(QByteArray(ready.accountToken)), ready.accountUrl, false, pin};
    }
    [[nodiscard]] Origin originOf(qsizetype instance) const
    {
        return ApiBase::fromUserInput(ready.instances.at(instance).url)->origin;
    }
    sandbox::Sandbox server;
    sandbox::Ready ready;
    QByteArray certificate;
};

QByteArray fingerprintIn(const Error &error)
{
    return QByteArray::fromHex(QString(error.detail).remove(QLatin1Char(':')).toLatin1());
}

} // namespace

class ConnectorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSecondTryListsNothingTwice();
    void aSecondTryElsewhereIsAnotherEntry();
    void whatWasTakenOffTheListIsListedAgain();
    void aSecondAtAnAddressIsGuardedAsTheFirst();
    void eachOriginIsTrustedForItself();
    void aTrustedCertificateStaysWithTheInstance();
    void aNewCheckTrustsNothing();
};

void ConnectorTest::aSecondTryListsNothingTwice()
{
    const Agency agency;
    PickyHouse house;
    const auto checked = waitFor(house.connector.check(agency.accountToken()));
    QVERIFY2(checked, qPrintable(checked ? QString() : describe(checked.error())));
    QVERIFY(checked->isAccount && checked->instances.size() >= 2);
    const QList<InstanceInfo> picked = checked->instances.first(2);
    house.keychain.refused = agency.originOf(1);
    const TokenChoice choice;
    QCOMPARE(waitFor(house.connector.addInstances(choice, picked)).error().kind, ErrorKind::KeychainLocked);
    QCOMPARE(house.registry.entries().size(), 1);

    house.keychain.refused = {};
    const auto added = waitFor(house.connector.addInstances(choice, picked));
    QVERIFY2(added, qPrintable(added ? QString() : describe(added.error())));
    QCOMPARE(added->size(), 2);
    QCOMPARE(house.registry.entries().size(), 2);
    QCOMPARE(house.keychain.writes.size(), 3);
    // Both go by one token still, so that they are replaced and removed together.
    QCOMPARE(house.keeper.servedWith(added->at(0)).size(), 2);
    for (const InstanceId &id : *added)
        QVERIFY(waitFor(house.sessions.open(id)));
}

void ConnectorTest::aSecondTryElsewhereIsAnotherEntry()
{
    const Agency agency;
    PickyHouse house;
    const auto checked = waitFor(house.connector.check(agency.accountToken()));
    QVERIFY(checked);
    const QList<InstanceInfo> picked = checked->instances.first(2);
    house.keychain.refused = agency.originOf(1);
    TokenChoice choice;
    QVERIFY(!waitFor(house.connector.addInstances(choice, picked)));
    choice.place = TokenPlace::Session;
    const auto added = waitFor(house.connector.addInstances(choice, picked));
    QVERIFY(added);
    for (const InstanceId &id : *added)
        QCOMPARE(house.registry.find(id)->place, TokenPlace::Session);
}

void ConnectorTest::whatWasTakenOffTheListIsListedAgain()
{
    const Agency agency;
    PickyHouse house;
    const auto checked = waitFor(house.connector.check(agency.accountToken()));
    QVERIFY(checked);
    const QList<InstanceInfo> picked = checked->instances.first(1);
    const auto first = waitFor(house.connector.addInstances({}, picked));
    QVERIFY(first && waitFor(house.sessions.removeInstance(first->constFirst())));
    const auto again = waitFor(house.connector.addInstances({}, picked));
    QVERIFY(again);
    QVERIFY(waitFor(house.sessions.open(again->constFirst())));
}

void ConnectorTest::aSecondAtAnAddressIsGuardedAsTheFirst()
{
    const Agency agency;
    PickyHouse house;
    auto checked = waitFor(house.connector.check(agency.accountToken()));
    QVERIFY(checked);
    const QList<InstanceInfo> picked = checked->instances.first(1);
    const auto first = waitFor(house.connector.addInstances({}, picked));
    QVERIFY(first);
    const WorkspaceId workspace(1);
    QVERIFY(house.registry.change(first->constFirst(), [workspace](InstanceEntry &entry) {
        entry.guard = GuardLevel::ReadOnly;
        entry.mark.tag = QStringLiteral("production");
        entry.workspaces[workspace].mark.tag = QStringLiteral("shop");
    }));
    const auto listed = house.registry.find(first->constFirst());
    QCOMPARE(house.connector.listedAt(listed->base)->id, listed->id);

    checked = waitFor(house.connector.check(agency.accountToken()));
    QVERIFY(checked);
    const auto second = waitFor(house.connector.addInstances({}, picked));
    QVERIFY2(second, qPrintable(second ? QString() : describe(second.error())));
    const auto added = house.registry.find(second->constFirst());
    QVERIFY(added);
    QVERIFY(added->id != listed->id);
    QCOMPARE(added->guard, GuardLevel::ReadOnly);
    QCOMPARE(added->mark, listed->mark);
    QCOMPARE(added->workspaces, listed->workspaces);
    QCOMPARE(added->name, listed->name + QLatin1String(" (2)"));
}

void ConnectorTest::eachOriginIsTrustedForItself()
{
    const Agency agency(true);
    PickyHouse house;
    const auto untrusted = waitFor(house.connector.check(agency.accountToken()));
    QVERIFY(!untrusted);
    QCOMPARE(untrusted.error().kind, ErrorKind::Tls);
    QCOMPARE(fingerprintIn(untrusted.error()), agency.certificate);
    QCOMPARE(house.connector.askedAt(), std::optional(ApiBase::fromUserInput(agency.ready.accountUrl)->origin));
    QVERIFY(agency.server.requests().isEmpty());

    const auto checked = waitFor(house.connector.check(agency.accountToken(agency.certificate)));
    QVERIFY2(checked, qPrintable(checked ? QString() : describe(checked.error())));
    const QList<InstanceInfo> picked = checked->instances.first(2);
    // The certificate is the same one, but nobody has said that it is to be trusted there.
    for (qsizetype i = 0; i < picked.size(); ++i) {
        const auto seen = agency.server.requests().size();
        const auto refused = waitFor(house.connector.addInstances({}, picked.mid(i, 1)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Tls);
        QCOMPARE(house.connector.askedAt(), std::optional(agency.originOf(i)));
        QCOMPARE(agency.server.requests().size(), seen);
        house.connector.trust(*house.connector.askedAt(), fingerprintIn(refused.error()));
        QVERIFY(waitFor(house.connector.addInstances({}, picked.mid(i, 1))));
    }
    QCOMPARE(house.registry.entries().size(), 2);
    const QList<InstanceEntry> listed = house.registry.entries(); // opening one writes to the list
    for (const InstanceEntry &entry : listed) {
        QCOMPARE(entry.pinnedCertificate, agency.certificate);
        const auto session = waitFor(house.sessions.open(entry.id));
        QVERIFY(session && waitFor((*session)->workspaces().list()));
    }
}

void ConnectorTest::aTrustedCertificateStaysWithTheInstance()
{
    const Agency agency(true);
    PickyHouse house;
    // As from a sign-in: not pasted, and with no account at its address.
    const NewToken given{std::make_shared<const Secret>(QByteArray(agency.ready.token)),
                         agency.ready.instances.constFirst().url, true, agency.certificate};
    QVERIFY(waitFor(house.connector.check(given)));
    const auto id = waitFor(house.connector.addInstance({}));
    QVERIFY(id);
    QCOMPARE(house.registry.find(*id)->pinnedCertificate, agency.certificate);
    QVERIFY(waitFor(house.keeper.test(*id)));

    // Taken back, it is refused again, and what was open is closed.
    QVERIFY(waitFor(house.sessions.open(*id)));
    QVERIFY(house.keeper.setTrustedCertificate(*id, {}));
    QVERIFY(!house.sessions.find(*id));
    const auto seen = agency.server.requests().size();
    const auto refused = waitFor(house.keeper.test(*id));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
    QCOMPARE(agency.server.requests().size(), seen);
    QVERIFY(house.keeper.setTrustedCertificate(*id, fingerprintIn(refused.error())));
    QVERIFY(waitFor(house.keeper.test(*id)));
}

void ConnectorTest::aNewCheckTrustsNothing()
{
    const Agency agency(true);
    PickyHouse house;
    QVERIFY(waitFor(house.connector.check(agency.accountToken(agency.certificate))));
    QCOMPARE(waitFor(house.connector.check(agency.accountToken())).error().kind, ErrorKind::Tls);
    house.connector.cancel();
    QVERIFY(!house.connector.askedAt());
    house.connector.trust(agency.originOf(0), agency.certificate);
    QCOMPARE(waitFor(house.connector.check(agency.accountToken())).error().kind, ErrorKind::Tls);
}

METASCOPE_TEST(ConnectorTest)
#include "connectortest.moc"
