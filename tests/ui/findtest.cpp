// SPDX-License-Identifier: GPL-3.0-or-later
// The dock "Find in Workspace", over a real cache and a server that answers what a test says.
#include "app/model/backgroundloader.h"
#include "tests/support/testmain.h"
#include "tests/ui/findviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/search/finddelegate.h"
#include "ui/search/findmodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QMenu>

using namespace metascope;
using test::FindViews;
using test::stubAnswer;
using test::StubRequest;

namespace {

/// A workspace "shop" whose functions are listed when they are asked for.
class ShopSource final : public TreeSource {
public:
    Reply<QList<TreeItem>> children(const TreeItem &parent) override
    {
        TreeItem item;
        item.mayHaveChildren = true;
        const auto path = NodePath::fromKey(parent.key);
        if (!path || path->kind)
            return Reply<QList<TreeItem>>::ready(QList<TreeItem>());
        item.key = path->workspace ? parent.key + QStringLiteral("/function") : parent.key + QStringLiteral("/1");
        item.isGroup = path->workspace.has_value();
        item.name = path->workspace ? QStringLiteral("Functions") : QStringLiteral("shop");
        return Reply<QList<TreeItem>>::ready(QList{item});
    }
};

} // namespace

class FindTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatCanBeSearched()
    {
        FindViews views;
        QVERIFY2(views.sentence().startsWith(QStringLiteral("Type to search")), qPrintable(views.sentence()));
        QTRY_COMPARE(views.coverage(),
                     QStringLiteral("Texts of 6 of 8 objects are indexed. The rest takes 2 requests."));
        QVERIFY(views.fetchButton()->isVisible());
        QCOMPARE(views.fetchButton()->text(), QStringLiteral("Fetch the Rest"));
        QCOMPARE(views.edit()->accessibleName(), QStringLiteral("Find Text"));
        QVERIFY(views.server.requests.isEmpty());
    }

    void groupsLinesByObject()
    {
        FindViews views;
        new QAbstractItemModelTester(views.results()->model(), views.results());
        views.find(QStringLiteral("ORDER_id"));
        QTRY_COMPARE(views.count(), QStringLiteral("3 lines in 2 objects"));
        QCOMPARE(
            views.rows(),
            (QStringList{QStringLiteral("order_items"), QStringLiteral("  field: order_id"), QStringLiteral("ship"),
                         QStringLiteral("  XanoScript, line 2: db.query orders { where = $input.order_id }"),
                         QStringLiteral("  XanoScript, line 3: return $input.order_id")}));
        const QModelIndex ship = views.results()->model()->index(1, 0);
        QCOMPARE(ship.data(Qt::AccessibleDescriptionRole).toString(), QStringLiteral("Function, Acme › shop, 2 lines"));
        QVERIFY(views.results()->isExpanded(ship));
        QVERIFY(views.server.requests.isEmpty());
    }

    void aFieldIsOpenedByItsPath()
    {
        FindViews views;
        QSignalSpy opened(views.dock, &FindDock::openRequested);
        views.dock->focusFind();
        views.find(QStringLiteral("order_id"));
        QTRY_COMPARE(views.count(), QStringLiteral("3 lines in 2 objects"));
        const QModelIndex table = views.results()->model()->index(0, 0);
        Q_EMIT views.results()->activated(views.results()->model()->index(0, 0, table));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(2).toInt(), 0); // a place among the fields is no line
        QCOMPARE(opened.at(0).at(3).toString(), QStringLiteral("order_id"));
    }

    void isWorkedByTheKeysAlone()
    {
        FindViews views;
        QSignalSpy opened(views.dock, &FindDock::openRequested);
        views.dock->focusFind();
        QTRY_VERIFY(views.edit()->hasFocus());
        QTest::keyClicks(views.edit(), QStringLiteral("return $in"));
        QTest::keyClick(views.edit(), Qt::Key_Return); // does not wait for the pause
        QTRY_COMPARE(views.count(), QStringLiteral("1 line in 1 object"));
        QTest::keyClick(views.edit(), Qt::Key_Down);
        QVERIFY(views.results()->hasFocus());
        QTest::keyClick(views.results(), Qt::Key_Down);
        QTest::keyClick(views.results(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(0).value<NodePath>().key(), views.id.value() + QStringLiteral("/1/function/1"));
        QCOMPARE(opened.at(0).at(1).toString(), QStringLiteral("ship"));
        QCOMPARE(opened.at(0).at(2).toInt(), 3);
        QTest::keyClick(views.results(), Qt::Key_Up);
        QTest::keyClick(views.results(), Qt::Key_Return);
        QCOMPARE(opened.at(1).at(2).toInt(), 0); // the object as such
        QVERIFY(opened.at(1).at(3).toString().isEmpty());
        QTest::keyClick(views.results(), Qt::Key_Up);
        QVERIFY(views.edit()->hasFocus());
        QTest::keyClick(views.edit(), Qt::Key_Escape);
        QVERIFY(views.edit()->text().isEmpty());
        QTRY_VERIFY(views.sentence().startsWith(QStringLiteral("Type to search")));
    }

    void saysWhatWasNotFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nowhere") << QStringLiteral("no such thing")
                                 << QStringLiteral("“no such thing” was found nowhere in what is kept here.");
        QTest::newRow("too short") << QStringLiteral(
            "$i") << QStringLiteral("No name holds “$i”. Texts are searched from three characters on.");
        QTest::newRow("a tag") << QStringLiteral("<b>&amp;")
                               << QStringLiteral("“<b>&amp;” was found nowhere in what is kept here.");
    }
    void saysWhatWasNotFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        FindViews views;
        views.find(text);
        QTRY_COMPARE(views.sentence(), sentence);
        QCOMPARE(views.find<QLabel>("emptySentence")->textFormat(), Qt::PlainText);
        QVERIFY(views.count().isEmpty());
    }

    void shortTextsFindNames()
    {
        FindViews views;
        views.find(QStringLiteral("ip"));
        QTRY_COMPARE(views.count(),
                     QStringLiteral("1 line in 1 object; of one or two characters only names are searched"));
        QCOMPARE(views.rows(), (QStringList{QStringLiteral("ship"), QStringLiteral("  name: ship")}));
    }

    void canBeLimited()
    {
        FindViews views;
        views.find(QStringLiteral("order_id"));
        QTRY_COMPARE(views.results()->model()->rowCount(), 2);
        QAction *tables = nullptr;
        for (QAction *each : views.find<QMenu>("menuFindKinds")->actions())
            if (each->text() == QLatin1String("Tables"))
                tables = each;
        QVERIFY(tables);
        tables->trigger();
        QCOMPARE(views.find<QToolButton>("findKinds")->text(), QStringLiteral("Tables"));
        QTRY_COMPARE(views.rows().value(0) + views.count(), QStringLiteral("order_items1 line in 1 object"));
        views.find<QAction>("findAllKinds")->trigger();
        QTRY_COMPARE(views.results()->model()->rowCount(), 2);
        auto *where = views.find<QComboBox>("findWhere");
        QCOMPARE(where->count(), 3);
        QCOMPARE(where->itemText(0), QStringLiteral("All Workspaces"));
        QCOMPARE(where->itemText(1), QStringLiteral("Acme › playground"));
        views.dock->focusFind(NodePath::ofWorkspace(views.id, WorkspaceId(2)));
        QCOMPARE(where->currentIndex(), 1);
        QTRY_VERIFY(views.sentence().contains(QStringLiteral("found nowhere")));
        QTRY_COMPARE(views.coverage(),
                     QStringLiteral("Nothing of this is kept here: open it in the Explorer, or refresh it."));
        QVERIFY(!views.fetchButton()->isVisible());
    }

    void searchesWhatIsInMemoryToo()
    {
        FindViews views;
        const InstanceId beta(QStringLiteral("beta"));
        const QString key = NodePath::ofInstance(beta).key();
        views.cache.keepInMemory(beta, true);
        ObjectSummary mine = test::object(Kind::Function, 7, QStringLiteral("mine"));
        mine.xanoScript = QStringLiteral("return $input.order_id");
        static_cast<void>(test::settled(views.cache.store(test::placeOf(Kind::Function, beta), test::whole({mine}))));
        views.names.add(
            {{key, Kind::Instance, QStringLiteral("Beta"), {}, {}, {}},
             {key + QStringLiteral("/1"), Kind::Workspace, QStringLiteral("lab"), QStringLiteral("Beta"), {}, {}}});
        auto *where = views.find<QComboBox>("findWhere");
        QTRY_COMPARE(where->count(), 4);
        views.find(QStringLiteral("order_id"));
        QTRY_COMPARE(views.count(), QStringLiteral("4 lines in 3 objects"));
        QVERIFY(views.rows().contains(QStringLiteral("mine")));
        QTRY_COMPARE(views.coverage(),
                     QStringLiteral("Texts of 7 of 9 objects are indexed. The rest takes 2 requests."));
        // What is cleared is told at once.
        static_cast<void>(test::settled(views.cache.clear(beta)));
        QTRY_COMPARE(views.coverage(),
                     QStringLiteral("Texts of 6 of 8 objects are indexed. The rest takes 2 requests."));
    }

    void whatIsClearedIsFetchedNoMore()
    {
        FindViews views([](const StubRequest &) { return QByteArray(); });
        QTRY_VERIFY(views.fetchButton()->isVisible());
        views.fetchButton()->click();
        QTRY_VERIFY(!views.server.requests.isEmpty());
        QVERIFY(views.fetch.isRunning());
        static_cast<void>(test::settled(views.cache.clear(views.id)));
        QVERIFY(!views.fetch.isRunning());
        QTRY_COMPARE(views.coverage(),
                     QStringLiteral("Nothing of this is kept here: open it in the Explorer, or refresh it."));
    }

    void fetchesTheRest()
    {
        FindViews views([](const StubRequest &request) {
            return stubAnswer(request.target.contains("schema")
                                  ? QByteArray("[{\"name\":\"secret_field\",\"type\":\"text\"}]")
                                  : QByteArray("{\"id\":2,\"name\":\"late\",\"xanoscript\":\"secret_field = 1\"}"));
        });
        views.find(QStringLiteral("secret_field"));
        QTRY_VERIFY(views.sentence().contains(QStringLiteral("found nowhere")));
        QTRY_VERIFY(views.fetchButton()->isVisible());
        views.fetchButton()->click();
        QCOMPARE(views.fetchButton()->text(), QStringLiteral("Cancel"));
        QTRY_COMPARE(views.coverage(), QStringLiteral("The texts of all 8 objects that are known are indexed."));
        QVERIFY(!views.fetchButton()->isVisible());
        QTRY_COMPARE(views.count(), QStringLiteral("2 lines in 2 objects"));
        QCOMPARE(views.server.requests.size(), 2);
    }

    void fetchingCanBeCancelledAndSaysWhatWentWrong()
    {
        FindViews views([](const StubRequest &) { return stubAnswer("{}", "401 Unauthorized"); });
        QTRY_VERIFY(views.fetchButton()->isVisible());
        views.fetchButton()->click();
        views.fetchButton()->click();
        QCOMPARE(views.fetchButton()->text(), QStringLiteral("Fetch the Rest"));
        QVERIFY(views.server.requests.isEmpty());
        QVERIFY(!views.dock->findChild<MessageBar *>()->isVisible());
        views.fetchButton()->click();
        QTRY_VERIFY(views.dock->findChild<MessageBar *>()->isVisible());
        QCOMPARE(views.dock->findChild<MessageBar *>()->kind(), MessageBar::Kind::Error);
        QVERIFY(views.fetchButton()->isVisible());
    }

    void withoutACacheItSaysSo()
    {
        Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        const IconProvider icons(theme);
        NameIndex names;
        FindDock dock({nullptr, nullptr, nullptr, names, theme, icons});
        dock.show();
        QCOMPARE(dock.findChild<QLabel *>(QStringLiteral("emptySentence"))->text(),
                 QStringLiteral("The search looks through what is kept on this computer, and this run keeps nothing."));
        QVERIFY(!dock.findChild<QLineEdit *>()->isEnabled());
        dock.focusFind();
        names.add({{QStringLiteral("a"), Kind::Instance, QStringLiteral("A"), {}, {}, {}}});
    }

    void aCacheThatFailsIsTold()
    {
        FindViews views({}, QStringLiteral("plain/cache.sqlite"));
        views.find(QStringLiteral("order"));
        QTRY_VERIFY(!views.edit()->isEnabled());
        QCOMPARE(views.sentence(), QStringLiteral("What is kept on this computer cannot be read in this run."));
        QVERIFY(!views.fetchButton()->isVisible());
        views.names.add({{views.id.value() + QStringLiteral("/3"),
                          Kind::Workspace,
                          QStringLiteral("new"),
                          QStringLiteral("Acme"),
                          {},
                          {}}});
        QTRY_COMPARE(views.find<QComboBox>("findWhere")->count(), 4);
    }

    void saysWhichListsAreNotLoadedAndLoadsThem()
    {
        test::KnownShop shop;
        ShopSource source;
        LazyTree tree(source);
        TreeItem root;
        root.key = NodePath::ofInstance(shop.id).key();
        root.mayHaveChildren = true;
        tree.setRoots({root});
        const auto load = [&tree](const QString &key) {
            tree.fetchMore(tree.indexOf(key));
            QTRY_COMPARE(tree.state(tree.indexOf(key)), LazyTree::State::Loaded);
        };
        load(root.key);
        load(root.key + QStringLiteral("/1"));
        BackgroundLoader loader(tree);
        TextFetch fetch(shop.house.sessions, shop.cache);
        FindDock dock({&shop.cache, &fetch, &loader, shop.names, shop.theme, shop.icons});
        dock.show();
        const auto *words = dock.findChild<QLabel *>(QStringLiteral("findNotLoaded"));
        auto *button = dock.findChild<QPushButton *>(QStringLiteral("findLoad"));
        QTRY_COMPARE(words->text(), QStringLiteral("Not loaded, and so not searched: Functions of shop."));
        QVERIFY(words->isVisible());
        QSignalSpy finished(&loader, &BackgroundLoader::finished);
        button->click();
        QTRY_COMPARE(finished.count(), 1);
        QTRY_VERIFY(!words->isVisible() && !button->isVisible());
    }

    void followsWhatIsKnown()
    {
        FindViews views;
        views.find(QStringLiteral("order_id"));
        QTRY_COMPARE(views.count(), QStringLiteral("3 lines in 2 objects"));
        views.names.clear(); // as when the program is locked
        QTRY_COMPARE(views.sentence(), QStringLiteral("Nothing is known yet: open an instance in the Explorer."));
        views.names.add({{views.id.value() + QStringLiteral("/1"),
                          Kind::Workspace,
                          QStringLiteral("shop"),
                          QStringLiteral("Acme"),
                          {},
                          {}}});
        QTRY_COMPARE(views.count(), QStringLiteral("3 lines in 2 objects"));
        views.dock->clear();
        QVERIFY(views.edit()->text().isEmpty());
        QCOMPARE(views.results()->model()->rowCount(), 0);
    }

    void hostileTextsAreShownAsTheyAre()
    {
        FindViews views;
        views.find(QStringLiteral("passwd"));
        QTRY_COMPARE(views.count(), QStringLiteral("2 lines in 1 object"));
        const QModelIndex object = views.results()->model()->index(0, 0);
        QCOMPARE(object.data().toString(), QStringLiteral("<img src=file:///etc/passwd>\nrm & go"));
        QVERIFY(object.data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("&lt;img")));
        views.window.grab();
    }

    void linesGiveWayAroundTheMatch_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        QTest::newRow("short") << QStringLiteral("  abc def") << 6 << 3;
        QTest::newRow("at the end") << QString(300, QLatin1Char('x')) + QStringLiteral("needle") << 300 << 6;
        QTest::newRow("in the middle") << QString(200, QLatin1Char('x')) + QStringLiteral("needle")
                + QString(150, QLatin1Char('y'))
                                       << 200 << 6;
        QTest::newRow("longer than the row") << QString(400, QLatin1Char('n')) << 0 << 400;
        QTest::newRow("out of the text") << QStringLiteral("abc") << 7 << 9;
        QTest::newRow("empty") << QString() << 0 << 0;
        QTest::newRow("emoji") << QStringLiteral("🚚").repeated(100) + QStringLiteral("needle") << 200 << 6;
        QTest::newRow("other signs") << QStringLiteral("a\tb\nneedle") << 4 << 6;
    }
    void linesGiveWayAroundTheMatch()
    {
        QFETCH(QString, text);
        QFETCH(int, start);
        QFETCH(int, length);
        const QFontMetrics metrics(QApplication::font());
        for (const int width : {1, 30, 200, 600}) {
            const auto shown = FindDelegate::aroundMatch({SearchPart::Script, 1, text, start, length}, metrics, width);
            QVERIFY(shown.start >= 0 && shown.length >= 0 && shown.start + shown.length <= shown.text.size());
            QVERIFY(!shown.text.contains(QLatin1Char('\n')));
            if (width >= 200 && length == 6)
                QCOMPARE(shown.text.mid(shown.start, shown.length), QStringLiteral("needle"));
            if (width >= 200)
                QVERIFY(metrics.horizontalAdvance(shown.text) <= width);
        }
    }

    void everythingIsNamedAndHasRoom()
    {
        FindViews views;
        views.find(QStringLiteral("order_id"));
        QTRY_COMPARE(views.count(), QStringLiteral("3 lines in 2 objects"));
        QTRY_VERIFY(views.fetchButton()->isVisible());
        QCOMPARE(test::unnamed(&views.window), QStringList());
        QCOMPARE(test::cutOrCovered(&views.window), QStringList());
    }
};

METASCOPE_TEST(FindTest)

#include "findtest.moc"
