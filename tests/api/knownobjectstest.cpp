// SPDX-License-Identifier: GPL-3.0-or-later
// From one run to the next: what was listed is named, kept, and shown again without a request until the instance is opened.
#include "app/session/knownobjects.h"
#include "app/model/backgroundloader.h"
#include "tests/api/house.h"
#include "tests/api/runningsandbox.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using test::waitFor;

namespace {

/// What one run puts together around the explorer.
struct Run {
    Run(const QString &folder, const QString &url, const QByteArray &token)
        : registry(folder + QStringLiteral("/instances.json")), cache(folder + QStringLiteral("/cache.sqlite"))
    {
        if (!registry.load())
            qFatal("the list of instances cannot be read");
        if (registry.entries().isEmpty()) {
            InstanceEntry entry;
            entry.name = QStringLiteral("Acme");
            entry.base = *ApiBase::fromUserInput(url);
            entry.tokenId = QStringLiteral("3f2a");
            entry.place = TokenPlace::Keychain;
            static_cast<void>(registry.put(entry));
        }
        const InstanceEntry &entry = registry.entries().constFirst();
        if (!waitFor(keychain.write(tokenKeyOf(entry), Secret(QByteArray(token)))))
            qFatal("the token cannot be kept");
        acme = entry.id;
        TreeItem root;
        root.key = NodePath::ofInstance(acme).key();
        root.name = entry.name;
        root.mayHaveChildren = true;
        tree.setRoots({root});
        known.setInstances({{root.key, Kind::Instance, root.name, {}, {}, {}}});
    }
    QModelIndex load(const QString &key)
    {
        const QModelIndex index = tree.indexOf(key);
        tree.fetchMore(index);
        if (!QTest::qWaitFor([&] { return tree.state(index) != LazyTree::State::Loading; }))
            qFatal("not loaded in time");
        return index;
    }
    [[nodiscard]] QString shop() const { return acme.value() + QStringLiteral("/1"); }
    [[nodiscard]] QString tables() const { return shop() + QStringLiteral("/table"); }
    /// What the log of the open session holds.
    [[nodiscard]] qsizetype requests()
    {
        Session *session = sessions.find(acme);
        return session ? static_cast<qsizetype>(session->client().traffic().entries().size()) : 0;
    }

    InstanceRegistry registry;
    SessionStore keychain;
    SessionStore memory;
    AskStore ask{
        [](const TokenKey &) { return Reply<SharedSecret>::ready(Failure(Error::local(ErrorKind::Cancelled, {}))); }};
    TokenStores stores{keychain, memory, ask};
    RightsBook rights{QString()};
    SteadyClock clock;
    Session::Shared shared{registry, clock, false, test::quickOptions()};
    Sessions sessions{registry, stores, rights, shared};
    ExplorerSource source{[this](const InstanceId &id) { return sessions.open(id); }, nullptr,
                          [this](const InstanceId &id) { return sessions.find(id); }};
    LazyTree tree{source};
    NameIndex names;
    WorkspaceCache cache;
    KnownObjects known{source, tree, names, &cache};
    InstanceId acme;
};

/// Makes a table in the sandbox's first workspace.
void makeTable(const test::Running &sandbox, const QByteArray &facts)
{
    test::RawClient client(static_cast<quint16>(QUrl(sandbox.ready.instances.constFirst().url).port()));
    client.send(QByteArray("POST ") + sandbox::MetaPrefix + "/workspace/1/table HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Authorization: Bearer " + sandbox.ready.token + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + QByteArray::number(facts.size()) + "\r\n\r\n" + facts);
    const QByteArray response = client.readResponse();
    QVERIFY2(test::RawClient::status(response) == 200, response.constData());
}

/// How many of the names are called so.
qsizetype named(Run &run, const QString &name, const NameScope &scope = {})
{
    return run.names.find(FuzzyPattern(name), scope, 10).total;
}

} // namespace

class KnownObjectsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNextRunShowsTheLastState();
    void whatWasListedMeanwhileKeepsItsNames();
    void nothingComesBackAfterForgetting();
    void whatIsOfThisRunReachesNoDisk();
    void whatIsClearedIsListedAnew();
    void clearingEndsARestoring();
    void whatComesToBeOfThisRunIsKeptNoMore();
    void everythingCanBeLoaded();
    void anInstanceThatGoesIsForgotten();
};

