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

} // namespace

class KnownObjectsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNextRunShowsTheLastState();
    void whatIsOfThisRunIsNotKept();
    void everythingCanBeLoaded();
    void anInstanceThatGoesIsForgotten();
};

void KnownObjectsTest::theNextRunShowsTheLastState()
{
    const test::Running sandbox;
    const QTemporaryDir folder;
    const QString url = sandbox.ready.instances.constFirst().url;
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
    QVERIFY(run.names.find(FuzzyPattern(QStringLiteral("customer")), {}, 10).total >= 1);
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
}

void KnownObjectsTest::whatIsOfThisRunIsNotKept()
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
    const auto kept = waitFor(run.cache.all(run.acme));
    QVERIFY(kept);
    QVERIFY(kept->isEmpty());
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
