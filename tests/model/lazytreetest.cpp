// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lazytree.h"
#include "tests/support/testmain.h"

#include <QtCore/QHash>
#include <QtCore/QRandomGenerator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

TreeItem node(const QString &key, bool mayHaveChildren = false)
{
    TreeItem item;
    item.key = key;
    item.name = key.section(QLatin1Char('/'), -1);
    item.mayHaveChildren = mayHaveChildren;
    item.isCounted = mayHaveChildren;
    return item;
}

/// Answers when it is told to, so that every state can be looked at.
class FakeSource final : public TreeSource {
public:
    Reply<QList<TreeItem>> children(const TreeItem &parent) override
    {
        ReplyPromise<QList<TreeItem>> promise;
        promise.setAbort([this] { ++aborted; });
        waiting.insert(parent.key, promise);
        ++asked;
        return promise.reply();
    }

    void answer(const QString &key, const QStringList &names, bool mayHaveChildren = false)
    {
        QList<TreeItem> items;
        for (const QString &name : names)
            items.append(node(key + QLatin1Char('/') + name, mayHaveChildren));
        waiting.take(key).resolve(items);
    }

    QHash<QString, ReplyPromise<QList<TreeItem>>> waiting;
    [[nodiscard]] bool isConnected(const TreeItem &) const override { return connected; }
    [[nodiscard]] bool isAbsence(const TreeItem &, const Error &error) const override
    {
        return error.kind == ErrorKind::NotFound;
    }

    int asked = 0;
    int aborted = 0;
    bool connected = true;
};

QString printed(const LazyTree &tree, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        text += QString(depth, QLatin1Char(' ')) + index.data().toString() + QLatin1Char('\n')
            + printed(tree, index, depth + 1);
    }
    return text;
}

const QString root = QStringLiteral("acme");

} // namespace

class LazyTreeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fetchesWhenExpanded();
    void refreshKeepsPersistentIndexes();
    void refreshMovesAndRenames();
    void refreshMovesNoMoreThanItHasTo();
    void failedNodeIsNotFetchedByItself();
    void cancelLeavesTheNodeAsBefore();
    void answerForARemovedNodeIsDropped();
    void duplicateKeysDoNoHarm();
    void takesOverWhatWasReadAtAnotherTime();
    void tellsForAWhileWhatIsNew();
    void tellsForAWhileWhatIsGone();
    void anAbsentListIsNoFailure();
    void whatNobodyAskedForFailsQuietly_data();
    void whatNobodyAskedForFailsQuietly();
    void sortsByTimeAndBack();
};

void LazyTreeTest::fetchesWhenExpanded()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex index = tree.index(0, 0);
    QVERIFY(tree.hasChildren(index));
    tree.fetchMore(index); // the tester may have begun already: asked once all the same
    QCOMPARE(source.asked, 1);
    QCOMPARE(tree.state(index), LazyTree::State::Loading);
    QVERIFY(!tree.canFetchMore(index));
    source.answer(root, {QStringLiteral("a"), QStringLiteral("b")});
    QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
    QCOMPARE(printed(tree), QStringLiteral("acme\n a\n b\n"));
    QCOMPARE(index.data(LazyTree::CountRole).toInt(), 2);
    QCOMPARE(tree.indexOf(QStringLiteral("acme/b")).row(), 1);
}

void LazyTreeTest::refreshKeepsPersistentIndexes()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    source.answer(root, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
    QTRY_COMPARE(tree.rowCount(index), 4);
    const QPersistentModelIndex kept(tree.indexOf(QStringLiteral("acme/c")));
    const QPersistentModelIndex gone(tree.indexOf(QStringLiteral("acme/b")));
    QSignalSpy reset(&tree, &QAbstractItemModel::modelReset);
    tree.refresh(index);
    QCOMPARE(tree.rowCount(index), 4); // what was there stays until the answer
    source.answer(
        root,
        {QStringLiteral("0"), QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("e"), QStringLiteral("f")});
    QTRY_COMPARE(printed(tree), QStringLiteral("acme\n 0\n a\n c\n e\n f\n"));
    QVERIFY(kept.isValid());
    QCOMPARE(kept.row(), 2);
    QCOMPARE(kept.data().toString(), QStringLiteral("c"));
    QVERIFY(!gone.isValid());
    QCOMPARE(reset.count(), 0);
}

