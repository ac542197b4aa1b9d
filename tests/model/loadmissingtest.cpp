// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/backgroundloader.h"
#include "tests/support/testmain.h"

#include <QtCore/QSet>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

TreeItem node(const QString &key, const QString &name)
{
    TreeItem item;
    item.key = key;
    item.name = name;
    item.mayHaveChildren = true;
    return item;
}

/// Instances of which some are open; each has so many workspaces, and each of those no groups.
class Source final : public TreeSource {
public:
    Reply<QList<TreeItem>> children(const TreeItem &parent) override
    {
        ++calls;
        QList<TreeItem> items;
        if (!parent.key.contains(u'/'))
            for (int i = 1; i <= workspaces; ++i)
                items.append(node(parent.key + QStringLiteral("/%1").arg(i), QStringLiteral("w%1").arg(i)));
        return Reply<QList<TreeItem>>::ready(items);
    }
    [[nodiscard]] bool isConnected(const TreeItem &parent) const override
    {
        return open.contains(parent.key.section(u'/', 0, 0));
    }
    QSet<QString> open;
    int workspaces = 1;
    int calls = 0;
};

struct Bench {
    explicit Bench(int workspaces = 1)
    {
        source.workspaces = workspaces;
        source.open = {QStringLiteral("acme")};
        tree.setRoots({node(QStringLiteral("acme"), QStringLiteral("Acme")),
                       node(QStringLiteral("beta"), QStringLiteral("Be\nta")),
                       node(QStringLiteral("old"), QStringLiteral("Old"))});
        tree.fetchMore(tree.index(0, 0));
        if (!QTest::qWaitFor([this] { return tree.state(tree.index(0, 0)) == LazyTree::State::Loaded; }))
            qFatal("the instance does not load");
        source.calls = 0;
    }
    Source source;
    LazyTree tree{source};
    BackgroundLoader loader{tree};
};

const QDateTime lateInTheDay(QDate(2024, 11, 3), QTime(23, 30), Qt::UTC);

} // namespace

class LoadMissingTest final : public QObject {
    Q_OBJECT
    QLocale m_before;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanupTestCase() { QLocale::setDefault(m_before); }

    void saysWhatIsNotOpenAndHowOldItIs()
    {
        Bench bench;
        QCOMPARE(bench.loader.notOpenWords(), QStringLiteral("Not open: Be ta (nothing known), Old (nothing known)"));
        QVERIFY(bench.tree.adopt(bench.tree.index(2, 0), {node(QStringLiteral("old/1"), QStringLiteral("w"))},
                                 lateInTheDay));
        QCOMPARE(bench.loader.notOpenWords(), QStringLiteral("Not open: Be ta (nothing known), Old (as of 11/3/24)"));
        bench.loader.setZones([](const InstanceId &) { return QTimeZone("Asia/Tokyo"); });
        const InstanceId acme(QStringLiteral("acme"));
        const InstanceId old(QStringLiteral("old"));
        QCOMPARE(bench.loader.notOpenWords(QList{acme, old}), QStringLiteral("Not open: Old (as of 11/4/24)"));
        QCOMPARE(bench.loader.notOpenWords(QList{acme}), QString());
        bench.source.open += {QStringLiteral("beta"), QStringLiteral("old")};
        QCOMPARE(bench.loader.notOpenWords(), QString());
        QCOMPARE(bench.source.calls, 0); // none is asked for by that
    }

    void manyAndLongNamesAreCut()
    {
        Source source;
        LazyTree tree(source);
        QList<TreeItem> roots;
        for (int i = 0; i < 40; ++i)
            roots.append(node(QStringLiteral("i%1").arg(i), QString(10'000, u'x')));
        tree.setRoots(roots);
        const QString words = BackgroundLoader(tree).notOpenWords();
        QVERIFY2(words.endsWith(QLatin1String("and 35 more")), qPrintable(words.right(40)));
        QVERIFY(words.size() < 400);
    }

    void fewRequestsAreSentWithoutAWord()
    {
        Bench bench(BackgroundLoader::mostUnasked);
        QSignalSpy asked(&bench.loader, &BackgroundLoader::costAsked);
        QSignalSpy finished(&bench.loader, &BackgroundLoader::finished);
        bench.loader.request();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(asked.count(), 0);
        QCOMPARE(bench.source.calls, BackgroundLoader::mostUnasked);
    }

    void manyAreAskedFor()
    {
        Bench bench(BackgroundLoader::mostUnasked + 1);
        QSignalSpy asked(&bench.loader, &BackgroundLoader::costAsked);
        bench.loader.request();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.constFirst().constFirst().toInt(), BackgroundLoader::mostUnasked + 1);
        QVERIFY(!bench.loader.isRunning());
        QCOMPARE(bench.source.calls, 0);
        QSignalSpy finished(&bench.loader, &BackgroundLoader::finished);
        bench.loader.start(); // the answer
        bench.loader.request(); // runs already
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(asked.count(), 1);
    }

    void moreThanABudgetHoldsIsAskedFor_data()
    {
        QTest::addColumn<int>("left"); // -1: no limit
        QTest::addColumn<bool>("asks");
        QTest::newRow("no limit") << -1 << false;
        QTest::newRow("enough") << 5 << false;
        QTest::newRow("one too few") << 4 << true;
        QTest::newRow("used up") << 0 << true;
    }
    void moreThanABudgetHoldsIsAskedFor()
    {
        QFETCH(int, left);
        QFETCH(bool, asks);
        Bench bench(5);
        bench.loader.setBudget([left](const InstanceId &instance) {
            const bool isMeant = instance == InstanceId(QStringLiteral("acme"));
            return isMeant && left >= 0 ? std::optional(left) : std::nullopt;
        });
        QSignalSpy asked(&bench.loader, &BackgroundLoader::costAsked);
        bench.loader.request();
        QCOMPARE(asked.count(), asks ? 1 : 0);
        QCOMPARE(bench.loader.isRunning(), !asks);
    }
};

METASCOPE_TEST(LoadMissingTest)
#include "loadmissingtest.moc"
