// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter leaves: matches below their parents, in the explorer's order, by kind, by tag, and while more becomes known.
#include "app/model/filteredtree.h"
#include "app/model/lazytree.h"
#include "app/search/filterquery.h"
#include "tests/support/testmain.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

NamedObject object(const char *key, Kind kind, const QString &name, const QStringList &tags = {})
{
    return {QString::fromLatin1(key), kind, name, {}, {}, tags};
}

QList<NamedObject> shop()
{
    const QString billing = QStringLiteral("billing");
    return {object("acme", Kind::Instance, QStringLiteral("Acme")),
            object("acme/1", Kind::Workspace, QStringLiteral("shop")),
            object("acme/1/function/4", Kind::Function, QStringLiteral("order_total"), {billing}),
            object("acme/1/table/1", Kind::Table, QStringLiteral("customer")),
            object("acme/1/table/2", Kind::Table, QStringLiteral("order"), {billing, QStringLiteral("core")}),
            object("acme/1/apigroup/3", Kind::ApiGroup, QStringLiteral("Orders")),
            object("acme/1/apigroup/3/endpoint/9", Kind::Endpoint, QStringLiteral("GET orders")),
            object("acme/1/triggers/tabletrigger/7", Kind::TableTrigger, QStringLiteral("on_order"))};
}

QString printed(const QAbstractItemModel &tree, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        const bool isMatch = index.data(FilteredTree::MatchRole).toBool();
        text += QString(depth, QLatin1Char(' ')) + index.data().toString()
            + (isMatch ? QLatin1String("*\n") : QLatin1String("\n")) + printed(tree, index, depth + 1);
    }
    return text;
}

} // namespace

class FilteredTreeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsParentsInTheExplorersOrder();
    void filters_data();
    void filters();
    void groupsByTag();
    void stepsThroughMatchesAndRound();
    void followsWhatBecomesKnown();
    void marksTheCharactersThatMatch();
    void showsNothingBeforeItIsAsked();
};

void FilteredTreeTest::keepsParentsInTheExplorersOrder()
{
    NameIndex index;
    index.add(shop());
    FilteredTree tree(index);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tree.setFilter(QStringLiteral("order"), {});
    QCOMPARE(tree.matches(), 5);
    QCOMPARE(printed(tree),
             QStringLiteral("Acme\n shop\n  Tables\n   order*\n  API\n   Orders*\n    GET orders*\n  Functions\n   "
                            "order_total*\n  Triggers\n   Table Triggers\n    on_order*\n"));
    const QModelIndex tables = tree.indexOf(QStringLiteral("acme/1/table"));
    QVERIFY(tables.data(LazyTree::IsGroupRole).toBool());
    QCOMPARE(tables.data(LazyTree::CountRole).toInt(), 1);
    QCOMPARE(tables.data(LazyTree::KeyRole).toString(), QStringLiteral("acme/1/table"));
    QVERIFY(!tree.indexOf(QStringLiteral("acme/1/table/2")).data(LazyTree::IsGroupRole).toBool());
}

void FilteredTreeTest::filters_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("matches");
    QTest::newRow("nothing that matches") << QStringLiteral("zzz") << 0;
    QTest::newRow("by kind") << QStringLiteral("t: order") << 1;
    QTest::newRow("a kind alone") << QStringLiteral("t:") << 2;
    QTest::newRow("by tag") << QStringLiteral("#billing") << 2;
    QTest::newRow("tag and name") << QStringLiteral("total #billing") << 1;
    QTest::newRow("kind and tag") << QStringLiteral("t: #core") << 1;
    QTest::newRow("no such tag") << QStringLiteral("#none") << 0;
    QTest::newRow("letters left out") << QStringLiteral("ctmr") << 1;
    QTest::newRow("a mark of the palette's commands") << QStringLiteral(">order") << 0;
}

