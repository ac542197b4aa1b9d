// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/instanceregistry.h"
#include "tests/support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

InstanceEntry entryOf(const QString &name, const QString &address = QStringLiteral("made-up.example"))
{
    InstanceEntry entry;
    entry.name = name;
    entry.base = *ApiBase::fromUserInput(address);
    entry.tokenId = QStringLiteral("3f2a");
    entry.token.person = QStringLiteral("Ada Made-Up");
    return entry;
}

} // namespace

class InstanceRegistryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void readsWhatItWrote();
    void keepsKeysOfOtherVersions();
    void holdsNothingButTheseKeys();
    void keepsAllThatIsKnownOfAToken();
    void understandsVersionOne();
    void leavesANewerVersionAlone();
    void takesInWhatAnotherProcessWrote();
    void aChangeIsForAllOrNone();
    void keepsWhatCouldBeUnderstood();
    void isForItsOwnerAlone();
    void writesAsAWholeOrNotAtAll();
    void leavesSessionEntriesOut();
    void makesIdsFromNames();
    void replacesAndRemoves();
    void guardsWhatItDoesNotKnow();
    void startsWithoutAFile();
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void neverWritesOverWhatItCouldNotRead();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("instances.json")); }
    [[nodiscard]] QByteArray text() const;
    void write(const QByteArray &text) const;
    [[nodiscard]] QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void InstanceRegistryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QByteArray InstanceRegistryTest::text() const
{
    QFile stored(file());
    return stored.open(QIODevice::ReadOnly) ? stored.readAll() : QByteArray();
}

void InstanceRegistryTest::write(const QByteArray &text) const
{
    QFile stored(file());
    QVERIFY(stored.open(QIODevice::WriteOnly));
    QCOMPARE(stored.write(text), text.size());
}

void InstanceRegistryTest::readsWhatItWrote()
{
    InstanceRegistry registry(file());
    QSignalSpy changed(&registry, &InstanceRegistry::changed);
    InstanceEntry entry = entryOf(QStringLiteral("Made Up"), QStringLiteral("http://[::1]:8080/tenant/t1"));
    entry.rateLimited = true;
    entry.guard = GuardLevel::ReadOnly;
    const auto id = registry.put(entry);
    QVERIFY(id);
    QVERIFY(registry.put(entryOf(QStringLiteral("Zweite “Instanz”"))));
    QCOMPARE(changed.count(), 2);

    InstanceRegistry again(file());
    QSignalSpy loaded(&again, &InstanceRegistry::changed);
    QVERIFY(again.load());
    QCOMPARE(loaded.count(), 1);
    QCOMPARE(again.entries().size(), 2);
    const auto found = again.find(*id);
    QVERIFY(found);
    QCOMPARE(found->name, entry.name);
    QCOMPARE(found->base.toString(), QStringLiteral("http://[::1]:8080/tenant/t1/api:meta"));
    QCOMPARE(found->tokenId, entry.tokenId);
    QCOMPARE(found->token.person, entry.token.person);
    QCOMPARE(found->rateLimited, std::optional(true));
    QCOMPARE(found->guard, GuardLevel::ReadOnly);
    QCOMPARE(found->place, TokenPlace::Keychain);
    QCOMPARE(again.entries().at(1).name, QStringLiteral("Zweite “Instanz”"));
    QVERIFY(!again.entries().at(1).rateLimited);
    // Written again without a change, it is the same to the byte.
    const QByteArray before = text();
    QVERIFY(again.put(*found));
    QCOMPARE(text(), before);
}

void InstanceRegistryTest::keepsKeysOfOtherVersions()
{
    write(R"({"version": 1, "instances": [{"id": "a", "name": "A", "address": "https://made-up.example/api:meta",
        "flavour": "green", "big": 18446744073709551615}]})");
    InstanceRegistry registry(file());
    QVERIFY(registry.load());
    InstanceEntry entry = registry.entries().constFirst();
    entry.name = QStringLiteral("B");
    QVERIFY(registry.put(entry));
    QVERIFY(text().contains(R"("flavour": "green")"));
    QVERIFY(text().contains("18446744073709551615"));
    QVERIFY(text().contains(R"("name": "B")"));
}