void LazyTreeTest::refreshMovesAndRenames()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    source.answer(root, {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")});
    QTRY_COMPARE(tree.rowCount(index), 3);
    const QPersistentModelIndex two(tree.indexOf(QStringLiteral("acme/2")));
    tree.refresh(index);
    QList<TreeItem> items{node(QStringLiteral("acme/3")), node(QStringLiteral("acme/2")),
                          node(QStringLiteral("acme/1"))};
    items[1].name = QStringLiteral("renamed");
    source.waiting.take(root).resolve(items);
    QTRY_COMPARE(printed(tree), QStringLiteral("acme\n 3\n renamed\n 1\n"));
    QCOMPARE(two.data().toString(), QStringLiteral("renamed"));
}

void LazyTreeTest::refreshMovesNoMoreThanItHasTo()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex index = tree.index(0, 0);
    int moves = 0;
    connect(&tree, &LazyTree::rowsMoved, this, [&moves] { ++moves; });
    tree.fetchMore(index);
    QStringList names;
    for (int i = 0; i < 40; ++i)
        names.append(QString::number(i));
    source.answer(root, names);
    QTRY_COMPARE(tree.rowCount(index), 40);
    const auto refresh = [&] {
        tree.refresh(index);
        source.answer(root, names);
        QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
        QCOMPARE(printed(tree), QStringLiteral("acme\n ") + names.join(QStringLiteral("\n ")) + QLatin1Char('\n'));
    };
    names.move(3, 39); // down past all others
    names.move(20, 0);
    refresh();
    QCOMPARE(moves, 2);
    // Whatever the order, what comes and what goes.
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        for (int change = random.bounded(8); change >= 0; --change) {
            names.move(random.bounded(names.size()), random.bounded(names.size()));
            names.removeAt(random.bounded(names.size()));
            names.insert(random.bounded(names.size()), QStringLiteral("n%1_%2").arg(round).arg(change));
        }
        const QPersistentModelIndex kept(tree.indexOf(root + QLatin1Char('/') + names[5]));
        refresh();
        QVERIFY(!kept.isValid() || kept.data().toString() == names[5]);
    }
}

void LazyTreeTest::failedNodeIsNotFetchedByItself()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    source.waiting.take(root).resolve(Failure(Error::local(ErrorKind::Forbidden, QStringLiteral("Access Denied."))));
    QTRY_COMPARE(tree.state(index), LazyTree::State::Failed);
    QVERIFY(!tree.canFetchMore(index));
    QVERIFY(tree.hasChildren(index));
    QVERIFY(index.data(LazyTree::ErrorRole).toString().contains(QLatin1String("Access Denied.")));
    QCOMPARE(source.asked, 1);
    tree.refresh(index);
    QCOMPARE(source.asked, 2);
    source.answer(root, {QStringLiteral("a")});
    QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
    QVERIFY(index.data(LazyTree::ErrorRole).toString().isEmpty());
}

void LazyTreeTest::cancelLeavesTheNodeAsBefore()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    tree.cancel(index);
    QCOMPARE(tree.state(index), LazyTree::State::NotLoaded);
    QCOMPARE(source.aborted, 1);
    QVERIFY(tree.canFetchMore(index));
}

void LazyTreeTest::answerForARemovedNodeIsDropped()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    tree.fetchMore(tree.index(0, 0));
    auto promise = source.waiting.take(root);
    tree.setRoots({node(QStringLiteral("other"), true)});
    QCOMPARE(source.aborted, 1);
    promise.resolve(QList<TreeItem>{node(QStringLiteral("acme/late"))});
    tree.fetchMore(tree.index(0, 0));
    source.answer(QStringLiteral("other"), {QStringLiteral("x")});
    QTRY_COMPARE(printed(tree), QStringLiteral("other\n x\n"));
}

void LazyTreeTest::duplicateKeysDoNoHarm()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    source.answer(root, {QStringLiteral("a"), QStringLiteral("a"), QStringLiteral("b")});
    QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
    tree.refresh(index);
    source.answer(root, {QStringLiteral("b"), QStringLiteral("b"), QStringLiteral("a")});
    QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
    QVERIFY(printed(tree).startsWith(QStringLiteral("acme\n b\n")));
}

