// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/workspacecache.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>

using namespace metascope;
using namespace metascope::test;

namespace {

const CachePlace tables = placeOf(Kind::Table);
const CachePlace functions = placeOf(Kind::Function);

ObjectSummary withScript(ObjectSummary object, const QString &script)
{
    object.xanoScript = script;
    object.raw = object.raw.with(u"xanoscript",
                                 RawJson::object({{QStringLiteral("status"), RawJson::string(u"ok")},
                                                  {QStringLiteral("value"), RawJson::string(script)}}));
    return object;
}

} // namespace

class WorkspaceCacheTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_cache = std::make_unique<WorkspaceCache>(file());
    }
    void cleanup() { m_cache.reset(); }

    void givesBackWhatWasStored()
    {
        ObjectSummary orders = object(Kind::Table, 7, QStringLiteral("orders"),
                                      R"({"id":7,"name":"orders","big":18446744073709551615,"one":1.0})");
        orders.description = QStringLiteral("all orders");
        orders.verb = QStringLiteral("GET");
        orders.tags
            = {QStringLiteral("a,b"), QStringLiteral("[\"c\"]"), QStringLiteral("d\ne"), QStringLiteral("😀"), {}};
        ObjectSummary bare; // what a server need not send
        bare.kind = Kind::Table;
        bare.key = QStringLiteral("8");
        const CachedList list = whole({orders, bare});
        QVERIFY(settled(m_cache->store(tables, list)).has_value());
        QCOMPARE(*settled(m_cache->list(tables)), list);
        QCOMPARE(*settled(m_cache->detail(tables, QStringLiteral("7"))), std::optional(orders));
        QCOMPARE(*settled(m_cache->detail(tables, QStringLiteral("9"))), std::nullopt);
        restart();
        QCOMPARE(*settled(m_cache->list(tables)), list);
        QCOMPARE(*settled(m_cache->list(functions)), CachedList());
    }

    void tellsAllOfAnInstanceWithoutItsJson()
    {
        const CachePlace groups = placeOf(Kind::ApiGroup);
        const CachePlace endpoints = placeOf(Kind::Endpoint, acme, 1, QStringLiteral("3"));
        ObjectSummary tagged = object(Kind::Table, 2, QStringLiteral("b"));
        tagged.tags = {QStringLiteral("crew"), QStringLiteral("vip")};
        keep(tables, whole({tagged, object(Kind::Table, 1, QStringLiteral("a"))}));
        keep(groups, whole({object(Kind::ApiGroup, 3, QStringLiteral("api"))}));
        keep(endpoints, {{object(Kind::Endpoint, 4, QStringLiteral("login"))}, morning, false});
        keep(placeOf(Kind::Table, beta), whole({object(Kind::Table, 5, QStringLiteral("theirs"))}));
        const auto all = *settled(m_cache->all(acme));
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[0].place, tables);
        QCOMPARE(namesOf(all[0].list.objects), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
        QCOMPARE(all[0].list.readAt, morning.addDays(2));
        QVERIFY(all[0].list.isWhole);
        QVERIFY(all[0].list.objects[0].raw.isNull());
        QCOMPARE(all[0].list.objects[0].tags, tagged.tags);
        QCOMPARE(all[0].list.objects[1].tags, QStringList());
        QCOMPARE(settled(m_cache->search(QStringLiteral("b"), {}))->hits[0].object.tags, tagged.tags);
        QCOMPARE(all[2].place, endpoints);
        QVERIFY(!all[2].list.isWhole);
        QCOMPARE(settled(m_cache->all(InstanceId(QStringLiteral("gone"))))->size(), 0);
    }

    void replacesAListByADiff()
    {
        const auto table = [](qint64 id, const QString &name) { return object(Kind::Table, id, name); };
        keep(tables,
             whole({table(1, QStringLiteral("a")), table(2, QStringLiteral("b")), table(3, QStringLiteral("c"))}));
        const QVariant before = rowOf(QStringLiteral("3"));
        ObjectSummary tagged = table(4, QStringLiteral("d"));
        tagged.tags = {QStringLiteral("crew")};
        keep(tables, whole({table(3, QStringLiteral("c")), table(4, QStringLiteral("d"))}));
        keep(tables, whole({table(3, QStringLiteral("c")), tagged})); // nothing but the tags is another
        QCOMPARE(settled(m_cache->list(tables))->objects[1].tags, tagged.tags);
        keep(
            tables,
            whole({table(3, QStringLiteral("c")), table(1, QStringLiteral("renamed")), table(4, QStringLiteral("d"))}));
        QCOMPARE(namesOf(settled(m_cache->list(tables))->objects),
                 (QStringList{QStringLiteral("c"), QStringLiteral("renamed"), QStringLiteral("d")}));
        QCOMPARE(rowOf(QStringLiteral("3")), before);
        QCOMPARE(hits(QStringLiteral("renamed")), QStringList{QStringLiteral("renamed")});
        QVERIFY(settled(m_cache->search(QStringLiteral("b"), {}))->hits.isEmpty());
    }

    void keepsWhatAPartDoesNotName()
    {
        const auto table = [](qint64 id) { return object(Kind::Table, id, QStringLiteral("t%1").arg(id)); };
        keep(tables, whole({table(1), table(2)}));
        keep(tables, {{table(3)}, morning.addDays(5), false});
        const auto list = *settled(m_cache->list(tables));
        QCOMPARE(list.objects.size(), 3);
        QVERIFY(!list.isWhole);
        QCOMPARE(list.readAt, morning.addDays(5));
    }

    void keepsTheFirstOfEqualKeys()
    {
        keep(
            tables,
            whole({object(Kind::Table, 1, QStringLiteral("first")), object(Kind::Table, 1, QStringLiteral("second"))}));
        QCOMPARE(namesOf(settled(m_cache->list(tables))->objects), QStringList{QStringLiteral("first")});
    }

    void keepsADetailThatIsNoOlder_data()
    {
        QTest::addColumn<int>("later"); // seconds from the detail's updatedAt to the list's; -1: the list has no date
        QTest::addColumn<bool>("isKept");
        QTest::newRow("same") << 0 << true;
        QTest::newRow("newer") << 60 << false;
        QTest::newRow("no date") << -1 << false;
    }
    void keepsADetailThatIsNoOlder()
    {
        QFETCH(int, later);
        const ObjectSummary listed = object(Kind::Function, 1, QStringLiteral("f"), R"({"id":1})");
        keep(functions, whole({listed}));
        const ObjectSummary full
            = withScript(object(Kind::Function, 1, QStringLiteral("f"), R"({"id":1,"docs":"the docs"})"),
                         QStringLiteral("function f {\n  stack\n}"));
        QVERIFY(settled(m_cache->storeDetail(functions, full)).has_value());
        QCOMPARE(*settled(m_cache->detail(functions, QStringLiteral("1"))), std::optional(full));
        keep(functions, whole({listed})); // says nothing new
        QCOMPARE(settled(m_cache->detail(functions, QStringLiteral("1")))->value().xanoScript, full.xanoScript);
        ObjectSummary next = listed;
        next.name = QStringLiteral("g");
        next.updatedAt = later < 0 ? std::nullopt : std::optional(full.updatedAt->addSecs(later));
        keep(functions, whole({next}));
        const auto now = settled(m_cache->detail(functions, QStringLiteral("1")))->value();
        QCOMPARE(now.name, QStringLiteral("g"));
        QFETCH(bool, isKept);
        QCOMPARE(now.xanoScript, isKept ? full.xanoScript : QString());
        QCOMPARE(now.raw, isKept ? full.raw : next.raw);
        QCOMPARE(hits(QStringLiteral("stack")).isEmpty(), !isKept);
        QCOMPARE(*settled(m_cache->coverage(acme)), (CacheCoverage{1, isKept ? 1 : 0}));
    }

    void keepsADetailOfAnUnreadList()
    {
        const ObjectSummary full = withScript(object(Kind::Function, 1, QStringLiteral("f")), QStringLiteral("stack"));
        QVERIFY(settled(m_cache->storeDetail(functions, full)).has_value());
        const auto list = *settled(m_cache->list(functions));
        QCOMPARE(list.objects, QList<ObjectSummary>{full});
        QVERIFY(!list.readAt.isValid());
        keep(functions, whole({object(Kind::Function, 1, QStringLiteral("f"))}));
        QCOMPARE(settled(m_cache->list(functions))->objects, QList<ObjectSummary>{full});
    }

    void removesWhatStoodBelow()
    {
        const CachePlace workspaces = placeOf(Kind::Workspace, acme, 0);
        const CachePlace groups = placeOf(Kind::ApiGroup);
        const CachePlace kept = placeOf(Kind::Endpoint, acme, 1, QStringLiteral("3"));
        const CachePlace gone = placeOf(Kind::Endpoint, acme, 1, QStringLiteral("4"));
        const CachePlace other = placeOf(Kind::Table, acme, 2);
        keep(workspaces,
             whole({object(Kind::Workspace, 1, QStringLiteral("shop")),
                    object(Kind::Workspace, 2, QStringLiteral("blog"))}));
        keep(groups,
             whole({object(Kind::ApiGroup, 3, QStringLiteral("x")), object(Kind::ApiGroup, 4, QStringLiteral("y"))}));
        keep(kept, whole({object(Kind::Endpoint, 5, QStringLiteral("stays"))}));
        keep(gone, whole({object(Kind::Endpoint, 6, QStringLiteral("goes"))}));
        keep(other, whole({object(Kind::Table, 7, QStringLiteral("posts"))}));
        keep(groups, whole({object(Kind::ApiGroup, 3, QStringLiteral("x"))}));
        QCOMPARE(settled(m_cache->list(gone))->objects.size(), 0);
        QCOMPARE(settled(m_cache->list(kept))->objects.size(), 1);
        QVERIFY(hits(QStringLiteral("goes")).isEmpty());
        keep(workspaces, whole({object(Kind::Workspace, 1, QStringLiteral("shop"))}));
        QCOMPARE(settled(m_cache->list(other))->objects.size(), 0);
        QCOMPARE(settled(m_cache->all(acme))->size(), 3);
    }

    void refusesWhatIsNeverKept()
    {
        for (const KindRow &row : kindTable) {
            const bool isHistory = std::string_view(row.key).ends_with("history");
            QCOMPARE(WorkspaceCache::isKept(row.kind), !isHistory && row.kind != Kind::Instance);
            if (WorkspaceCache::isKept(row.kind))
                continue;
            const CachePlace place = placeOf(row.kind);
            const auto stored = settled(m_cache->store(place, whole({object(row.kind, 1, QStringLiteral("MARKED"))})));
            const auto detail = settled(m_cache->storeDetail(place, object(row.kind, 1, QStringLiteral("MARKED"))));
            QVERIFY(!stored && stored.error().kind == ErrorKind::Validation);
            QVERIFY(!detail && detail.error().kind == ErrorKind::Validation);
        }
        QVERIFY(settled(m_cache->all(acme))->isEmpty());
        QVERIFY(holding(m_folder->path(), "MARKED").isEmpty());
    }

    void takesHostileTexts_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("back"); // as it comes back
        const auto same = [](const char *row, const QString &name) { QTest::newRow(row) << name << name; };
        same("empty", {});
        same("long", QString(10'000, QLatin1Char('x')));
        same("emoji", QStringLiteral("😀👩‍👩‍👧"));
        same("right to left", QStringLiteral("\u202Eשלום\u202C"));
        same("quotes", QStringLiteral("a'b\"c`; DROP TABLE object; --"));
        same("markup", QStringLiteral("<img src=file:///etc/passwd>&amp;"));
        same("lines", QStringLiteral("a\nb\r\n\tc/d"));
        QTest::newRow("no characters") << QStringLiteral("\uFEFFa\uFEFFb\uFFFE\uFFFF")
                                       << QStringLiteral("\uFFFDa\uFEFFb\uFFFD\uFFFD");
        QTest::newRow("NUL") << QStringLiteral("a\0b").append(QChar()) << QStringLiteral("a\uFFFDb\uFFFD").left(4);
        QTest::newRow("half a pair") << QString(QChar(0xD83D)) + QLatin1String("abc") << QStringLiteral("\uFFFDabc");
        QTest::newRow("the other half") << QLatin1String("abc") + QString(QChar(0xDE00)) << QStringLiteral("abc\uFFFD");
    }
    void takesHostileTexts()
    {
        QFETCH(QString, name);
        QFETCH(QString, back);
        ObjectSummary odd = object(Kind::Function, 1, name);
        odd.description = name;
        odd.verb = name;
        odd.tags = {name, QStringLiteral("plain"), name};
        odd.key = name;
        odd.xanoScript = name;
        odd.raw = RawJson::object(
            {{QStringLiteral("name"), RawJson::string(name)}, {QStringLiteral("docs"), RawJson::string(name)}});
        CachePlace place = functions;
        place.instance = InstanceId(name);
        place.branch = BranchLabel(name);
        place.parent = name;
        keep(place, whole({odd}));
        keep(place, whole({odd}));
        const auto list = *settled(m_cache->list(place));
        QCOMPARE(list.objects.size(), 1);
        QCOMPARE(list.objects[0].name, back);
        QCOMPARE(list.objects[0].description, back);
        QCOMPARE(list.objects[0].xanoScript, back);
        QCOMPARE(list.objects[0].tags, (QStringList{back, QStringLiteral("plain"), back}));
        QCOMPARE(list.objects[0].raw, odd.raw); // to the byte
        QCOMPARE(settled(m_cache->detail(place, name))->value().key, back);
        if (!name.isEmpty()) {
            const auto found = *settled(m_cache->search(name, {}));
            QCOMPARE(found.hits.size(), 1);
            QCOMPARE(found.hits[0].object.name, back);
        }
        QVERIFY(settled(m_cache->clear(place.instance)).has_value());
        QVERIFY(settled(m_cache->list(place))->objects.isEmpty());
    }

    void readsJsonThatIsNoneAsNothing()
    {
        keep(tables, whole({object(Kind::Table, 1, QStringLiteral("a"), R"({"id":1})")}));
        OtherConnection other(file());
        for (const auto *bytes : {"X'FF'", "X'7B22FF223A317D'", "'{'", "''"}) {
            QVERIFY(other.run(QStringLiteral("UPDATE raw SET json=") + QLatin1String(bytes)));
            const auto list = *settled(m_cache->list(tables));
            QCOMPARE(namesOf(list.objects), QStringList{QStringLiteral("a")});
            QVERIFY(list.objects[0].raw.isNull());
        }
        QVERIFY(m_cache->isAvailable());
    }

    void countsWhatCanBeSearched()
    {
        keep(functions,
             whole({object(Kind::Function, 1, QStringLiteral("f")), object(Kind::Function, 2, QStringLiteral("g"))}));
        keep(placeOf(Kind::Branch), whole({object(Kind::Branch, 3, QStringLiteral("v1"))})); // has no more to tell
        keep(placeOf(Kind::Function, acme, 2), whole({object(Kind::Function, 4, QStringLiteral("h"))}));
        QCOMPARE(*settled(m_cache->coverage(acme)), (CacheCoverage{4, 1}));
        QVERIFY(settled(m_cache->storeDetail(functions, object(Kind::Function, 1, QStringLiteral("f")))).has_value());
        QCOMPARE(*settled(m_cache->coverage(acme)), (CacheCoverage{4, 2}));
        QCOMPARE(*settled(m_cache->coverage(acme, WorkspaceId(1))), (CacheCoverage{3, 2}));
        QCOMPARE(*settled(m_cache->coverage(beta)), CacheCoverage());
    }

    void tellsWhatHasToBeReadOneByOne()
    {
        ObjectSummary scripted = object(Kind::Function, 2, QStringLiteral("scripted"));
        scripted.xanoScript = QStringLiteral("x");
        QVERIFY(settled(m_cache->store(placeOf(Kind::Function),
                                       whole({object(Kind::Function, 1, QStringLiteral("plain")), scripted}))));
        QVERIFY(settled(m_cache->store(placeOf(Kind::Function, acme, 2),
                                       whole({object(Kind::Function, 3, QStringLiteral("other"))}))));
        QVERIFY(settled(m_cache->store(placeOf(Kind::File), whole({object(Kind::File, 1, QStringLiteral("a.png"))}))));
        // A list that tells the fields leaves nothing to be read.
        QVERIFY(settled(
            m_cache->store(placeOf(Kind::Table),
                           whole({object(Kind::Table, 1, QStringLiteral("told"), "{\"schema\":[{\"name\":\"id\"}]}"),
                                  object(Kind::Table, 2, QStringLiteral("untold"))}))));
        QStringList names;
        const QList<CachedPlace> unread = *settled(m_cache->unread(acme));
        for (const CachedPlace &each : unread)
            names += namesOf(each.list.objects);
        names.sort();
        QCOMPARE(names, (QStringList{QStringLiteral("other"), QStringLiteral("plain"), QStringLiteral("untold")}));
        QCOMPARE(settled(m_cache->unread(acme, WorkspaceId(2)))->size(), 1);
        QVERIFY(settled(m_cache->unread(beta))->isEmpty());
        const CacheCoverage coverage = *settled(m_cache->coverage(acme));
        QCOMPARE(coverage.objects - coverage.indexed, 3);
    }

    void knowsTheBranchThatWasReadLast()
    {
        CachePlace place = placeOf(Kind::Function);
        const auto store = [this, &place](const QString &branch, const QDateTime &readAt) {
            place.branch = BranchLabel(branch);
            QVERIFY(settled(m_cache->store(place, whole({object(Kind::Function, 1, branch)}, readAt))));
        };
        QVERIFY(!*settled(m_cache->latest(place)));
        store(QStringLiteral("v1"), morning);
        store(QStringLiteral("v2"), morning.addDays(1));
        store(QStringLiteral("v0"), morning.addDays(-1));
        place.branch = {};
        const auto latest = *settled(m_cache->latest(place));
        QVERIFY(latest);
        QCOMPARE(latest->branch.value(), QStringLiteral("v2"));
        place.workspace = WorkspaceId(7);
        QVERIFY(!*settled(m_cache->latest(place)));
    }

    void tellsAboutHowLargeAnInstanceIs()
    {
        QCOMPARE(*settled(m_cache->size(acme)), 0);
        QList<ObjectSummary> many;
        for (int i = 0; i < 500; ++i)
            many.append(
                withScript(object(Kind::Function, i, QStringLiteral("f%1").arg(i)), QString(2000, QLatin1Char('x'))));
        keep(functions, whole(many));
        keep(placeOf(Kind::Table, beta), whole({object(Kind::Table, 1, QStringLiteral("t"))}));
        const qint64 large = *settled(m_cache->size(acme));
        const qint64 small = *settled(m_cache->size(beta));
        QVERIFY2(large > 1'000'000, qPrintable(QString::number(large)));
        QVERIFY2(small > 0 && small < large / 100, qPrintable(QString::number(small)));
    }

    void answersNobodyWhoIsGone()
    {
        auto context = std::make_unique<QObject>();
        const Reply<CachedList> reply = m_cache->list(tables);
        const auto answer = listen(reply, context.get());
        context.reset();
        QTRY_VERIFY(reply.isSettled());
        QVERIFY(settled(m_cache->size(acme)).has_value());
        QCOMPARE(answer->times, 0);
    }

    void cancelsAtItsEnd()
    {
        QObject context;
        const auto read = m_cache->list(tables);
        const auto stored = m_cache->store(tables, whole({object(Kind::Table, 1, QStringLiteral("last"))}));
        const auto readAnswer = listen(read, &context);
        const auto storeAnswer = listen(stored, &context);
        m_cache.reset();
        QVERIFY(read.isSettled() && stored.isSettled());
        QTRY_COMPARE(readAnswer->times, 1);
        QTRY_COMPARE(storeAnswer->times, 1);
        QCOMPARE(readAnswer->result->error().kind, ErrorKind::Cancelled);
        QCOMPARE(storeAnswer->result->error().kind, ErrorKind::Cancelled);
        restart();
        QCOMPARE(namesOf(settled(m_cache->list(tables))->objects),
                 QStringList{QStringLiteral("last")}); // written all the same
    }

    void endsInTimeWithMuchToWrite()
    {
        QVERIFY(started(*m_cache));
        QList<ObjectSummary> many;
        for (int i = 0; i < 4000; ++i)
            many.append(withScript(object(Kind::Function, i, QStringLiteral("f%1").arg(i)),
                                   QString(1000, QLatin1Char('a')) + QString::number(i * 7919)));
        QElapsedTimer clock;
        clock.start();
        QList<Reply<Done>> replies;
        for (int branch = 0; branch < 20; ++branch) {
            CachePlace place = functions;
            place.branch = BranchLabel(QString::number(branch));
            replies.append(m_cache->store(place, whole(many)));
        }
        const qint64 asked = clock.restart();
        m_cache.reset();
        QVERIFY2(asked < 500, qPrintable(QStringLiteral("asking took %1 ms").arg(asked)));
        QVERIFY2(clock.elapsed() < 8000, qPrintable(QStringLiteral("the end took %1 ms").arg(clock.elapsed())));
        for (const auto &reply : std::as_const(replies))
            QVERIFY(reply.isSettled());
        restart();
        QVERIFY(started(*m_cache)); // and the file is sound
    }

    void givesUpWhatIsAborted()
    {
        QObject context;
        const auto reply = m_cache->search(QStringLiteral("anything"), {});
        const auto answer = listen(reply, &context);
        reply.abort();
        QVERIFY(reply.isSettled());
        QTRY_COMPARE(answer->times, 1);
        QCOMPARE(answer->result->error().kind, ErrorKind::Cancelled);
        QVERIFY(settled(m_cache->size(acme)).has_value());
        QCOMPARE(answer->times, 1);
        // A write that has not begun is dropped too.
        const auto write = m_cache->store(tables, whole({object(Kind::Table, 1, QStringLiteral("dropped"))}));
        write.abort();
        keep(functions, whole({}));
        const auto stored = *settled(m_cache->list(tables));
        QVERIFY(stored.objects.isEmpty() || stored.objects.size() == 1); // it may have begun
        QCOMPARE(settled(write).error().kind, ErrorKind::Cancelled);
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("cache.sqlite")); }
    void restart()
    {
        m_cache.reset();
        m_cache = std::make_unique<WorkspaceCache>(file());
    }
    void keep(const CachePlace &place, const CachedList &list)
    {
        const auto stored = settled(m_cache->store(place, list));
        QVERIFY2(stored.has_value(), stored ? "" : qPrintable(describe(stored.error())));
    }
    QVariant rowOf(const QString &key)
    {
        return OtherConnection(file()).value(QStringLiteral("SELECT id FROM object WHERE key='%1'").arg(key));
    }
    QStringList hits(const QString &text)
    {
        QStringList names;
        const auto result = settled(m_cache->search(text, {}));
        for (const SearchHit &hit : result ? result->hits : QList<SearchHit>())
            names.append(hit.object.name);
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceCache> m_cache;
};

METASCOPE_TEST(WorkspaceCacheTest)

#include "workspacecachetest.moc"