void InstanceRegistryTest::holdsNothingButTheseKeys()
{
    InstanceRegistry registry(file());
    InstanceEntry entry = entryOf(QStringLiteral("Made Up"));
    entry.rateLimited = false;
    QVERIFY(registry.put(entry));
    const auto json = RawJson::parse(text());
    QVERIFY(json);
    QStringList keys;
    for (const auto &member : json->members())
        keys += member.key;
    QCOMPARE(keys, QStringList({QStringLiteral("version"), QStringLiteral("instances")}));
    QCOMPARE(json->member(u"version")->toInteger(), std::optional<qint64>(2));
    keys.clear();
    const RawJson stored = json->member(u"instances")->elements().constFirst();
    for (const auto &member : stored.members())
        keys += member.key;
    const QStringList known{QStringLiteral("id"),    QStringLiteral("name"),  QStringLiteral("address"),
                            QStringLiteral("token"), QStringLiteral("guard"), QStringLiteral("rate_limited")};
    QCOMPARE(keys, known);
    keys.clear();
    for (const auto &member : stored.member(u"token")->members())
        keys += member.key;
    // The id of the token's entry is there, the token has no place.
    QCOMPARE(keys, QStringList({QStringLiteral("id"), QStringLiteral("person")}));
}

void InstanceRegistryTest::keepsAllThatIsKnownOfAToken()
{
    InstanceRegistry registry(file());
    InstanceEntry entry = entryOf(QStringLiteral("Made Up"));
    entry.place = TokenPlace::Ask;
    entry.token.label = QStringLiteral("laptop");
    entry.token.kind = TokenKind::SignedIn;
    entry.token.lastFour = QStringLiteral("wxyz");
    entry.token.expiry = {TokenExpiry::Source::Token, QDateTime(QDate(2027, 1, 2), QTime(3, 4, 5, 678), Qt::UTC)};
    ScopeGrid grid;
    grid.set(ScopeArea::LiveDataSource, ScopeRight::Read, true);
    grid.set(ScopeArea::Files, ScopeRight::Delete, true);
    entry.token.recorded = grid;
    entry.token.lastUsed = QDateTime(QDate(2026, 12, 31), QTime(23, 59), Qt::UTC);
    entry.mark = {MarkColour::Red, QStringLiteral("production")};
    entry.workspaces.insert(WorkspaceId(7), {GuardLevel::ReadOnly, {MarkColour::Blue, QStringLiteral("staging")}});
    entry.workspaces.insert(WorkspaceId(8), {std::nullopt, {MarkColour::None, QStringLiteral("test")}});
    entry.workspaces.insert(WorkspaceId(9), {});
    entry.pinnedCertificate = QByteArray(32, '\x5a');
    const auto id = registry.put(entry);
    QVERIFY(id);

    InstanceRegistry again(file());
    QVERIFY(again.load());
    InstanceEntry read = *again.find(*id);
    QCOMPARE(read.workspaces.size(), 2); // one without anything of its own is not written
    entry.workspaces.remove(WorkspaceId(9));
    entry.id = *id;
    entry.raw = read.raw;
    QCOMPARE(read, entry);
    QCOMPARE(again.guardLevel(*id, WorkspaceId(7)), GuardLevel::ReadOnly);
    QCOMPARE(again.guardLevel(*id, WorkspaceId(8)), GuardLevel::Confirm);
}

void InstanceRegistryTest::understandsVersionOne()
{
    write(R"({"version": 1, "instances": [{"id": "a", "name": "A", "address": "https://made-up.example/api:meta",
        "token_id": "3f2a", "person": "Ada Made-Up", "guard": "read-only", "rate_limited": true}]})");
    const QByteArray before = text();
    InstanceRegistry registry(file());
    QVERIFY(registry.load());
    const InstanceEntry entry = registry.entries().constFirst();
    QCOMPARE(entry.tokenId, QStringLiteral("3f2a"));
    QCOMPARE(entry.place, TokenPlace::Keychain);
    QCOMPARE(entry.token.person, QStringLiteral("Ada Made-Up"));
    QCOMPARE(entry.token.kind, TokenKind::Unknown);
    QCOMPARE(entry.guard, GuardLevel::ReadOnly);
    QCOMPARE(text(), before); // reading changes nothing
    QVERIFY(registry.put(entry));
    const auto json = RawJson::parse(text());
    QVERIFY(json);
    QCOMPARE(json->member(u"version")->toInteger(), std::optional<qint64>(2));
    const RawJson stored = json->member(u"instances")->elements().constFirst();
    QVERIFY(!stored.member(u"token_id") && !stored.member(u"person"));
    InstanceRegistry again(file());
    QVERIFY(again.load());
    QCOMPARE(again.entries().constFirst().tokenId, entry.tokenId);
    QCOMPARE(again.entries().constFirst().token, entry.token);
}

