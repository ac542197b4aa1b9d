// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/backgroundloader.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

const QString root = QStringLiteral("acme");
const QString shop = QStringLiteral("acme/1");
const QString functions = QStringLiteral("acme/1/function");
const QString groups = QStringLiteral("acme/1/apigroup");

QString group(int number)
{
    return QStringLiteral("%1/%2").arg(groups).arg(number, 4, 10, QLatin1Char('0'));
}

TreeItem node(const QString &key, bool mayHaveChildren)
{
    TreeItem item;
    item.key = key;
    item.name = key.section(QLatin1Char('/'), -1);
    item.mayHaveChildren = mayHaveChildren;
    return item;
}

/// A workspace with API groups and functions, whose lists are there at once. Counts what is asked of it.
class CountingSource final : public TreeSource {
public:
    explicit CountingSource(int count) : groupCount(count) {}

    Reply<QList<TreeItem>> children(const TreeItem &parent) override
    {
        asked.append(parent.key);
        ReplyPromise<QList<TreeItem>> promise;
        if (parent.key == failing)
            promise.resolve(Failure(Error::local(ErrorKind::Server, {})));
        else if (parent.key == held)
            waiting = promise;
        else
            promise.resolve(below(parent.key));
        return promise.reply();
    }
    [[nodiscard]] bool isConnected(const TreeItem &) const override
    {
        ++looks;
        return true;
    }
    [[nodiscard]] QList<TreeItem> below(const QString &key) const
    {
        if (key == root)
            return {node(shop, true)};
        if (key == shop)
            return {node(groups, true), node(functions, true)};
        if (key == functions)
            return {node(functions + QStringLiteral("/1"), false)};
        if (key != groups)
            return {node(key + QStringLiteral("/endpoint/1"), false)};
        QList<TreeItem> all;
        for (int number = 1; number <= groupCount; ++number)
            all.append(node(group(number), true));
        return all;
    }

    int groupCount;
    QStringList asked;
    mutable int looks = 0;
    QString failing;
    QString held; ///< answered when the test says so
    ReplyPromise<QList<TreeItem>> waiting;
};

/// A tree that is loaded as far as its workspace.
struct Tree {
    explicit Tree(int groupCount) : source(groupCount), model(source)
    {
        model.setRoots({node(root, true)});
        for (const QString &key : {root, shop}) {
            model.fetchMore(model.indexOf(key));
            if (!QTest::qWaitFor([&] { return model.state(model.indexOf(key)) == LazyTree::State::Loaded; }))
                qFatal("not loaded");
        }
        source.asked.clear();
        source.looks = 0;
    }
    CountingSource source;
    LazyTree model;
};

} // namespace

class BackgroundLoaderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void loadsInTheOrderOfTheTree();
    void looksAtEachNodeAFewTimes();
    void whatAPersonLoadsMeanwhileIsNotAskedAgain();
    void whatGoesMeanwhileIsLeftOut();
    void aFailureEndsIt();
    void canBeCancelledAndBegunAgain();
};

void BackgroundLoaderTest::loadsInTheOrderOfTheTree()
{
    Tree tree(3);
    BackgroundLoader loader(tree.model);
    QSignalSpy finished(&loader, &BackgroundLoader::finished);
    QSignalSpy progressed(&loader, &BackgroundLoader::progressed);
    loader.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().toBool(), true);
    QCOMPARE(tree.source.asked, (QStringList{groups, group(1), group(2), group(3), functions}));
    QVERIFY(loader.missing().isEmpty());
    QList<QPair<int, int>> told;
    for (const QList<QVariant> &each : progressed)
        told.append({each.at(0).toInt(), each.at(1).toInt()});
    QCOMPARE(told, (QList<QPair<int, int>>{{0, 2}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {5, 5}}));
}

void BackgroundLoaderTest::looksAtEachNodeAFewTimes()
{
    constexpr int many = 1000;
    Tree tree(many);
    BackgroundLoader loader(tree.model);
    QSignalSpy finished(&loader, &BackgroundLoader::finished);
    loader.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QCOMPARE(tree.source.asked.size(), many + 2);
    // Once when it is found and once before it is asked for. A walk over all of them for each would be half a million.
    QVERIFY2(tree.source.looks <= 3 * (many + 2), qPrintable(QString::number(tree.source.looks)));
}

void BackgroundLoaderTest::whatAPersonLoadsMeanwhileIsNotAskedAgain()
{
    Tree tree(4);
    tree.source.held = groups;
    BackgroundLoader loader(tree.model);
    QSignalSpy finished(&loader, &BackgroundLoader::finished);
    loader.start();
    QCOMPARE(tree.source.asked, QStringList{groups});
    tree.model.fetchMore(tree.model.indexOf(functions));
    QTRY_COMPARE(tree.model.state(tree.model.indexOf(functions)), LazyTree::State::Loaded);
    tree.source.waiting.resolve(tree.source.below(groups));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tree.source.asked, (QStringList{groups, functions, group(1), group(2), group(3), group(4)}));
    QVERIFY(loader.missing().isEmpty());
}

void BackgroundLoaderTest::whatGoesMeanwhileIsLeftOut()
{
    Tree tree(3);
    tree.source.held = group(1);
    BackgroundLoader loader(tree.model);
    QSignalSpy finished(&loader, &BackgroundLoader::finished);
    loader.start();
    QTRY_VERIFY(tree.source.asked.contains(group(1)));
    tree.source.groupCount = 1;
    tree.model.refresh(tree.model.indexOf(groups));
    QTRY_COMPARE(tree.model.rowCount(tree.model.indexOf(groups)), 1);
    tree.source.waiting.resolve(tree.source.below(group(1)));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().toBool(), true);
    QVERIFY(!tree.source.asked.contains(group(2)));
    QCOMPARE(tree.source.asked.count(group(1)), 1);
    QCOMPARE(tree.source.asked.constLast(), functions);
}

void BackgroundLoaderTest::aFailureEndsIt()
{
    Tree tree(3);
    tree.source.failing = group(2);
    BackgroundLoader loader(tree.model);
    QSignalSpy finished(&loader, &BackgroundLoader::finished);
    loader.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().toBool(), false);
    QCOMPARE(tree.source.asked, (QStringList{groups, group(1), group(2)}));
    QCOMPARE(loader.missing().size(), 2); // the endpoints together, and the functions
}

void BackgroundLoaderTest::canBeCancelledAndBegunAgain()
{
    Tree tree(3);
    tree.source.held = group(2);
    BackgroundLoader loader(tree.model);
    QSignalSpy finished(&loader, &BackgroundLoader::finished);
    loader.start();
    QTRY_COMPARE(tree.source.asked.size(), 3);
    loader.cancel();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().toBool(), false);
    QVERIFY(!loader.isRunning());
    tree.source.held.clear();
    tree.source.asked.clear();
    loader.start();
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(tree.source.asked, (QStringList{group(2), group(3), functions}));
}

METASCOPE_TEST(BackgroundLoaderTest)
#include "backgroundloadertest.moc"
