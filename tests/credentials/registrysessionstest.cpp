// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps entries for one session apart from those of the file, and what is kept of a workspace that is not understood.
#include "app/store/instanceregistry.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

using namespace metascope;

namespace {

InstanceEntry entryOf(const QString &name, TokenPlace place = TokenPlace::Keychain)
{
    InstanceEntry entry;
    entry.name = name;
    entry.base = *ApiBase::fromUserInput(QStringLiteral("made-up.example"));
    entry.tokenId = QStringLiteral("3f2a");
    entry.place = place;
    return entry;
}

} // namespace

class RegistrySessionsTest final : public QObject {
    Q_OBJECT

    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("instances.json")); }
    [[nodiscard]] QByteArray text() const
    {
        QFile stored(file());
        return stored.open(QIODevice::ReadOnly) ? stored.readAll() : QByteArray();
    }
    void write(const QByteArray &text) const
    {
        QFile stored(file());
        QVERIFY(stored.open(QIODevice::WriteOnly));
        QCOMPARE(stored.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init();
    void aSessionsIdIsNobodyElses();
    void aLinkCanNameASessionsInstance();
    void aFileHasNoSessionsEntries_data();
    void aFileHasNoSessionsEntries();
    void keysOfAWorkspaceThatAreNotUnderstoodStay();
};

void RegistrySessionsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void RegistrySessionsTest::aSessionsIdIsNobodyElses()
{
    InstanceRegistry one(file());
    InstanceRegistry two(file());
    const auto forNow = one.put(entryOf(QStringLiteral("Acme"), TokenPlace::Session));
    const auto kept = two.put(entryOf(QStringLiteral("Acme")));
    QVERIFY(forNow && kept);
    QVERIFY(*forNow != *kept);
    // Taken in by the first, the other process's entry takes nobody's place.
    QVERIFY(one.put(entryOf(QStringLiteral("Other"))));
    QCOMPARE(one.entries().size(), 3);
    QCOMPARE(one.find(*forNow)->place, TokenPlace::Session);
    QCOMPARE(one.find(*kept)->place, TokenPlace::Keychain);
    QVERIFY(two.load());
    QCOMPARE(two.entries().size(), 2);
    QVERIFY(!two.find(*forNow));
    // No name leads there.
    for (const char *name : {"session--acme", "Session -- Acme", "session-acme"})
        QVERIFY(!two.put(entryOf(QString::fromLatin1(name)))->value().startsWith(QLatin1String("session--")));
    QVERIFY(one.put(entryOf(QStringLiteral("Acme"), TokenPlace::Session)) != *forNow);
}

void RegistrySessionsTest::aLinkCanNameASessionsInstance()
{
    InstanceRegistry registry(file());
    for (const char *name : {"Acme", "qa", "x"}) {
        const auto id = registry.put(entryOf(QString::fromLatin1(name), TokenPlace::Session));
        QVERIFY(id);
        const QUrl link(QStringLiteral("metascope://%1/5/table/orders").arg(id->value()), QUrl::StrictMode);
        QVERIFY2(link.isValid(), qPrintable(id->value()));
        QCOMPARE(link.host(), id->value());
    }
}

void RegistrySessionsTest::aFileHasNoSessionsEntries_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::newRow("by its place") << QByteArray(
        R"({"id": "a", "address": "https://a.example", "token": {"id": "3f2a", "place": "session"}})");
    QTest::newRow("by its id") << QByteArray(
        R"({"id": "session--a", "address": "https://a.example", "token": {"id": "3f2a"}})");
}

void RegistrySessionsTest::aFileHasNoSessionsEntries()
{
    QFETCH(const QByteArray, entry);
    write(R"({"version": 2, "instances": [)" + entry + R"(, {"id": "b", "address": "https://b.example"}]})");
    const QByteArray before = text();
    InstanceRegistry registry(file());
    const auto loaded = registry.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Storage);
    QVERIFY2(loaded.error().message.contains(QLatin1Char('1')), qPrintable(loaded.error().message));
    QCOMPARE(registry.entries().size(), 1);
    QCOMPARE(registry.entries().constFirst().id.value(), QStringLiteral("b"));
    QFile kept(loaded.error().detail);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), before);
}

void RegistrySessionsTest::keysOfAWorkspaceThatAreNotUnderstoodStay()
{
    write(R"({"version": 2, "instances": [{"id": "a", "address": "https://a.example", "workspaces": [
        {"id": 5, "guard": "read-only", "flavour": "green"}, {"id": 6, "flavour": "blue"},
        {"id": 7, "tag": "staging"}, {"name": "of another version"}, {"id": 8, "colour": "red"}]}]})");
    InstanceRegistry registry(file());
    QVERIFY(registry.load());
    const InstanceId id = registry.entries().constFirst().id;
    QVERIFY(registry.change(id, [](InstanceEntry &entry) {
        QCOMPARE(entry.workspaces.size(), 3);
        entry.workspaces.remove(WorkspaceId(5));
        entry.workspaces.remove(WorkspaceId(7));
        entry.workspaces[WorkspaceId(8)].mark.tag = QStringLiteral("production");
        entry.workspaces.insert(WorkspaceId(9), {GuardLevel::Normal, {}});
    }));
    const auto json = RawJson::parse(text());
    QVERIFY(json);
    QStringList workspaces;
    for (const RawJson &each : json->member(u"instances")->elements().constFirst().member(u"workspaces")->elements())
        workspaces.append(
            QString::fromUtf8(each.text()).simplified().remove(QLatin1String("{ ")).remove(u'}').trimmed());
    QCOMPARE(
        workspaces,
        QStringList({QStringLiteral(R"("id": 5, "flavour": "green")"), QStringLiteral(R"("id": 6, "flavour": "blue")"),
                     QStringLiteral(R"("name": "of another version")"),
                     QStringLiteral(R"("id": 8, "colour": "red", "tag": "production")"),
                     QStringLiteral(R"("id": 9, "guard": "normal")")}));
    InstanceRegistry again(file());
    QVERIFY(again.load());
    QCOMPARE(again.entries().constFirst().workspaces, registry.entries().constFirst().workspaces);
}

METASCOPE_TEST(RegistrySessionsTest)
#include "registrysessionstest.moc"