void InstanceRegistryTest::leavesANewerVersionAlone()
{
    write(R"({"version": 3, "instances": []})");
    const QByteArray before = text();
    InstanceRegistry registry(file());
    const auto loaded = registry.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Storage);
    QVERIFY(!registry.put(entryOf(QStringLiteral("Made Up"))));
    QVERIFY(registry.entries().isEmpty());
    QCOMPARE(text(), before);
    QCOMPARE(names().size(), 1);
}

void InstanceRegistryTest::takesInWhatAnotherProcessWrote()
{
    InstanceRegistry one(file());
    InstanceRegistry two(file());
    QVERIFY(one.load() && two.load());
    InstanceEntry forNow = entryOf(QStringLiteral("For Now"));
    forNow.place = TokenPlace::Session;
    QVERIFY(one.put(forNow));
    QVERIFY(two.put(entryOf(QStringLiteral("Of Two"))));
    const auto ofOne = one.put(entryOf(QStringLiteral("Of One")));
    QVERIFY(ofOne);
    QStringList names;
    for (const InstanceEntry &each : one.entries())
        names.append(each.name);
    names.sort();
    QCOMPARE(names, QStringList({QStringLiteral("For Now"), QStringLiteral("Of One"), QStringLiteral("Of Two")}));
    QVERIFY(two.remove(*ofOne));
    QCOMPARE(two.entries().size(), 1);
    // A file that someone else broke meanwhile is not written over.
    write("made-up rubbish");
    QVERIFY(!one.put(entryOf(QStringLiteral("Lost"))));
    QCOMPARE(text(), QByteArray("made-up rubbish"));
    QCOMPARE(one.entries().size(), 3);
}

void InstanceRegistryTest::aChangeIsForAllOrNone()
{
    InstanceRegistry registry(file());
    InstanceEntry entry = entryOf(QStringLiteral("Made Up"));
    QVERIFY(registry.put(entry) && registry.put(entry));
    QSignalSpy changed(&registry, &InstanceRegistry::changed);
    QVERIFY(registry.change([](const InstanceEntry &each) { return each.tokenId == QStringLiteral("3f2a"); },
                            [](InstanceEntry &each) { each.token.label = QStringLiteral("laptop"); }));
    QCOMPARE(changed.count(), 1);
    for (const InstanceEntry &each : registry.entries())
        QCOMPARE(each.token.label, QStringLiteral("laptop"));
    const auto none = registry.change(InstanceId(QStringLiteral("never")), [](InstanceEntry &) {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
    QCOMPARE(changed.count(), 1);
}

void InstanceRegistryTest::keepsWhatCouldBeUnderstood()
{
    write(R"({"version": 1, "instances": [{"id": "a", "address": "https://a.example"}, {"id": "b"},
        {"id": "a", "address": "https://b.example"}, {"id": "C/1", "address": "https://c.example"}]})");
    const QByteArray before = text();
    InstanceRegistry registry(file());
    const auto loaded = registry.load();
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.contains(QLatin1Char('3')), qPrintable(loaded.error().message));
    QCOMPARE(registry.entries().size(), 1);
    QCOMPARE(registry.entries().constFirst().base.origin.toString(), QStringLiteral("https://a.example"));
    QFile kept(loaded.error().detail);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), before);
    QCOMPARE(text(), before);
    QVERIFY(registry.put(entryOf(QStringLiteral("Made Up"))));
    InstanceRegistry again(file());
    QVERIFY(again.load());
    QCOMPARE(again.entries().size(), 2);
}