void KnownObjectsTest::theNextRunShowsTheLastState()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    const QString url = sandbox.ready.instances.constFirst().url;
    const QString crew = QStringLiteral("crew");
    makeTable(sandbox, R"({"name":"tagged","tag":["crew","a,b","[\"c\"]","d\u0000e"]})");
    makeTable(sandbox, R"({"name":"nul\u0000inside","description":"\u0000"})");
    makeTable(sandbox, R"({"name":"\ud83dhalf","description":"the other \ude00"})");
    makeTable(sandbox, R"({"name":"\ufeffmarked","description":"\uffff","tag":["\ufffe"]})");
    int count = 0;
    {
        Run run(folder.path(), url, sandbox.ready.token);
        run.load(run.acme.value());
        run.load(run.shop());
        count = run.tree.rowCount(run.load(run.tables()));
        QVERIFY(count > 0);
        QCOMPARE(run.names.find(FuzzyPattern(QStringLiteral("customer")), {}, 10).matches.constFirst().object.place,
                 QStringLiteral("Acme › shop"));
        // What is asked of the cache later comes behind what it was given.
        QVERIFY(waitFor(run.cache.coverage(run.acme)));
    }
    Run run(folder.path(), url, sandbox.ready.token);
    QVERIFY(waitFor(run.known.restore({run.acme})));
    const QModelIndex tables = run.tree.indexOf(run.tables());
    QVERIFY(tables.isValid());
    QCOMPARE(run.tree.rowCount(tables), count);
    QVERIFY(tables.data(LazyTree::ReadAtRole).toDateTime().isValid());
    QVERIFY(named(run, QStringLiteral("customer")) >= 1);
    QCOMPARE(named(run, QStringLiteral("tagged"), {{}, crew}), 1);
    const auto tagged = run.names.find(FuzzyPattern(QStringLiteral("tagged")), {}, 1).matches.constFirst().object;
    QCOMPARE(tagged.tags.size(), 4);
    QVERIFY(run.tree.indexOf(tagged.key).data(LazyTree::TagsRole).toStringList().contains(QStringLiteral("a,b")));
    // Nothing opens it, and nothing is asked for.
    QVERIFY(!run.tree.isOld(tables));
    QVERIFY(!run.tree.canFetchMore(tables));
    QVERIFY(!run.tree.canFetchMore(run.tree.indexOf(run.acme.value())));
    QVERIFY(!run.sessions.find(run.acme));

    QVERIFY(waitFor(run.sessions.open(run.acme)));
    QVERIFY(run.tree.isOld(tables));
    QSignalSpy refreshed(&run.tree, &LazyTree::refreshed);
    run.tree.refresh(tables);
    QTRY_COMPARE(run.tree.state(tables), LazyTree::State::Loaded);
    QCOMPARE(run.tree.rowCount(tables), count);
    QVERIFY(!tables.data(LazyTree::ReadAtRole).isValid());
    QVERIFY(!run.tree.isOld(tables));
    QCOMPARE(refreshed.size(), 0); // nothing is another
    // And it would be told.
    makeTable(sandbox, R"({"name":"newest"})");
    run.tree.refresh(tables);
    QTRY_COMPARE(refreshed.size(), 1);
}

void KnownObjectsTest::whatWasListedMeanwhileKeepsItsNames()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    Run run(folder.path(), sandbox.ready.instances.constFirst().url, sandbox.ready.token);
    run.load(run.acme.value());
    run.load(run.shop());
    const QModelIndex tables = run.load(run.tables());
    const int count = run.tree.rowCount(tables);
    // As the cache would tell it that was asked before the list came.
    ObjectSummary old;
    old.kind = Kind::Table;
    old.id = ObjectId(1);
    old.key = QStringLiteral("1");
    old.name = QStringLiteral("quokka");
    const QDateTime then = QDateTime::currentDateTimeUtc().addDays(-1);
    const CachePlace place{run.acme, WorkspaceId(1), {}, Kind::Table, {}};
    QVERIFY(waitFor(run.cache.store(place, {{old}, then, true})));
    // Of what was not listed the last state comes back.
    old.kind = Kind::Function;
    old.name = QStringLiteral("wallaby");
    const CachePlace functions{run.acme, WorkspaceId(1), BranchLabel(QStringLiteral("v1")), Kind::Function, {}};
    QVERIFY(waitFor(run.cache.store(functions, {{old}, then, true})));
    // Nor is anything named that has no place in the tree.
    old.name = QStringLiteral("numbat");
    QVERIFY(waitFor(run.cache.store({run.acme, WorkspaceId(77), BranchLabel(QStringLiteral("v1")), Kind::Function, {}},
                                    {{old}, then, true})));
    QVERIFY(waitFor(run.known.restore({run.acme})));
    QCOMPARE(run.tree.rowCount(tables), count);
    QCOMPARE(named(run, QStringLiteral("quokka")), 0);
    QVERIFY(named(run, QStringLiteral("customer")) >= 1);
    QCOMPARE(named(run, QStringLiteral("wallaby")), 1);
    QCOMPARE(named(run, QStringLiteral("numbat")), 0);
}

