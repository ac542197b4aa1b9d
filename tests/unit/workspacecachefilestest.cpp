// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachefile.h"
#include "app/store/cacheschema.h"
#include "app/store/paths.h"
#include "app/store/workspacecache.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace metascope;
using namespace metascope::test;

namespace {

const CachePlace tables = placeOf(Kind::Table);
const CachedList oneTable = whole({object(Kind::Table, 1, QStringLiteral("orders"))});
constexpr QFile::Permissions others
    = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

/// Something in the file's place.
enum class Found { Text, Empty, Truncated, Malformed, Newer, OtherTables, NoTables, Directory, FullDirectory };

void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// A sound cache with something in it, its log carried over.
void makeSound(const QString &file)
{
    WorkspaceCache cache(file);
    QList<ObjectSummary> many;
    for (int i = 0; i < 2000; ++i)
        many.append(object(Kind::Table, i, QStringLiteral("table %1").arg(i)));
    QVERIFY(settled(cache.store(tables, whole(many))).has_value());
}

void make(Found what, const QString &file)
{
    switch (what) {
    case Found::Text: write(file, QByteArray("this is no database\n").repeated(500)); break;
    case Found::Empty: write(file, {}); break;
    case Found::Truncated:
        makeSound(file);
        QVERIFY(QFile::resize(file, QFileInfo(file).size() / 2));
        break;
    case Found::Malformed: {
        makeSound(file);
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        damaged.seek(4096);
        QVERIFY(damaged.write(QByteArray(20 * 4096, '\xA5')) > 0);
        break;
    }
    case Found::Newer:
        makeSound(file);
        QVERIFY(OtherConnection(file).run(QStringLiteral("PRAGMA user_version=%1").arg(cacheSteps().size() + 1)));
        break;
    case Found::OtherTables: QVERIFY(OtherConnection(file).run(QStringLiteral("CREATE TABLE place(id)"))); break;
    case Found::NoTables:
        QVERIFY(OtherConnection(file).run(QStringLiteral("PRAGMA user_version=%1").arg(cacheSteps().size())));
        break;
    case Found::Directory: QVERIFY(QDir().mkdir(file)); break;
    case Found::FullDirectory:
        QVERIFY(QDir().mkdir(file));
        write(file + QStringLiteral("/letter"), "not ours");
        break;
    }
}

} // namespace

class WorkspaceCacheFilesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void liesAmongTheOthers()
    {
        const Paths paths = Paths::below(m_folder->path());
        QCOMPARE(paths.cacheFile(), file());
        QVERIFY(paths.create().has_value());
        {
            WorkspaceCache cache(paths.cacheFile());
            QVERIFY(started(cache));
        }
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::permissions(m_folder->path()) | others));
        QVERIFY(paths.create().has_value());
        QVERIFY(!(QFile::permissions(m_folder->path()) & others)); // no stranger's file in it
    }

    void isForItsUserAlone()
    {
        const auto closed = [this] {
            int count = 0;
            const auto entries
                = QDir(m_folder->path()).entryInfoList({QStringLiteral("cache.sqlite*")}, QDir::Files | QDir::Hidden);
            for (const QFileInfo &entry : entries) {
                if (entry.permissions() & others)
                    return -1;
                ++count;
            }
            return count;
        };
        {
            WorkspaceCache cache(file());
            QVERIFY(started(cache));
            QVERIFY(settled(cache.store(tables, oneTable)).has_value());
            QVERIFY(settled(cache.list(tables)).has_value());
            QCOMPARE(closed(), 3); // with -wal and -shm
        }
        QCOMPARE(closed(), 1);
        // One whose rights somebody opened is closed again.
        QVERIFY(QFile::setPermissions(file(), QFile::permissions(file()) | others));
        WorkspaceCache cache(file());
        QVERIFY(started(cache));
        QVERIFY(settled(cache.store(tables, whole({}))).has_value());
        QCOMPARE(closed(), 3);
    }

    void beginsAnewFromWhatIsNoCache_data()
    {
        QTest::addColumn<Found>("found");
        QTest::addColumn<bool>("isSetAside");
        QTest::newRow("text") << Found::Text << true;
        QTest::newRow("empty file") << Found::Empty << false;
        QTest::newRow("truncated") << Found::Truncated << true;
        QTest::newRow("malformed") << Found::Malformed << true;
        QTest::newRow("newer version") << Found::Newer << true;
        QTest::newRow("another layout") << Found::OtherTables << true;
        QTest::newRow("no tables") << Found::NoTables << true;
        QTest::newRow("folder") << Found::Directory << true;
        QTest::newRow("folder of somebody") << Found::FullDirectory << true;
    }
    void beginsAnewFromWhatIsNoCache()
    {
        QFETCH(Found, found);
        QFETCH(bool, isSetAside);
        make(found, file());
        {
            WorkspaceCache cache(file());
            QSignalSpy aside(&cache, &WorkspaceCache::setAside);
            QSignalSpy without(&cache, &WorkspaceCache::unavailable);
            QVERIFY(settled(cache.all(acme)).has_value() || found == Found::Malformed); // may be found out by reading
            QVERIFY(QTest::qWaitFor([&] { return cache.isAvailable() && (!isSetAside || !aside.isEmpty()); }));
            QCOMPARE(aside.count(), isSetAside ? 1 : 0);
            QCOMPARE(without.count(), 0);
            if (isSetAside) {
                const QString name = aside[0][0].toString();
                QVERIFY2(name.startsWith(file() + QStringLiteral(".broken-20")), qPrintable(name));
                QVERIFY(QFileInfo::exists(name));
            }
            QVERIFY(settled(cache.store(tables, oneTable)).has_value());
            QCOMPARE(settled(cache.list(tables))->objects, oneTable.objects);
        }
        WorkspaceCache again(file());
        QCOMPARE(settled(again.list(tables))->objects, oneTable.objects);
        // What was set aside goes with the rest, unless it is somebody's folder.
        QVERIFY(settled(again.clearAll()).has_value());
        const auto left
            = QDir(m_folder->path()).entryList({QStringLiteral("*.broken-*")}, QDir::AllEntries | QDir::Hidden);
        QCOMPARE(left.size(), found == Found::FullDirectory ? 1 : 0);
    }

    void noticesDamageWhileItRuns()
    {
        makeSound(file());
        WorkspaceCache cache(file());
        QSignalSpy aside(&cache, &WorkspaceCache::setAside);
        QVERIFY(started(cache));
        {
            // A table that vanished is as good as a page that did.
            OtherConnection other(file());
            QVERIFY(other.run(QStringLiteral("DROP TABLE object")));
        }
        const auto all = settled(cache.all(acme));
        QVERIFY(!all && all.error().kind == ErrorKind::Storage);
        QTRY_COMPARE(aside.count(), 1);
        QVERIFY(settled(cache.all(acme))->isEmpty());
        QVERIFY(settled(cache.store(tables, oneTable)).has_value());
        QCOMPARE(settled(cache.list(tables))->objects, oneTable.objects);
        QVERIFY(cache.isAvailable());
    }

    void doesWithoutAFileThatAnotherHolds()
    {
        makeSound(file());
        OtherConnection other(file());
        QVERIFY(other.run(QStringLiteral("PRAGMA locking_mode=EXCLUSIVE"))
                && other.run(QStringLiteral("BEGIN EXCLUSIVE")));
        QElapsedTimer clock;
        clock.start();
        {
            WorkspaceCache cache(file());
            isWithout(cache);
        }
        QVERIFY(clock.elapsed() < 8000);
        QVERIFY(other.run(QStringLiteral("COMMIT")));
        QCOMPARE(other.value(QStringLiteral("SELECT count(*) FROM object")).toInt(), 2000); // left alone
    }

    void doesWithoutWhereNothingCanBeWritten()
    {
        // A file in the folder's place: nobody may write there, not even an administrator.
        write(m_folder->filePath(QStringLiteral("plain")), "x");
        WorkspaceCache cache(m_folder->filePath(QStringLiteral("plain/cache.sqlite")));
        isWithout(cache);
    }

    void doesWithoutInAFolderThatCannotBeWritten()
    {
        const QString folder = m_folder->filePath(QStringLiteral("closed"));
        QVERIFY(QDir().mkdir(folder));
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        if (QFile probe(folder + QStringLiteral("/probe")); probe.open(QIODevice::WriteOnly))
            QSKIP("this user may write anywhere");
        {
            WorkspaceCache cache(folder + QStringLiteral("/cache.sqlite"));
            isWithout(cache);
        }
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void failsAWriteWhileAnotherWrites()
    {
        WorkspaceCache cache(file());
        QVERIFY(settled(cache.store(tables, oneTable)).has_value());
        OtherConnection other(file());
        QVERIFY(other.run(QStringLiteral("BEGIN IMMEDIATE")));
        const auto late = settled(cache.store(tables, whole({})));
        QVERIFY(!late && late.error().kind == ErrorKind::Storage);
        QCOMPARE(settled(cache.list(tables))->objects, oneTable.objects); // readers do not wait
        QVERIFY(other.run(QStringLiteral("ROLLBACK")));
        QVERIFY(settled(cache.store(tables, whole({}))).has_value());
        QVERIFY(cache.isAvailable());
    }

    void servesTwoAtOnce()
    {
        WorkspaceCache first(file());
        WorkspaceCache second(file());
        QVERIFY(started(first) && started(second));
        QVERIFY(settled(first.store(tables, oneTable)).has_value());
        QCOMPARE(settled(second.list(tables))->objects, oneTable.objects);
        QVERIFY(settled(second.clear(acme)).has_value());
        QVERIFY(settled(first.list(tables))->objects.isEmpty());
        QVERIFY(settled(first.store(tables, oneTable)).has_value());
    }

    void migratesStepByStep_data()
    {
        QTest::addColumn<int>("from");
        QTest::newRow("version 0") << 0;
        QTest::newRow("version 1") << 1;
        QTest::newRow("version 2") << 2;
    }
    void migratesStepByStep()
    {
        QFETCH(int, from);
        const QList<QStringList> steps{
            {QStringLiteral("CREATE TABLE made_up(a)"), QStringLiteral("INSERT INTO made_up VALUES(1)")},
            {QStringLiteral("ALTER TABLE made_up ADD COLUMN b DEFAULT 5")},
            {QStringLiteral("UPDATE made_up SET a=a+b")}};
        CacheFile cache(file());
        QCOMPARE(cache.openForWriting(), CacheFile::State::Open);
        QVERIFY(cache.run(QStringLiteral("PRAGMA user_version=0")));
        QVERIFY(cache.migrate(steps.first(from)));
        QCOMPARE(cache.value(QStringLiteral("PRAGMA user_version"))->toInt(), from);
        QVERIFY(cache.migrate(steps));
        QCOMPARE(cache.value(QStringLiteral("PRAGMA user_version"))->toInt(), 3);
        QCOMPARE(cache.value(QStringLiteral("SELECT a FROM made_up"))->toInt(), 6);
        QVERIFY(cache.migrate(steps)); // nothing to do
        QCOMPARE(cache.value(QStringLiteral("SELECT a FROM made_up"))->toInt(), 6);
    }

    void stopsAtAStepThatFails()
    {
        CacheFile cache(file());
        QCOMPARE(cache.openForWriting(), CacheFile::State::Open);
        QVERIFY(cache.run(QStringLiteral("PRAGMA user_version=0")));
        QVERIFY(!cache.migrate(
            {{QStringLiteral("CREATE TABLE made_up(a)")},
             {QStringLiteral("INSERT INTO made_up VALUES(1)"), QStringLiteral("ALTER TABLE gone ADD COLUMN b")}}));
        QCOMPARE(cache.value(QStringLiteral("PRAGMA user_version"))->toInt(), 1);
        QCOMPARE(cache.value(QStringLiteral("SELECT count(*) FROM made_up"))->toInt(), 0);
    }

    void keepsWhatAnOlderVersionWrote()
    {
        // Version 0: a database without anything.
        QVERIFY(OtherConnection(file()).run(QStringLiteral("PRAGMA user_version=0")));
        WorkspaceCache cache(file());
        QSignalSpy aside(&cache, &WorkspaceCache::setAside);
        QVERIFY(started(cache));
        QVERIFY(settled(cache.store(tables, oneTable)).has_value());
        QCOMPARE(aside.count(), 0);
        QCOMPARE(OtherConnection(file()).value(QStringLiteral("PRAGMA user_version")).toInt(), cacheSteps().size());
    }

    void leavesNoByteOfWhatWasCleared()
    {
        const QByteArray marked = "Zanzibar7Quagga";
        const QString text = QString::fromLatin1(marked);
        {
            WorkspaceCache cache(file());
            QList<ObjectSummary> many;
            for (int i = 0; i < 300; ++i) {
                ObjectSummary next = object(Kind::Function, i, text, R"({"docs":")" + marked + R"("})");
                next.xanoScript = QString(text + QLatin1Char('\n')).repeated(50);
                next.description = text;
                many.append(next);
            }
            CachePlace place = placeOf(Kind::Function);
            QVERIFY(settled(cache.store(place, whole(many))).has_value());
            place.branch = BranchLabel(text);
            place.parent = text;
            QVERIFY(settled(cache.store(place, whole(many))).has_value());
            QVERIFY(settled(cache.store(placeOf(Kind::Table, beta), oneTable)).has_value());
            QVERIFY(!holding(m_folder->path(), marked).isEmpty());
            write(file() + QStringLiteral(".broken-20260101-000000"), marked);
            QVERIFY(settled(cache.clear(acme)).has_value());
            QCOMPARE(holding(m_folder->path(), marked), QStringList());
            QCOMPARE(holding(m_folder->path(), marked.left(6)), QStringList());
            QVERIFY(QFileInfo(file()).size() < 200'000); // the room is given back
            QCOMPARE(*settled(cache.size(acme)), 0);
            QCOMPARE(settled(cache.list(placeOf(Kind::Table, beta)))->objects, oneTable.objects); // the other one stays
            QVERIFY(settled(cache.clearAll()).has_value());
            QVERIFY(settled(cache.all(beta))->isEmpty());
            QCOMPARE(holding(m_folder->path(), "orders"), QStringList());
        }
        QCOMPARE(holding(m_folder->path(), marked), QStringList());
    }

    void forgetsAllButSome()
    {
        WorkspaceCache cache(file());
        QVERIFY(settled(cache.store(tables, oneTable)).has_value());
        QVERIFY(settled(cache.store(placeOf(Kind::Table, beta),
                                    whole({object(Kind::Table, 1, QStringLiteral("Zanzibar"))})))
                    .has_value());
        QVERIFY(settled(cache.keepOnly({acme, beta})).has_value());
        QCOMPARE(settled(cache.all(beta))->size(), 1);
        QVERIFY(settled(cache.keepOnly({acme})).has_value());
        QVERIFY(settled(cache.all(beta))->isEmpty());
        QCOMPARE(settled(cache.list(tables))->objects, oneTable.objects);
        QCOMPARE(holding(m_folder->path(), "Zanzibar"), QStringList());
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("cache.sqlite")); }
    static void isWithout(WorkspaceCache &cache)
    {
        QSignalSpy told(&cache, &WorkspaceCache::unavailable);
        QVERIFY(settled(cache.all(acme))->isEmpty());
        QVERIFY(settled(cache.list(tables))->objects.isEmpty());
        QCOMPARE(*settled(cache.detail(tables, QStringLiteral("1"))), std::nullopt);
        QVERIFY(settled(cache.search(QStringLiteral("table"), {}))->hits.isEmpty());
        QCOMPARE(*settled(cache.coverage(acme)), CacheCoverage());
        QCOMPARE(*settled(cache.size(acme)), 0);
        const auto stored = settled(cache.store(tables, oneTable));
        QVERIFY(!stored && stored.error().kind == ErrorKind::Storage);
        QVERIFY(!settled(cache.storeDetail(tables, oneTable.objects[0])));
        QVERIFY(!settled(cache.clear(acme)));
        QCOMPARE(told.count(), 1);
        QVERIFY(!cache.isAvailable());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

METASCOPE_TEST(WorkspaceCacheFilesTest)

#include "workspacecachefilestest.moc"