void LazyTreeTest::takesOverWhatWasReadAtAnotherTime()
{
    FakeSource source;
    source.connected = false;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QModelIndex index = tree.index(0, 0);
    const QDateTime then = QDateTime::currentDateTimeUtc().addDays(-1);
    tree.adopt(index, {node(QStringLiteral("acme/a")), node(QStringLiteral("acme/b"))}, then);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(printed(tree), QStringLiteral("acme\n a\n b\n"));
    QCOMPARE(index.data(LazyTree::ReadAtRole).toDateTime(), then);
    QVERIFY(!tree.canFetchMore(index));
    tree.adopt(index, {}, then); // it has its children
    QCOMPARE(tree.rowCount(index), 2);

    source.connected = true;
    QVERIFY(tree.isOld(index));
    QVERIFY(!tree.canFetchMore(index)); // the view would fetch it by itself
    tree.refresh(index);
    QCOMPARE(source.asked, 1);
    QSignalSpy refreshed(&tree, &LazyTree::refreshed);
    source.answer(root, {QStringLiteral("b"), QStringLiteral("c")});
    QTRY_COMPARE(refreshed.size(), 1);
    const auto difference = refreshed.constFirst().at(1).value<LazyTree::Difference>();
    QCOMPARE(difference.added, 1);
    QCOMPARE(difference.vanished, QStringList{QStringLiteral("a")});
    QVERIFY(!index.data(LazyTree::ReadAtRole).isValid());
    QVERIFY(!tree.isOld(index));
    source.connected = false;
    tree.age(index, then);
    QCOMPARE(index.data(LazyTree::ReadAtRole).toDateTime(), then);
}

void LazyTreeTest::tellsForAWhileWhatIsNew()
{
    FakeSource source;
    LazyTree tree(source);
    const QSignalSpy refreshed(&tree, &LazyTree::refreshed);
    tree.setRoots({node(root, true)});
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    source.answer(root, {QStringLiteral("a"), QStringLiteral("b")});
    QTRY_COMPARE(tree.rowCount(index), 2);
    const auto news = [&tree](const char *key) {
        return static_cast<LazyTree::News>(tree.indexOf(QString::fromLatin1(key)).data(LazyTree::NewsRole).toInt());
    };
    QCOMPARE(news("acme/a"), LazyTree::News::None); // a first list is no news
    QCOMPARE(refreshed.size(), 0);
    tree.refresh(index);
    QList<TreeItem> items{node(QStringLiteral("acme/a")), node(QStringLiteral("acme/b")),
                          node(QStringLiteral("acme/c"))};
    items[1].name = QStringLiteral("renamed");
    source.waiting.take(root).resolve(items);
    QTRY_COMPARE(tree.rowCount(index), 3);
    QCOMPARE(refreshed.size(), 1);
    QCOMPARE(news("acme/a"), LazyTree::News::None);
    QCOMPARE(news("acme/b"), LazyTree::News::Changed);
    QCOMPARE(news("acme/c"), LazyTree::News::Added);
}

void LazyTreeTest::tellsForAWhileWhatIsGone()
{
    FakeSource source;
    LazyTree tree(source);
    QSignalSpy refreshed(&tree, &LazyTree::refreshed);
    tree.setRoots({node(root, true)});
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    QStringList names;
    for (int i = 0; i < 15; ++i)
        names.append(QStringLiteral("n%1").arg(i, 2, 10, QLatin1Char('0')));
    source.answer(root, names);
    QTRY_COMPARE(tree.rowCount(index), 15);
    const auto again = [&](const QStringList &now) {
        tree.refresh(index);
        source.answer(root, now);
        QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
    };
    const auto gone = [&] { return index.data(LazyTree::GoneRole).toInt(); };
    again(names);
    QCOMPARE(gone(), 0);
    again(names.mid(2));
    QCOMPARE(gone(), 2);
    QCOMPARE(refreshed.constLast().at(1).value<LazyTree::Difference>().vanishedKeys,
             (QStringList{QStringLiteral("acme/n00"), QStringLiteral("acme/n01")}));
    QCOMPARE(index.data(LazyTree::GoneNamesRole).toStringList(), names.mid(0, 2));
    // Another refresh adds to it, and what comes back is not gone.
    again(names.mid(1, 1) + names.mid(13));
    QCOMPARE(gone(), 12);
    QCOMPARE(index.data(LazyTree::GoneNamesRole).toStringList().size(), LazyTree::mostGoneNames);
    QVERIFY(!index.data(LazyTree::GoneNamesRole).toStringList().contains(names[1]));
    // A closed instance tells nothing of its lists.
    tree.forget(index);
    QCOMPARE(gone(), 0);
    tree.fetchMore(index);
    source.answer(root, {});
    QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
    QCOMPARE(gone(), 0);
}