void KnownObjectsTest::nothingComesBackAfterForgetting()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    const QString url = sandbox.ready.instances.constFirst().url;
    {
        Run run(folder.path(), url, sandbox.ready.token);
        run.load(run.acme.value());
        run.load(run.shop());
        run.load(run.tables());
    }
    Run run(folder.path(), url, sandbox.ready.token);
    const auto restoring = run.known.restore({run.acme, run.acme});
    run.known.forget();
    const auto ended = waitFor(restoring);
    QVERIFY(!ended && ended.error().kind == ErrorKind::Cancelled);
    QCOMPARE(run.names.count(), 0);
    QCOMPARE(run.tree.rowCount(run.tree.indexOf(run.acme.value())), 0);
    // Another time it does.
    QVERIFY(waitFor(run.known.restore({run.acme})));
    QVERIFY(run.tree.indexOf(run.tables()).isValid());
}

void KnownObjectsTest::whatComesToBeOfThisRunIsKeptNoMore()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    Run run(folder.path(), sandbox.ready.instances.constFirst().url, sandbox.ready.token);
    const QString key = run.acme.value();
    const QList<NamedObject> instances{{key, Kind::Instance, QStringLiteral("Acme"), {}, {}, {}}};
    run.load(key);
    run.load(run.shop());
    run.load(run.tables());
    const qsizetype names = run.names.count();
    QVERIFY(waitFor(run.cache.coverage(run.acme)));
    QTRY_VERIFY(!waitFor(run.cache.all(run.acme))->isEmpty());
    run.known.setInstances(instances, {key});
    const auto restored = waitFor(run.known.restore({run.acme}));
    QVERIFY(restored);
    QTRY_VERIFY(waitFor(run.cache.all(run.acme))->isEmpty());
    QCOMPARE(run.names.count(), names); // this run goes on with them
    // It can be kept again.
    run.known.setInstances(instances, {});
    run.tree.refresh(run.tree.indexOf(run.tables()));
    QTRY_VERIFY(!waitFor(run.cache.all(run.acme))->isEmpty());
}

void KnownObjectsTest::whatIsOfThisRunReachesNoDisk()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    Run run(folder.path(), sandbox.ready.instances.constFirst().url, sandbox.ready.token);
    const QString key = run.acme.value();
    run.known.setInstances({{key, Kind::Instance, QStringLiteral("Acme"), {}, {}, {}}}, {key});
    run.load(key);
    run.load(run.shop());
    QVERIFY(run.tree.rowCount(run.load(run.tables())) > 0);
    QVERIFY(run.names.count() > 2);
    QTRY_COMPARE(waitFor(run.cache.coverage(run.acme))->objects > 2, true);
    QVERIFY(run.cache.isInMemory(run.acme));
    WorkspaceCache other(folder.filePath(QStringLiteral("cache.sqlite")));
    QVERIFY(waitFor(other.all(run.acme))->isEmpty());
    // It goes, and what comes late of it reaches no disk either.
    run.known.setInstances({});
    static_cast<void>(run.cache.store({run.acme, WorkspaceId(1), {}, Kind::Table, {}}, {{}, QDateTime(), true}));
    QVERIFY(run.cache.isInMemory(run.acme));
}

