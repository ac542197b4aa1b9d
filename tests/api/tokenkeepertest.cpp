// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to a stored token, and that a failure on the way leaves the old one in use.
#include "app/session/scopeprobe.h"
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>

#include <algorithm>

using namespace metascope;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

/// A keychain in memory that fails where it is told to.
class FrailStore final : public TokenStore {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("frail"); }
    Reply<Done> write(const TokenKey &key, Secret secret) override
    {
        if (writes++ == failWrite)
            return Reply<Done>::ready(Failure(Error::local(ErrorKind::KeychainLocked, QStringLiteral("made up"))));
        kept[key.toString()] = garble ? QByteArray("made-up-other") : secret.expose();
        return Reply<Done>::ready(Done{});
    }
    Reply<SharedSecret> read(const TokenKey &key) override
    {
        const auto found = kept.find(key.toString());
        if (found == kept.end())
            return Reply<SharedSecret>::ready(
                Failure(Error::local(ErrorKind::KeychainMissing, QStringLiteral("made up"))));
        return Reply<SharedSecret>::ready(std::make_shared<const Secret>(QByteArray(found->second)));
    }
    Reply<Done> remove(const TokenKey &key) override
    {
        if (failRemove)
            return Reply<Done>::ready(Failure(Error::local(ErrorKind::KeychainDenied, QStringLiteral("made up"))));
        kept.erase(key.toString());
        return Reply<Done>::ready(Done{});
    }

    std::map<QString, QByteArray> kept;
    int writes = 0;
    int failWrite = -1;
    bool garble = false;
    bool failRemove = false;
};

using FrailHouse = test::House<FrailStore>;

const QByteArray oldToken = QByteArrayLiteral("made-up-token-0001");
const QByteArray newToken = QByteArrayLiteral("made-up-token-0002");

/// Takes every token but the one that says no.
QByteArray me(const StubRequest &request)
{
    if (request.head.contains("refused"))
        return stubAnswer(R"({"code":"ERROR_CODE_UNAUTHORIZED","message":"Invalid token"})", "401 Unauthorized");
    return stubAnswer(R"({"id":1,"name":"Ada Made-Up","email":"ada@made-up.example"})");
}

/// A JWT without a signature that anybody would accept, which ends at `end`.
QByteArray jwtUntil(const QDateTime &end)
{
    const auto part = [](const QByteArray &json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part(R"({"alg":"none","typ":"made-up"})") + '.'
        + part("{\"aud\":\"xano:meta\",\"exp\":" + QByteArray::number(end.toSecsSinceEpoch()) + '}') + ".bWFkZS11cA";
}

/// An instance whose token is in the keychain.
InstanceId house(FrailHouse &house, const StubServer &server, const QString &tokenId = QStringLiteral("3f2a"))
{
    const InstanceId id = house.add(TokenPlace::Keychain, server.url(), tokenId);
    house.keychain.kept[tokenKeyOf(*house.registry.find(id)).toString()] = oldToken;
    return id;
}

QByteArray authorizationOf(const StubRequest &request)
{
    for (const QByteArray &line : request.head.split('\n'))
        if (line.toLower().startsWith("authorization:"))
            return line.mid(14).trimmed();
    return {};
}

} // namespace

class TokenKeeperTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTestNotesWhoseItIs();
    void aTestOfARefusedTokenNotesNothing();
    void theTokenInUseIsHandedOut();
    void anEditedAddressGetsNoTokenOfAnOpenInstance();
    void tryingOutStoresNothing();
    void replacingSwapsTheTokenEverywhere();
    void anAccountsTokenIsReplacedForAllItServes();
    void aFailureOnTheWayKeepsTheOldOne_data();
    void aFailureOnTheWayKeepsTheOldOne();
    void anOldOneThatStaysIsSaid();
    void anAbortTakesBackWhatWasWritten();
    void removingKeepsTheInstance();
    void aLabelIsForAllThatATokenServes();
    void checkingScopesReadsAFewLists();
};

void TokenKeeperTest::aTestNotesWhoseItIs()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    const QDateTime end(QDate(2030, 1, 2), QTime(3, 4, 5), Qt::UTC);
    all.keychain.kept.begin()->second = jwtUntil(end);
    const auto person = waitFor(all.keeper.test(id));
    QVERIFY2(person, qPrintable(person ? QString() : describe(person.error())));
    QCOMPARE(person->name, QStringLiteral("Ada Made-Up"));
    const TokenFacts facts = all.registry.find(id)->token;
    QCOMPARE(facts.person, QStringLiteral("Ada Made-Up"));
    QCOMPARE(facts.lastFour, QStringLiteral("11cA"));
    QCOMPARE(facts.expiry, (TokenExpiry{TokenExpiry::Source::Token, end}));
    QCOMPARE(server.requests.size(), 1);
    QVERIFY2(!all.sessions.find(id), "a test opens nothing");
}

