// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/explorer/explorerdock.h"
#include "ui/explorer/explorertree.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAction>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace metascope;
using test::ShellViews;

class ExplorerTest final : public QObject {
    Q_OBJECT

    static QString tables(const ShellViews &views) { return views.acme.value() + QStringLiteral("/1/table"); }

private Q_SLOTS:
    void revealLoadsTheWayAndStops()
    {
        ShellViews views;
        views.fillTree();
        views.window.show(); // a view that is not shown lays nothing out and fetches nothing
        views.window.explorer().reveal(tables(views), true);
        QTRY_COMPARE(views.tree.rowCount(views.tree.indexOf(tables(views))), 2);
        QCOMPARE(views.source.calls, 3);
        auto *tree = views.window.findChild<ExplorerTree *>(QStringLiteral("explorerTree"));
        QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("Tables"));
        QVERIFY(tree->isExpanded(tree->currentIndex()));
        const QAbstractItemModelTester tester(tree->model());
    }

    void aClickPreviewsAndEnterOpens()
    {
        ShellViews views;
        views.fillTree();
        views.window.show();
        ExplorerDock &dock = views.window.explorer();
        auto *tree = dock.findChild<ExplorerTree *>(QStringLiteral("explorerTree"));
        dock.reveal(tables(views), true);
        QTRY_COMPARE(views.tree.rowCount(views.tree.indexOf(tables(views))), 2);
        QSignalSpy requested(&dock, &ExplorerDock::objectRequested);
        const QModelIndex customer = tree->model()->index(0, 0, tree->currentIndex());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(customer).center());
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.constFirst().at(1).toString(), QStringLiteral("customer"));
        QCOMPARE(requested.constFirst().at(2).toBool(), false);
        QTest::keyClick(tree, Qt::Key_Down);
        QCOMPARE(requested.count(), 1);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(requested.count(), 2);
        QCOMPARE(requested.constLast().at(1).toString(), QStringLiteral("orders"));
        QCOMPARE(requested.constLast().at(2).toBool(), true);
    }

    void aFailureIsToldInPlaceAndCanBeRetried()
    {
        ShellViews views;
        views.fillTree();
        views.window.show();
        ExplorerDock &dock = views.window.explorer();
        const QString key = views.acme.value() + QStringLiteral("/1/function");
        dock.reveal(key, true);
        auto *bar = dock.findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().startsWith(QStringLiteral("Error: Functions: ")), qPrintable(bar->text()));
        views.source.items[key] = {};
        auto *retry = bar->findChild<QPushButton *>(QStringLiteral("explorerRetry"));
        QVERIFY(retry);
        retry->click();
        QTRY_VERIFY(!bar->isVisible());
        QCOMPARE(views.tree.state(views.tree.indexOf(key)), LazyTree::State::Loaded);
    }

    void refreshKeepsExpansionAndSelection()
    {
        ShellViews views;
        views.fillTree();
        views.window.show(); // a view that is not shown lays nothing out and fetches nothing
        ExplorerDock &dock = views.window.explorer();
        auto *tree = dock.findChild<ExplorerTree *>(QStringLiteral("explorerTree"));
        dock.reveal(tables(views) + QStringLiteral("/2"), false);
        QTRY_COMPARE(tree->currentIndex().data().toString(), QStringLiteral("orders"));
        views.source.items[tables(views)].prepend(
            ShellViews::item(tables(views) + QStringLiteral("/3"), Kind::Table, QStringLiteral("address")));
        dock.actions().refresh->trigger();
        QTRY_COMPARE(views.tree.rowCount(views.tree.indexOf(tables(views))), 3);
        QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("orders"));
        QVERIFY(tree->isExpanded(tree->currentIndex().parent()));
    }

    void theFilterKeepsAncestorsAndSendsNothing()
    {
        ShellViews views;
        views.fillTree();
        views.window.show(); // a view that is not shown lays nothing out and fetches nothing
        ExplorerDock &dock = views.window.explorer();
        dock.reveal(tables(views), true);
        QTRY_COMPARE(views.tree.rowCount(views.tree.indexOf(tables(views))), 2);
        const int calls = views.source.calls;
        views.nameTree();
        auto *filter = dock.findChild<QLineEdit *>(QStringLiteral("explorerFilter"));
        auto *tree = dock.findChild<ExplorerTree *>(QStringLiteral("explorerTree"));
        auto *found = dock.findChild<ExplorerTree *>(QStringLiteral("explorerFound"));
        filter->setText(QStringLiteral("ORD"));
        QVERIFY(found->isVisible() && !tree->isVisible());
        const QModelIndex group = dock.filtered().indexOf(tables(views));
        QVERIFY(group.isValid());
        QCOMPARE(dock.filtered().rowCount(group), 1);
        QCOMPARE(found->currentIndex().data().toString(), QStringLiteral("orders"));
        QCOMPARE(group.parent().data().toString(), QStringLiteral("shop"));
        QCOMPARE(views.source.calls, calls);
        filter->clear();
        QVERIFY(tree->isVisible() && !found->isVisible());
        QVERIFY(tree->isExpanded(dock.proxy().mapFromSource(views.tree.indexOf(tables(views)))));
    }

    void marksAreToldAndNotInTheText()
    {
        ShellViews views;
        views.fillTree();
        views.window.show(); // a view that is not shown lays nothing out and fetches nothing
        const QModelIndex root = views.window.explorer().proxy().index(0, 0);
        QCOMPARE(root.data().toString(), QStringLiteral("Acme"));
        QVERIFY(root.data(Qt::AccessibleDescriptionRole).toString().contains(QStringLiteral("SESSION")));
    }
};

METASCOPE_TEST(ExplorerTest)
#include "explorertest.moc"