void FilteredTreeTest::filters()
{
    QFETCH(const QString, typed);
    QFETCH(const int, matches);
    NameIndex index;
    index.add(shop());
    FilteredTree tree(index);
    const FilterQuery query = FilterQuery::parse(typed);
    QVERIFY(!query.isEmpty());
    tree.setFilter(query.pattern, query.scope);
    QCOMPARE(tree.matches(), matches);
    QCOMPARE(tree.rowCount() == 0, matches == 0);
}

void FilteredTreeTest::groupsByTag()
{
    NameIndex index;
    index.add(shop());
    FilteredTree tree(index);
    tree.setGroupedByTag(true);
    NameScope tables;
    tables.kinds.set(static_cast<std::size_t>(Kind::Table));
    tree.setFilter({}, tables);
    QCOMPARE(tree.matches(), 2);
    QCOMPARE(printed(tree),
             QStringLiteral("Acme\n shop\n  Tables\n   customer*\n   billing\n    order*\n   core\n    order*\n"));
}

void FilteredTreeTest::stepsThroughMatchesAndRound()
{
    NameIndex index;
    index.add(shop());
    FilteredTree tree(index);
    tree.setFilter(QStringLiteral("order"), {});
    QStringList forward;
    QModelIndex at;
    for (int i = 0; i <= tree.matches(); ++i) {
        at = tree.nextMatch(at, true);
        forward.append(at.data().toString());
    }
    QCOMPARE(forward.constFirst(), QStringLiteral("order"));
    QCOMPARE(forward.constLast(), forward.constFirst());
    QCOMPARE(tree.nextMatch(tree.indexOf(QStringLiteral("acme/1/table/2")), false).data().toString(),
             QStringLiteral("on_order"));
    tree.setFilter(QStringLiteral("zzz"), {});
    QVERIFY(!tree.nextMatch({}, true).isValid());
}

void FilteredTreeTest::followsWhatBecomesKnown()
{
    NameIndex index;
    index.add(shop());
    FilteredTree tree(index);
    tree.setFilter(QStringLiteral("order"), {});
    QSignalSpy rebuilt(&tree, &FilteredTree::rebuilt);
    index.replaceChildren(QStringLiteral("acme/1/table"),
                          {object("acme/1/table/8", Kind::Table, QStringLiteral("order_item"))});
    index.add({object("acme/1/table/9", Kind::Table, QStringLiteral("order_note"))});
    QCOMPARE(tree.rowCount(), 0); // the rows are no longer good
    QTRY_COMPARE(rebuilt.size(), 1);
    QCOMPARE(tree.rowCount(tree.indexOf(QStringLiteral("acme/1/table"))), 2);
    QVERIFY(!tree.indexOf(QStringLiteral("acme/1/table/2")).isValid());
    index.clear();
    QTRY_COMPARE(rebuilt.size(), 2);
    QCOMPARE(tree.rowCount(), 0);
}

void FilteredTreeTest::marksTheCharactersThatMatch()
{
    NameIndex index;
    index.add(shop());
    FilteredTree tree(index);
    tree.setFilter(QStringLiteral("total"), {});
    const QVariantList spans = tree.indexOf(QStringLiteral("acme/1/function/4")).data(FilteredTree::SpansRole).toList();
    QCOMPARE(spans, (QVariantList{QPoint(6, 5)}));
}

void FilteredTreeTest::showsNothingBeforeItIsAsked()
{
    NameIndex index;
    index.add(shop());
    FilteredTree tree(index);
    QCOMPARE(tree.rowCount(), 0);
    tree.setFilter(QStringLiteral("order"), {});
    QVERIFY(tree.rowCount() > 0);
    tree.clear();
    QCOMPARE(tree.rowCount(), 0);
    QSignalSpy rebuilt(&tree, &FilteredTree::rebuilt);
    index.add({object("acme/1/table/9", Kind::Table, QStringLiteral("order_note"))});
    QCoreApplication::sendPostedEvents();
    QCOMPARE(rebuilt.size(), 0);
}

METASCOPE_TEST(FilteredTreeTest)
#include "filteredtreetest.moc"