void LazyTreeTest::anAbsentListIsNoFailure()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    source.waiting.take(root).resolve(Failure(Error::local(ErrorKind::NotFound, QStringLiteral("Not found"))));
    QTRY_COMPARE(tree.state(index), LazyTree::State::Absent);
    QVERIFY(index.data(LazyTree::ErrorRole).toString().contains(QLatin1String("Not found")));
    QVERIFY(!tree.hasChildren(index));
    QVERIFY(!tree.canFetchMore(index));
    tree.refresh(index); // a person can still ask
    source.answer(root, {QStringLiteral("a")});
    QTRY_COMPARE(tree.state(index), LazyTree::State::Loaded);
    QVERIFY(index.data(LazyTree::ErrorRole).toString().isEmpty());
}

void LazyTreeTest::whatNobodyAskedForFailsQuietly_data()
{
    QTest::addColumn<bool>("isQuiet");
    QTest::addColumn<bool>("hasChildren");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<LazyTree::State>("state");
    QTest::newRow("nobody asked") << true << true << ErrorKind::Network << LazyTree::State::Loaded;
    QTest::newRow("asked for") << false << true << ErrorKind::Network << LazyTree::State::Failed;
    QTest::newRow("nothing to show") << true << false << ErrorKind::Network << LazyTree::State::Failed;
    QTest::newRow("the server's own") << true << true << ErrorKind::Server << LazyTree::State::Failed;
    QTest::newRow("not there") << true << true << ErrorKind::NotFound << LazyTree::State::Absent;
}

void LazyTreeTest::whatNobodyAskedForFailsQuietly()
{
    QFETCH(bool, isQuiet);
    QFETCH(bool, hasChildren);
    QFETCH(ErrorKind, kind);
    QFETCH(LazyTree::State, state);
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QPersistentModelIndex index = tree.index(0, 0);
    const QDateTime then(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
    if (hasChildren)
        QVERIFY(tree.adopt(index, {node(root + QStringLiteral("/1"))}, then));
    isQuiet ? tree.refreshQuietly(index) : tree.refresh(index);
    QCOMPARE(tree.state(index), LazyTree::State::Loading);
    tree.refreshQuietly(index); // it is on its way
    QCOMPARE(source.asked, 1);
    source.waiting.take(root).resolve(Failure(Error::local(kind, QStringLiteral("made up"))));
    QTRY_COMPARE(tree.state(index), state);
    if (state == LazyTree::State::Loaded) {
        QCOMPARE(index.data(LazyTree::ReadAtRole).toDateTime(), then); // as it was, and said to be
        QVERIFY(tree.isOld(index));
        // The next one may be a person's.
        tree.refresh(index);
        source.waiting.take(root).resolve(Failure(Error::local(kind, QStringLiteral("made up"))));
        QTRY_COMPARE(tree.state(index), LazyTree::State::Failed);
    }
}

void LazyTreeTest::sortsByTimeAndBack()
{
    FakeSource source;
    LazyTree tree(source);
    tree.setRoots({node(root, true)});
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex index = tree.index(0, 0);
    tree.fetchMore(index);
    QList<TreeItem> items{node(QStringLiteral("acme/a")), node(QStringLiteral("acme/b")),
                          node(QStringLiteral("acme/c"))};
    const QDateTime day(QDate(2026, 1, 1), QTime(), Qt::UTC);
    items[0].updatedAt = day;
    items[2].updatedAt = day.addDays(2);
    source.waiting.take(root).resolve(items);
    QTRY_COMPARE(tree.rowCount(index), 3);
    const QPersistentModelIndex kept(tree.indexOf(QStringLiteral("acme/a")));
    tree.setOrder(LazyTree::Order::Updated);
    QCOMPARE(printed(tree), QStringLiteral("acme\n c\n a\n b\n"));
    QCOMPARE(kept.row(), 1);
    // A refresh keeps to it.
    tree.refresh(index);
    items[0].updatedAt = day.addDays(3);
    source.waiting.take(root).resolve(items);
    QTRY_COMPARE(kept.row(), 0);
    tree.setOrder(LazyTree::Order::Name);
    QCOMPARE(printed(tree), QStringLiteral("acme\n a\n b\n c\n"));
}

METASCOPE_TEST(LazyTreeTest)
#include "lazytreetest.moc"