void InstanceRegistryTest::isForItsOwnerAlone()
{
    // One that others could read becomes private with the first write.
    write(R"({"version": 1, "instances": []})");
    QVERIFY(QFile::setPermissions(file(), ownerOnly | QFile::ReadGroup | QFile::ReadOther));
    InstanceRegistry registry(file());
    QVERIFY(registry.load());
    QVERIFY(registry.put(entryOf(QStringLiteral("Made Up"))));
    QCOMPARE(QFile::permissions(file()), ownerOnly);

    QVERIFY(QFile::remove(file()));
    QVERIFY(registry.put(entryOf(QStringLiteral("Made Up Too"))));
    QCOMPARE(QFile::permissions(file()), ownerOnly);
}

void InstanceRegistryTest::writesAsAWholeOrNotAtAll()
{
    InstanceRegistry registry(file());
    const auto id = registry.put(entryOf(QStringLiteral("Made Up")));
    QVERIFY(id);
    QCOMPARE(names(), QStringList(QStringLiteral("instances.json")));
    // Someone who has the old file open reads the old list to its end: it is replaced, not written into.
    QFile open(file());
    QVERIFY(open.open(QIODevice::ReadOnly));
    const QByteArray before = text();
    QVERIFY(registry.put(entryOf(QStringLiteral("Made Up Too"))));
    QCOMPARE(open.readAll(), before);

    // A write that fails changes neither the list nor the file.
    InstanceRegistry lost(m_folder->filePath(QStringLiteral("gone/instances.json")));
    QSignalSpy changed(&lost, &InstanceRegistry::changed);
    const auto failed = lost.put(entryOf(QStringLiteral("Made Up")));
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::Storage);
    QVERIFY(lost.entries().isEmpty());
    QCOMPARE(changed.count(), 0);
}

void InstanceRegistryTest::leavesSessionEntriesOut()
{
    InstanceRegistry registry(file());
    InstanceEntry entry = entryOf(QStringLiteral("For Now"));
    entry.place = TokenPlace::Session;
    const auto id = registry.put(entry);
    QVERIFY(id);
    QVERIFY(registry.put(entryOf(QStringLiteral("Kept"))));
    QVERIFY(registry.find(*id));
    QVERIFY(!text().contains("For Now"));
    InstanceRegistry again(file());
    QVERIFY(again.load());
    QCOMPARE(again.entries().size(), 1);
}

void InstanceRegistryTest::makesIdsFromNames()
{
    InstanceRegistry registry(file());
    const auto idOf = [&registry](const QString &name) { return registry.put(entryOf(name))->value(); };
    QCOMPARE(idOf(QStringLiteral("Acme GmbH & Co")), QStringLiteral("acme-gmbh-co"));
    QCOMPARE(idOf(QStringLiteral("acme gmbh, co.")), QStringLiteral("acme-gmbh-co-2"));
    QCOMPARE(idOf(QStringLiteral("ACME/GMBH/CO")), QStringLiteral("acme-gmbh-co-3"));
    QCOMPARE(idOf(QStringLiteral("株式会社")), QStringLiteral("instance"));
    QCOMPARE(idOf(QString()), QStringLiteral("instance-2"));
}

void InstanceRegistryTest::replacesAndRemoves()
{
    InstanceRegistry registry(file());
    InstanceEntry entry = entryOf(QStringLiteral("Made Up"));
    entry.id = *registry.put(entry);
    QVERIFY(registry.put(entryOf(QStringLiteral("Other"))));
    entry.name = QStringLiteral("Renamed");
    QCOMPARE(registry.put(entry)->value(), entry.id.value());
    QCOMPARE(registry.entries().size(), 2);
    QCOMPARE(registry.entries().constFirst().name, QStringLiteral("Renamed"));
    QVERIFY(registry.remove(entry.id));
    QVERIFY(registry.remove(InstanceId(QStringLiteral("never"))));
    QVERIFY(!registry.find(entry.id));
    InstanceRegistry again(file());
    QVERIFY(again.load());
    QCOMPARE(again.entries().size(), 1);
    QCOMPARE(again.entries().constFirst().name, QStringLiteral("Other"));
}