void KnownObjectsTest::whatIsClearedIsListedAnew()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    Run run(folder.path(), sandbox.ready.instances.constFirst().url, sandbox.ready.token);
    run.load(run.acme.value());
    run.load(run.shop());
    QVERIFY(run.tree.rowCount(run.load(run.tables())) > 0);
    // One list is on its way.
    const QString functions = run.shop() + QStringLiteral("/function");
    run.tree.fetchMore(run.tree.indexOf(functions));
    const auto cleared = run.known.clear(run.acme);
    QVERIFY(waitFor(cleared));
    // What is shown was listed since, and is kept.
    QTRY_COMPARE(run.tree.state(run.tree.indexOf(run.acme.value())), LazyTree::State::Loaded);
    QTRY_VERIFY(run.tree.indexOf(functions).isValid());
    for (const QString &list : {functions, run.tables()})
        QCOMPARE(run.tree.state(run.tree.indexOf(list)), LazyTree::State::NotLoaded);
    QCOMPARE(run.names.object(run.tables() + QStringLiteral("/1")), std::nullopt);
    QTRY_COMPARE(waitFor(run.cache.all(run.acme))->size(), 1);
    const CachedPlace only = waitFor(run.cache.all(run.acme))->constFirst();
    QCOMPARE(only.place.kind, Kind::Workspace);
    QCOMPARE(only.list.objects.size(), run.tree.rowCount(run.tree.indexOf(run.acme.value())));
    BackgroundLoader loader(run.tree);
    QVERIFY(!loader.missing().isEmpty());
    // Of a closed one nothing stays.
    run.load(run.tables());
    run.sessions.close(run.acme);
    QVERIFY(waitFor(run.known.clear(run.acme)));
    QCOMPARE(run.tree.rowCount(run.tree.indexOf(run.acme.value())), 0);
    QVERIFY(waitFor(run.cache.all(run.acme))->isEmpty());
    QCOMPARE(run.names.count(), 1);
}

void KnownObjectsTest::clearingEndsARestoring()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    const QString &url = sandbox.ready.instances.constFirst().url;
    {
        Run first(folder.path(), url, sandbox.ready.token);
        first.load(first.acme.value());
    }
    Run run(folder.path(), url, sandbox.ready.token);
    const auto restored = run.known.restore({run.acme});
    QVERIFY(waitFor(run.known.clear(run.acme)));
    QVERIFY(waitFor(restored));
    QCOMPARE(run.tree.rowCount(run.tree.indexOf(run.acme.value())), 0);
}

void KnownObjectsTest::everythingCanBeLoaded()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    Run run(folder.path(), sandbox.ready.instances.constFirst().url, sandbox.ready.token);
    BackgroundLoader loader(run.tree);
    QVERIFY(loader.missing().isEmpty()); // nothing is open
    run.load(run.acme.value());
    run.load(run.shop());
    QStringList words;
    const auto missing = loader.missing();
    for (const BackgroundLoader::Missing &each : missing)
        words.append(each.words);
    QVERIFY2(words.contains(QStringLiteral("Functions of shop")), qPrintable(words.join(u',')));
    QVERIFY(!words.contains(QStringLiteral("Requests of shop")));
    QSignalSpy finished(&loader, &BackgroundLoader::finished);
    loader.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(finished.constFirst().constFirst().toBool(), true);
    QVERIFY(loader.missing().isEmpty());
    QVERIFY(run.names.find(FuzzyPattern(QStringLiteral("GET")), {}, 10).total > 0);
    // No list twice, but for the branches, which the live one was looked up in.
    QSet<QUrl> asked;
    for (const TrafficEntry &entry : run.sessions.find(run.acme)->client().traffic().entries()) {
        QVERIFY2(!asked.contains(entry.url) || entry.url.path().endsWith(QLatin1String("/branch")),
                 qPrintable(entry.url.toString()));
        asked.insert(entry.url);
    }
}

void KnownObjectsTest::anInstanceThatGoesIsForgotten()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    Run run(folder.path(), sandbox.ready.instances.constFirst().url, sandbox.ready.token);
    run.load(run.acme.value());
    QVERIFY(!waitFor(run.cache.all(run.acme))->isEmpty());
    run.known.setInstances({});
    QCOMPARE(run.names.count(), 0);
    QTRY_VERIFY(waitFor(run.cache.all(run.acme))->isEmpty());
}

METASCOPE_TEST(KnownObjectsTest)
#include "knownobjectstest.moc"