void TokenKeeperTest::aTestOfARefusedTokenNotesNothing()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    all.keychain.kept.begin()->second = "made-up-refused-token";
    QCOMPARE(waitFor(all.keeper.test(id)).error().kind, ErrorKind::Unauthorized);
    QCOMPARE(all.registry.find(id)->token, TokenFacts());
    all.keychain.kept.clear();
    QCOMPARE(waitFor(all.keeper.test(id)).error().kind, ErrorKind::KeychainMissing);
    QCOMPARE(waitFor(all.keeper.test(InstanceId(QStringLiteral("never")))).error().kind, ErrorKind::NotFound);
    QCOMPARE(server.requests.size(), 1);
}

void TokenKeeperTest::theTokenInUseIsHandedOut()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    const auto stored = waitFor(all.keeper.token(id));
    QVERIFY(stored);
    QCOMPARE((*stored)->expose(), oldToken);
    QVERIFY(waitFor(all.sessions.open(id)));
    // The keychain is read once per run.
    all.keychain.kept.clear();
    const auto used = waitFor(all.keeper.token(id));
    QVERIFY(used);
    QCOMPARE((*used)->expose(), oldToken);
}

void TokenKeeperTest::anEditedAddressGetsNoTokenOfAnOpenInstance()
{
    const StubServer server(me);
    const StubServer evil(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    QVERIFY(waitFor(all.sessions.open(id)));
    // Somebody writes another address into the file, and the next change here reads it in.
    QFile file(all.folder.filePath(QStringLiteral("instances.json")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray edited = file.readAll().replace(server.url().toUtf8(), evil.url().toUtf8());
    QVERIFY(file.resize(0) && file.seek(0) && file.write(edited) == edited.size());
    file.close();
    QVERIFY(all.keeper.edit(id, [](TokenFacts &facts) { facts.label = QStringLiteral("laptop"); }));
    QCOMPARE(all.registry.find(id)->base.origin.toString(), evil.url());

    QCOMPARE(waitFor(all.keeper.token(id)).error().kind, ErrorKind::KeychainMissing);
    QCOMPARE(waitFor(all.keeper.test(id)).error().kind, ErrorKind::KeychainMissing);
    QVERIFY(evil.requests.isEmpty());
    QVERIFY(server.requests.isEmpty());
}

void TokenKeeperTest::tryingOutStoresNothing()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    const auto kept = all.keychain.kept;
    QCOMPARE(waitFor(all.keeper.tryOut(all.keeper.servedWith(id), QStringLiteral("made-up-refused"))).error().kind,
             ErrorKind::Unauthorized);
    QCOMPARE(waitFor(all.keeper.tryOut(all.keeper.servedWith(id), QStringLiteral("two words"))).error().kind,
             ErrorKind::Validation);
    const auto tried = waitFor(
        all.keeper.tryOut(all.keeper.servedWith(id), QStringLiteral("Bearer ") + QString::fromLatin1(newToken)));
    QVERIFY(tried);
    QCOMPARE(tried->person.name, QStringLiteral("Ada Made-Up"));
    QCOMPARE(tried->lastFour, QStringLiteral("0002"));
    QVERIFY(all.keychain.kept == kept);
    QCOMPARE(all.registry.find(id)->tokenId, QStringLiteral("3f2a"));
}

void TokenKeeperTest::replacingSwapsTheTokenEverywhere()
{
    StubServer server([](const StubRequest &request) {
        return request.target.contains("/auth/me") ? me(request) : stubAnswer("[]");
    });
    FrailHouse all;
    const InstanceId id = house(all, server);
    QVERIFY(all.keeper.edit(id, [](TokenFacts &facts) {
        facts.label = QStringLiteral("laptop");
        facts.recorded = ScopeGrid();
    }));
    const auto session = waitFor(all.sessions.open(id));
    QVERIFY(session);
    all.rights.note(QStringLiteral("3f2a"), QStringLiteral("Workspace File: Read"), false,
                    QDateTime::currentDateTimeUtc());
    const auto tried = waitFor(all.keeper.tryOut(all.keeper.servedWith(id), QString::fromLatin1(newToken)));
    QVERIFY(tried);
    const auto replaced = waitFor(all.keeper.replace(*tried, TokenPlace::Keychain));
    QVERIFY2(replaced, qPrintable(replaced ? QString() : describe(replaced.error())));

    const InstanceEntry entry = *all.registry.find(id);
    QVERIFY(entry.tokenId != QStringLiteral("3f2a"));
    QCOMPARE(all.keychain.kept.size(), std::size_t(1));
    QCOMPARE(all.keychain.kept.at(tokenKeyOf(entry).toString()), newToken);
    QCOMPARE(entry.token.label, QStringLiteral("laptop"));
    QCOMPARE(entry.token.lastFour, QStringLiteral("0002"));
    QVERIFY2(!entry.token.recorded, "the boxes were those of the old one");
    QVERIFY(all.rights.seen(QStringLiteral("3f2a")).isEmpty());
    // The open session goes on with the new one.
    server.requests.clear();
    QVERIFY(waitFor((*session)->workspaces().list()));
    QCOMPARE(authorizationOf(server.requests.constFirst()), "Bearer " + newToken);
}

void TokenKeeperTest::anAccountsTokenIsReplacedForAllItServes()
{
    const StubServer one(me);
    const StubServer two(me);
    const StubServer other(me);
    FrailHouse all;
    const InstanceId first = house(all, one);
    const InstanceId second = house(all, two);
    const InstanceId third = house(all, other, QStringLiteral("77ff"));
    const auto tried = waitFor(all.keeper.tryOut(all.keeper.servedWith(second), QString::fromLatin1(newToken)));
    QVERIFY(tried);
    QCOMPARE(one.requests.size() + two.requests.size() + other.requests.size(), 2);
    QVERIFY(waitFor(all.keeper.replace(*tried, TokenPlace::Keychain)));
    QCOMPARE(all.registry.find(first)->tokenId, all.registry.find(second)->tokenId);
    for (const InstanceId &id : {first, second})
        QCOMPARE(all.keychain.kept.at(tokenKeyOf(*all.registry.find(id)).toString()), newToken);
    QCOMPARE(all.registry.find(third)->tokenId, QStringLiteral("77ff"));
    QCOMPARE(all.keychain.kept.size(), std::size_t(3));
}

void TokenKeeperTest::aFailureOnTheWayKeepsTheOldOne_data()
{
    QTest::addColumn<QString>("failure");
    for (const char *failure : {"the first write", "the second write", "another text", "the registry"})
        QTest::newRow(failure) << QString::fromLatin1(failure);
}

void TokenKeeperTest::aFailureOnTheWayKeepsTheOldOne()
{
    QFETCH(const QString, failure);
    const StubServer one(me);
    const StubServer two(me);
    FrailHouse all;
    const InstanceId first = house(all, one);
    const InstanceId second = house(all, two);
    const auto tried = waitFor(all.keeper.tryOut(all.keeper.servedWith(first), QString::fromLatin1(newToken)));
    QVERIFY(tried);
    const auto before = all.keychain.kept;
    const QList<InstanceEntry> entries = all.registry.entries();
    all.keychain.writes = 0;
    if (failure == QLatin1String("the first write"))
        all.keychain.failWrite = 0;
    else if (failure == QLatin1String("the second write"))
        all.keychain.failWrite = 1;
    else if (failure == QLatin1String("another text"))
        all.keychain.garble = true;
    else
        all.folder.remove();
    const auto replaced = waitFor(all.keeper.replace(*tried, TokenPlace::Keychain));
    QVERIFY(!replaced);
    QVERIFY2(all.keychain.kept == before, "what was written is taken back");
    QCOMPARE(all.registry.entries(), entries);
    QCOMPARE((*waitFor(all.keeper.token(second)))->expose(), oldToken);
}

void TokenKeeperTest::anOldOneThatStaysIsSaid()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    const auto tried = waitFor(all.keeper.tryOut(all.keeper.servedWith(id), QString::fromLatin1(newToken)));
    QVERIFY(tried);
    all.keychain.failRemove = true;
    const auto replaced = waitFor(all.keeper.replace(*tried, TokenPlace::Keychain));
    QVERIFY(!replaced);
    QCOMPARE(replaced.error().delivery, Delivery::Unknown);
    QVERIFY2(replaced.error().message.contains(QStringLiteral("the new token is in use")),
             qPrintable(replaced.error().message));
    QCOMPARE((*waitFor(all.keeper.token(id)))->expose(), newToken);
}

void TokenKeeperTest::anAbortTakesBackWhatWasWritten()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    const auto tried = waitFor(all.keeper.tryOut(all.keeper.servedWith(id), QString::fromLatin1(newToken)));
    QVERIFY(tried);
    const auto before = all.keychain.kept;
    const auto replacing = all.keeper.replace(*tried, TokenPlace::Keychain);
    replacing.abort();
    const auto replaced = waitFor(replacing);
    QVERIFY(!replaced);
    QCOMPARE(replaced.error().kind, ErrorKind::Cancelled);
    QVERIFY(all.keychain.kept == before);
    QCOMPARE(all.registry.find(id)->tokenId, QStringLiteral("3f2a"));
}