void InstanceRegistryTest::guardsWhatItDoesNotKnow()
{
    write(R"({"version": 1, "instances": [
        {"id": "n", "address": "https://a.example", "guard": "normal"},
        {"id": "r", "address": "https://b.example", "guard": "read-only"},
        {"id": "none", "address": "https://c.example"},
        {"id": "later", "address": "https://d.example", "guard": "ask-twice"}]})");
    InstanceRegistry registry(file());
    QVERIFY(registry.load());
    const auto guard = [&registry](const char *id) {
        return registry.guardLevel(InstanceId(QString::fromLatin1(id)), WorkspaceId(1));
    };
    QCOMPARE(guard("n"), GuardLevel::Normal);
    QCOMPARE(guard("r"), GuardLevel::ReadOnly);
    QCOMPARE(guard("none"), GuardLevel::Confirm);
    QCOMPARE(guard("later"), GuardLevel::ReadOnly);
    QCOMPARE(guard("not on the list"), GuardLevel::Confirm);
}

void InstanceRegistryTest::startsWithoutAFile()
{
    InstanceRegistry registry(file());
    QVERIFY(registry.load());
    QVERIFY(registry.entries().isEmpty());
    QVERIFY(names().isEmpty());
}

void InstanceRegistryTest::setsADamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("damaged");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"version": 1, "instances": [{"id": "a", "addre)");
    QTest::newRow("no JSON") << QByteArray("\xff\xfe made up");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no version") << QByteArray(R"({"instances": []})");
    QTest::newRow("an earlier version than any") << QByteArray(R"({"version": 0, "instances": []})");
    QTest::newRow("no instances") << QByteArray(R"({"version": 1})");
    QTest::newRow("an entry without an id")
        << QByteArray(R"({"version": 1, "instances": [{"address": "https://a.example"}]})");
    QTest::newRow("an entry without an address") << QByteArray(R"({"version": 1, "instances": [{"id": "a"}]})");
    QTest::newRow("plain http") << QByteArray(
        R"({"version": 1, "instances": [{"id": "a", "address": "http://a.example"}]})");
    QTest::newRow("user info") << QByteArray(
        R"({"version": 1, "instances": [{"id": "a", "address": "https://u:p@a.example"}]})");
}

void InstanceRegistryTest::setsADamagedFileAside()
{
    QFETCH(const QByteArray, damaged);
    write(damaged);
    InstanceRegistry registry(file());
    const auto loaded = registry.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Storage);
    QVERIFY(registry.entries().isEmpty());
    QVERIFY(!QFile::exists(file()));
    const QString aside = loaded.error().detail;
    QVERIFY(aside.startsWith(file()));
    QVERIFY(loaded.error().message.contains(aside));
    // The person has a new list, and the old file is still what it was.
    QVERIFY(registry.put(entryOf(QStringLiteral("Made Up"))));
    QFile kept(aside);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), damaged);
    QCOMPARE(names().size(), 2);
}

void InstanceRegistryTest::neverWritesOverWhatItCouldNotRead()
{
    // A folder in its place stands for a file that this user may not read (root may read them all).
    QVERIFY(QDir().mkpath(file() + QStringLiteral("/something")));
    InstanceRegistry registry(file());
    const auto loaded = registry.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Storage);
    QVERIFY(loaded.error().message.contains(file()));

    // With the cause gone the file is there, and what it holds has still not been read.
    QVERIFY(QDir(file()).removeRecursively());
    const QByteArray good = R"({"version": 1, "instances": [{"id": "a", "address": "https://a.example"}]})";
    write(good);
    const auto stored = registry.put(entryOf(QStringLiteral("Made Up")));
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, ErrorKind::Storage);
    QVERIFY(!registry.remove(InstanceId(QStringLiteral("a"))));
    QCOMPARE(text(), good);

    QVERIFY(registry.load());
    QVERIFY(registry.put(entryOf(QStringLiteral("Made Up"))));
    QCOMPARE(registry.entries().size(), 2);
}

METASCOPE_TEST(InstanceRegistryTest)
#include "instanceregistrytest.moc"
