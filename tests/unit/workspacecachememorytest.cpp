// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept in memory alone, beside the file.
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QDirIterator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace metascope;
using test::acme;
using test::beta;
using test::namesOf;
using test::object;
using test::placeOf;
using test::settled;
using test::whole;

namespace {

/// What SQLite would write beside a database, or in the folder for temporary files, is open as one of these.
QStringList openFiles()
{
    QStringList files;
    QDirIterator entries(QStringLiteral("/proc/self/fd"), QDir::Files | QDir::System);
    while (entries.hasNext()) {
        const QString target = QFile::symLinkTarget(entries.next());
        if (target.contains(QLatin1String("sqlite")) || target.contains(QLatin1String("etilqs")))
            files.append(target);
    }
    files.removeDuplicates();
    files.sort();
    return files;
}

ObjectSummary function(qint64 id, const QString &name, const QString &script = {})
{
    ObjectSummary made = object(Kind::Function, id, name);
    made.xanoScript = script;
    return made;
}

QStringList namesOf(const SearchResult &result)
{
    QStringList names;
    for (const SearchHit &hit : result.hits)
        names.append(hit.object.name);
    return names;
}

} // namespace

class WorkspaceCacheMemoryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_cache.emplace(path());
        QVERIFY(test::started(*m_cache));
    }
    void cleanup() { m_cache.reset(); }

    void isReadAsTheFileIs()
    {
        m_cache->keepInMemory(acme, true);
        const CachePlace place = placeOf(Kind::Function);
        QVERIFY(settled(
            m_cache->store(place, whole({function(1, QStringLiteral("ship")), function(2, QStringLiteral("late"))}))));
        QVERIFY(settled(
            m_cache->storeDetail(place, function(1, QStringLiteral("ship"), QStringLiteral("db.query zebras {}")))));
        QCOMPARE(namesOf(settled(m_cache->list(place))->objects),
                 (QStringList{QStringLiteral("ship"), QStringLiteral("late")}));
        QCOMPARE((*settled(m_cache->detail(place, QStringLiteral("1"))))->xanoScript,
                 QStringLiteral("db.query zebras {}"));
        QCOMPARE(*settled(m_cache->coverage(acme)), (CacheCoverage{2, 1}));
        QCOMPARE(settled(m_cache->unread(acme))->constFirst().list.objects.size(), 1);
        QCOMPARE(*settled(m_cache->latest(placeOf(Kind::Function))), std::optional(place));
        QCOMPARE(settled(m_cache->all(acme))->size(), 1);
        QVERIFY(*settled(m_cache->size(acme)) > 0);
        QCOMPARE(namesOf(*settled(m_cache->search(QStringLiteral("zebras"), {{acme}, {}, {}}))),
                 QStringList{QStringLiteral("ship")});
    }

    void nothingOfItIsOnDisk()
    {
        const QStringList before = openFiles();
        QVERIFY(!before.isEmpty());
        m_cache->keepInMemory(acme, true);
        QList<ObjectSummary> many;
        const QString marker = QStringLiteral("zebracrossing");
        for (qint64 i = 0; i < 3000; ++i)
            many.append(function(i, marker + QString::number(i), marker.repeated(40)));
        QVERIFY(settled(m_cache->store(placeOf(Kind::Function), whole(many))));
        QCOMPARE(settled(m_cache->search(marker, {}, 10))->hits.size(), 10);
        QCOMPARE(openFiles(), before);
        QCOMPARE(test::holding(m_folder->path(), marker.toUtf8()), QStringList());
        const auto files = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
        for (const QString &file : files)
            QVERIFY2(file.startsWith(QLatin1String("cache.sqlite")), qPrintable(file));
        QVERIFY(*settled(m_cache->size(acme)) > 1'000'000);
        QVERIFY(settled(m_cache->clear(acme)));
        QVERIFY(*settled(m_cache->size(acme)) == 0);
    }

    void isGoneWhenItIsClearedAndAtTheEnd()
    {
        m_cache->keepInMemory(acme, true);
        const CachePlace place = placeOf(Kind::Function);
        QVERIFY(settled(m_cache->store(place, whole({function(1, QStringLiteral("ship"))}))));
        QVERIFY(settled(m_cache->store(placeOf(Kind::Function, beta), whole({function(1, QStringLiteral("bill"))}))));
        QSignalSpy cleared(&*m_cache, &WorkspaceCache::cleared);
        QVERIFY(settled(m_cache->clear(acme)));
        QCOMPARE(cleared.size(), 1);
        QVERIFY(settled(m_cache->all(acme))->isEmpty());
        QCOMPARE(settled(m_cache->all(beta))->size(), 1);
        // It is still of memory.
        QVERIFY(settled(m_cache->store(place, whole({function(1, QStringLiteral("again"))}))));
        m_cache.emplace(path());
        QVERIFY(settled(m_cache->all(acme))->isEmpty());
        QCOMPARE(settled(m_cache->all(beta))->size(), 1);
    }

    void changingSidesForgetsTheOther()
    {
        const CachePlace place = placeOf(Kind::Function);
        QVERIFY(settled(m_cache->store(place, whole({function(1, QStringLiteral("written"))}))));
        m_cache->keepInMemory(acme, true);
        QVERIFY(settled(m_cache->all(acme))->isEmpty());
        QVERIFY(settled(m_cache->store(place, whole({function(1, QStringLiteral("unwritten"))}))));
        QVERIFY(settled(m_cache->store(place, whole({function(1, QStringLiteral("unwritten"))}))));
        QTRY_COMPARE(test::holding(m_folder->path(), "written"), QStringList());
        m_cache->keepInMemory(acme, true); // says nothing new
        QCOMPARE(settled(m_cache->all(acme))->size(), 1);
        m_cache->keepInMemory(acme, false);
        QVERIFY(settled(m_cache->all(acme))->isEmpty());
        QVERIFY(!m_cache->isInMemory(acme));
        QVERIFY(settled(m_cache->store(place, whole({function(1, QStringLiteral("written"))}))));
        QVERIFY(!test::holding(m_folder->path(), "written").isEmpty());
    }

    void searchesBothAndMerges()
    {
        m_cache->keepInMemory(acme, true);
        QVERIFY(
            settled(m_cache->store(placeOf(Kind::Function),
                                   whole({function(1, QStringLiteral("zebra of acme")),
                                          function(2, QStringLiteral("script of acme"), QStringLiteral("zebra"))}))));
        QVERIFY(
            settled(m_cache->store(placeOf(Kind::Function, beta),
                                   whole({function(1, QStringLiteral("zebra of beta")),
                                          function(2, QStringLiteral("script of beta"), QStringLiteral("zebra"))}))));
        const QString zebra = QStringLiteral("zebra");
        // Matching names first, wherever they are kept.
        QCOMPARE(namesOf(*settled(m_cache->search(zebra, {}))),
                 (QStringList{QStringLiteral("zebra of beta"), QStringLiteral("zebra of acme"),
                              QStringLiteral("script of beta"), QStringLiteral("script of acme")}));
        QCOMPARE(settled(m_cache->search(zebra, {{acme, beta}, {}, {}}))->hits.size(), 4);
        QCOMPARE(settled(m_cache->search(zebra, {{acme}, {}, {}}))->hits.size(), 2);
        QCOMPARE(settled(m_cache->search(zebra, {{beta}, {}, {}}))->hits.size(), 2);
        QCOMPARE(settled(m_cache->search(zebra, {{InstanceId(QStringLiteral("gamma"))}, {}, {}}))->hits.size(), 0);
        const auto cut = settled(m_cache->search(zebra, {}, 3));
        QCOMPARE(cut->hits.size(), 3);
        QVERIFY(cut->hasMore);
        QCOMPARE(cut->hits[1].object.name, QStringLiteral("zebra of acme"));
        QVERIFY(!settled(m_cache->search(zebra, {}, 4))->hasMore);
        QVERIFY(settled(m_cache->search(QStringLiteral("ze"), {}))->namesOnly);
    }

    void doesWithoutTheFile()
    {
        QFile plain(m_folder->filePath(QStringLiteral("plain")));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        WorkspaceCache cache(m_folder->filePath(QStringLiteral("plain/cache.sqlite")));
        QSignalSpy unavailable(&cache, &WorkspaceCache::unavailable);
        QTRY_COMPARE(unavailable.size(), 1);
        cache.keepInMemory(acme, true);
        QVERIFY(settled(cache.store(placeOf(Kind::Function), whole({function(1, QStringLiteral("ship"))}))));
        QCOMPARE(settled(cache.all(acme))->size(), 1);
        QCOMPARE(settled(cache.search(QStringLiteral("ship"), {}))->hits.size(), 1);
        QVERIFY(!settled(cache.store(placeOf(Kind::Function, beta), whole({function(1, QStringLiteral("bill"))}))));
    }

    void everythingCanBeCleared()
    {
        m_cache->keepInMemory(acme, true);
        for (const InstanceId &instance : {acme, beta})
            QVERIFY(settled(
                m_cache->store(placeOf(Kind::Function, instance), whole({function(1, QStringLiteral("ship"))}))));
        QVERIFY(settled(m_cache->keepOnly({beta}))); // says nothing of what no start could bring
        QCOMPARE(settled(m_cache->all(acme))->size(), 1);
        QVERIFY(settled(m_cache->clearAll()));
        QVERIFY(settled(m_cache->all(acme))->isEmpty());
        QVERIFY(settled(m_cache->all(beta))->isEmpty());
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("cache.sqlite")); }

    std::optional<QTemporaryDir> m_folder;
    std::optional<WorkspaceCache> m_cache;
};

METASCOPE_TEST(WorkspaceCacheMemoryTest)
#include "workspacecachememorytest.moc"