void TokenKeeperTest::removingKeepsTheInstance()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId id = house(all, server);
    const InstanceId same = house(all, server); // the same token at the same place
    QVERIFY(waitFor(all.sessions.open(id)));
    all.rights.note(QStringLiteral("3f2a"), QStringLiteral("Workspace File: Read"), true,
                    QDateTime::currentDateTimeUtc());
    all.keychain.failRemove = true;
    QVERIFY(!waitFor(all.keeper.removeToken(id)));
    QCOMPARE(all.registry.find(id)->tokenId, QStringLiteral("3f2a"));
    all.keychain.failRemove = false;
    QVERIFY(waitFor(all.keeper.removeToken(id)));
    QVERIFY(all.keychain.kept.empty());
    QVERIFY(!all.sessions.find(id));
    for (const InstanceId &each : {id, same})
        QVERIFY(all.registry.find(each)->tokenId.isEmpty());
    QVERIFY(all.rights.seen(QStringLiteral("3f2a")).isEmpty());
    // Nothing to open with; a new token makes it whole again.
    QCOMPARE(waitFor(all.sessions.open(id)).error().kind, ErrorKind::KeychainMissing);
    const auto tried = waitFor(all.keeper.tryOut(all.keeper.servedWith(id), QString::fromLatin1(newToken)));
    QVERIFY(tried && waitFor(all.keeper.replace(*tried, TokenPlace::Keychain)));
    QVERIFY(waitFor(all.sessions.open(id)));
}

void TokenKeeperTest::aLabelIsForAllThatATokenServes()
{
    const StubServer server(me);
    FrailHouse all;
    const InstanceId first = house(all, server);
    const InstanceId second = house(all, server);
    const InstanceId other = house(all, server, QStringLiteral("77ff"));
    QVERIFY(all.keeper.edit(first, [](TokenFacts &facts) { facts.label = QStringLiteral("laptop"); }));
    QCOMPARE(all.registry.find(second)->token.label, QStringLiteral("laptop"));
    QVERIFY(all.registry.find(other)->token.label.isEmpty());
}

void TokenKeeperTest::checkingScopesReadsAFewLists()
{
    sandbox::Sandbox server;
    sandbox::SandboxOptions options;
    options.faults = {QStringLiteral("GET */function status=403")};
    const auto ready = server.start(options);
    QVERIFY(ready);
    FrailHouse all;
    const InstanceId id = all.add(TokenPlace::Keychain, ready->instances.constFirst().url);
    all.keychain.kept[tokenKeyOf(*all.registry.find(id)).toString()] = ready->token;
    const auto checked = waitFor(all.keeper.checkScopes(id));
    QVERIFY2(checked, qPrintable(checked ? QString() : describe(checked.error())));
    const auto requests = server.requests();
    QVERIFY2(requests.size() <= ScopeProbe::mostCalls, qPrintable(QString::number(requests.size())));
    for (const auto &each : requests)
        QCOMPARE(each.request.method, QByteArray("GET"));
    const QList<SeenRight> seen = all.rights.seen(QStringLiteral("3f2a"));
    const auto isGranted = [&seen](const char *scope) -> std::optional<bool> {
        const auto found = std::ranges::find(seen, QString::fromLatin1(scope), &SeenRight::scope);
        return found == seen.end() ? std::nullopt : std::optional(found->granted);
    };
    QCOMPARE(isGranted("Workspace Database: Read"), std::optional(true));
    QCOMPARE(isGranted("Workspace Content: Read"), std::optional(true));
    QCOMPARE(isGranted("Workspace Function: Read"), std::optional(false));
    QVERIFY2(
        std::ranges::none_of(seen, [](const SeenRight &right) { return !right.scope.endsWith(QLatin1String("Read")); }),
        "what cannot be probed stays unknown");
}

METASCOPE_TEST(TokenKeeperTest)

#include "tokenkeepertest.moc"
