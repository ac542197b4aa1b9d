// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/jsontreemodel.h"
#include "tests/support/testmain.h"
#include "tests/ui/look.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/code/codepane.h"
#include "ui/editors/facts/factform.h"
#include "ui/inspector/inspectordock.h"
#include "ui/inspector/jsonview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QTreeWidget>

using namespace metascope;

namespace {

/// `'` stands for a quote: moc 6.4 loses its way in raw literals.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

RawJson parsed(const QByteArray &text)
{
    const auto json = RawJson::parse(quoted(text));
    return json ? *json : RawJson::string(u"the test's own JSON is wrong");
}

InspectorContent content(const QString &name = QStringLiteral("ship_order"))
{
    InspectorContent made;
    made.key = QStringLiteral("acme/1/function/") + name;
    made.title = name;
    made.place = QStringLiteral("Acme › shop › branch v1");
    made.object.kind = Kind::Function;
    made.object.id = ObjectId(3);
    made.object.name = name;
    made.object.description = QStringLiteral("<img src=file:///etc/passwd> & so on");
    made.object.createdAt = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    made.object.raw = parsed("{'id':3,'guid':'0JvX9','tag':['orders','mail'],'active':true,'n':18446744073709551615}");
    return made;
}

QList<Reference> references()
{
    return {{Reference::Direction::Uses, Kind::Table, QStringLiteral("order"), QStringLiteral("line 12"), false,
             QStringLiteral("acme/1/table/7")},
            {Reference::Direction::UsedBy, Kind::Endpoint, QStringLiteral("POST /a\nb"), QStringLiteral("schema"), true,
             QStringLiteral("acme/1/endpoint/2")},
            {Reference::Direction::UsedBy, Kind::Task, QStringLiteral("<b>nightly</b>"), QStringLiteral("line 3"),
             false, QString()}};
}

struct Inspector : test::Look {
    Inspector()
    {
        window.setCentralWidget(new QWidget(&window));
        window.addDockWidget(Qt::RightDockWidgetArea, dock);
        test::showActive(window, {900, 700});
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return test::part<Widget>(window, name);
    }
    [[nodiscard]] JsonView *openJson() const
    {
        find<QToolButton>("inspectorJson")->setChecked(true);
        return window.findChild<JsonView *>();
    }

    QMainWindow window;
    InspectorDock *dock = new InspectorDock(theme, icons, &window);
};

struct Json : test::Look {
    Json() { test::showActive(view, {400, 500}); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return test::part<Widget>(view, name);
    }
    [[nodiscard]] QString count() const { return find<QLabel>("jsonFindCount")->text(); }
    void look(const QString &wanted) const { find<QLineEdit>("jsonFind")->setText(wanted); }
    void showText() const { find<QTabWidget>("jsonTabs")->setCurrentIndex(1); }
    [[nodiscard]] QString path() const
    {
        return find<QTreeView>("jsonTree")->currentIndex().data(JsonTreeModel::PathRole).toString();
    }

    JsonView view{theme, icons};
};

} // namespace

class InspectorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void factsInTheirOrder()
    {
        const QList<Fact> facts = FactList::of(content().object);
        QStringList told;
        for (const Fact &fact : facts)
            told.append(fact.label + QLatin1Char('=') + fact.value);
        QCOMPARE(told.size(), 7);
        QCOMPARE(told.value(0), QStringLiteral("Kind=Function"));
        QCOMPARE(told.value(1), QStringLiteral("ID=3"));
        QCOMPARE(told.value(2), QStringLiteral("Description=<img src=file:///etc/passwd> & so on"));
        QVERIFY(told.value(3).startsWith(QStringLiteral("Created=")) && told.value(3).endsWith(QStringLiteral(" UTC")));
        QCOMPARE(told.value(4), QStringLiteral("GUID=0JvX9"));
        QCOMPARE(told.value(5), QStringLiteral("Active=yes"));
        QCOMPARE(told.value(6), QStringLiteral("Tags=orders, mail"));
        const QDateTime moment = *content().object.createdAt;
        QVERIFY(FactList::moment(moment, QTimeZone("Asia/Tokyo")).contains(QStringLiteral("07:13"))
                || FactList::moment(moment, QTimeZone("Asia/Tokyo")).contains(QStringLiteral("7:13")));
    }

    void saysThatNothingIsSelected()
    {
        Inspector it;
        const auto *sentence = it.find<QLabel>("emptySentence");
        QVERIFY(sentence->isVisible());
        QVERIFY(!it.find<QWidget>("inspectorBody"));
        it.dock->show(content());
        QVERIFY(!sentence->isVisible());
        it.dock->clear(QStringLiteral("Three objects are selected."));
        QVERIFY(sentence->isVisible());
        QCOMPARE(sentence->text(), QStringLiteral("Three objects are selected."));
        QVERIFY(!it.find<QWidget>("inspectorBody")->isVisible());
        QCOMPARE(it.dock->key(), QString());
    }

    void showsAnObject()
    {
        Inspector it;
        InspectorContent shown = content();
        shown.more = {{QStringLiteral("Path"), QStringLiteral("/ship"), true}};
        it.dock->show(shown);
        QCOMPARE(it.find<ElidedLabel>("inspectorTitle")->text(), QStringLiteral("ship_order"));
        QCOMPARE(it.find<ElidedLabel>("inspectorPlace")->text(), shown.place);
        QCOMPARE(it.window.findChild<FactForm *>()->facts().size(), 8);
        QVERIFY(!it.find<QPushButton>("inspectorDetail")->isVisible());
        QCOMPARE(it.dock->key(), shown.key);
    }

    void asksForTheRest()
    {
        Inspector it;
        QSignalSpy wanted(it.dock, &InspectorDock::detailWanted);
        InspectorContent shown = content();
        shown.isPartial = true;
        it.dock->show(shown);
        QCOMPARE(wanted.count(), 0); // showing sends nothing
        it.find<QPushButton>("inspectorDetail")->click();
        QCOMPARE(wanted.takeFirst().constFirst().toString(), shown.key);
        it.dock->setLoading(true);
        QVERIFY(!it.find<QPushButton>("inspectorDetail")->isEnabled());
        it.dock->showError(Error::local(ErrorKind::Network, QStringLiteral("connection refused")));
        auto *bar = it.window.findChild<MessageBar *>();
        QVERIFY(bar->isVisible());
        QVERIFY(it.find<QPushButton>("inspectorDetail")->isEnabled());
        it.find<QPushButton>("inspectorRetry")->click();
        QCOMPARE(wanted.takeFirst().constFirst().toString(), shown.key);
        it.dock->show(content());
        QVERIFY(!bar->isVisible());
    }

    void listsReferences()
    {
        Inspector it;
        it.dock->setReferences(references()); // for nothing: no object is shown
        it.dock->show(content());
        QSignalSpy wanted(it.dock, &InspectorDock::referencesWanted);
        QSignalSpy activated(it.dock, &InspectorDock::referenceActivated);
        auto *button = it.find<QPushButton>("inspectorFindReferences");
        button->click();
        QCOMPARE(wanted.count(), 1);
        it.dock->setReferences(references());
        QVERIFY(!button->isVisible());
        auto *uses = it.find<QTreeWidget>("inspectorUsesRows");
        auto *usedBy = it.find<QTreeWidget>("inspectorUsedByRows");
        QCOMPARE(uses->topLevelItemCount(), 1);
        QCOMPARE(usedBy->topLevelItemCount(), 2);
        QCOMPARE(uses->topLevelItem(0)->text(1), QStringLiteral("line 12 ≈"));
        QCOMPARE(uses->topLevelItem(0)->data(0, Qt::AccessibleDescriptionRole).toString(),
                 QStringLiteral("text match"));
        QCOMPARE(usedBy->topLevelItem(0)->text(0), QStringLiteral("POST /a↵b"));
        QCOMPARE(usedBy->topLevelItem(0)->text(1), QStringLiteral("schema"));
        QVERIFY(!usedBy->topLevelItem(1)->toolTip(0).contains(QStringLiteral("<b>")));
        QTest::mouseClick(usedBy->viewport(), Qt::LeftButton, {},
                          usedBy->visualItemRect(usedBy->topLevelItem(0)).center());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.takeFirst().constFirst().value<Reference>(), references().at(1));
        QTest::mouseClick(usedBy->viewport(), Qt::LeftButton, {},
                          usedBy->visualItemRect(usedBy->topLevelItem(1)).center());
        QCOMPARE(activated.count(), 0); // it leads nowhere
        uses->setCurrentItem(uses->topLevelItem(0));
        uses->setFocus();
        QTest::keyClick(uses, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        it.dock->setReferences({});
        QVERIFY(!uses->isVisible());
        it.dock->show(content()); // the same once more: what was found stays
        QVERIFY(!button->isVisible());
        it.dock->show(content(QStringLiteral("other")));
        QVERIFY(button->isVisible());
    }

    void theJsonIsMadeWhenItIsOpened()
    {
        Inspector it;
        it.dock->show(content());
        QVERIFY(!it.window.findChild<JsonView *>());
        JsonView *view = it.openJson();
        QCOMPARE(view->model().json(), content().object.raw);
        InspectorContent other = content(QStringLiteral("other"));
        other.object.raw = parsed("[1.0]");
        it.dock->show(other);
        QCOMPARE(view->model().json().text(), QByteArray("[1.0]"));
        it.dock->clear();
        QVERIFY(view->model().json().isNull());
    }

    void everyViewHasNamesAndRoom_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("width");
        for (const bool dark : {false, true})
            for (const int width : {260, 500})
                QTest::addRow("%s, %d", dark ? "dark" : "light", width) << dark << width;
    }

    void everyViewHasNamesAndRoom()
    {
        QFETCH(const bool, dark);
        QFETCH(const int, width);
        Inspector it;
        it.theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        InspectorContent shown = content(QString(10'000, u'n'));
        shown.isPartial = true;
        shown.object.description = QString(2'000, u'd');
        it.dock->show(shown);
        it.dock->setReferences(references());
        QVERIFY(it.openJson());
        it.window.resizeDocks({it.dock}, {width}, Qt::Horizontal);
        QVERIFY(QTest::qWaitFor([&it] { return it.dock->width() > 0; }));
        QCOMPARE(test::unnamed(it.dock->widget()), QStringList());
        QCOMPARE(test::cutOrCovered(it.dock->widget()), QStringList());
        QVERIFY(it.dock->width() < 700);
    }

    void findsInTheTree()
    {
        Json json;
        json.view.setJson(parsed("{'name':'a','list':[{'Name':1},{'x':'NAME it'}]}"));
        json.look(QStringLiteral("name"));
        QCOMPARE(json.count(), QStringLiteral("1 of 3"));
        QCOMPARE(json.path(), QStringLiteral("$.name"));
        json.find<QToolButton>("jsonFindNext")->click();
        QCOMPARE(json.path(), QStringLiteral("$.list[0].Name"));
        json.find<QToolButton>("jsonFindPrevious")->click();
        json.find<QToolButton>("jsonFindPrevious")->click();
        QCOMPARE(json.path(), QStringLiteral("$.list[1].x"));
        QCOMPARE(json.count(), QStringLiteral("3 of 3"));
        auto *tree = json.find<QTreeView>("jsonTree");
        QVERIFY(tree->visualRect(tree->currentIndex()).isValid());
        json.look(QStringLiteral("nothing"));
        QCOMPARE(json.count(), QStringLiteral("Not found"));
        QVERIFY(!json.find<QToolButton>("jsonFindNext")->isEnabled());
        json.look({});
        QCOMPARE(json.count(), QString());
    }

    void copiesPathAndValue()
    {
        Json json;
        QVERIFY(!json.find<QPushButton>("jsonCopyPathButton")->isEnabled());
        json.view.setJson(parsed("{'a b':[18446744073709551615,'x\\n']}"));
        json.look(QStringLiteral("1844"));
        json.find<QPushButton>("jsonCopyPathButton")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(quoted("$['a b'][0]")));
        json.find<QPushButton>("jsonCopyValueButton")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("18446744073709551615"));
        json.look(QStringLiteral("x"));
        json.find<QTreeView>("jsonTree")->setFocus();
        json.find<QAction>("jsonCopyValue")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("x\n"));
    }

    void theTextIsWhatWasSent()
    {
        Json json;
        json.view.setJson(parsed("{'z':18446744073709551615,'a':[1.0,0.10,1e400],'a':'\\u00e9'}"));
        QVERIFY(!json.view.findChild<CodePane *>());
        json.showText();
        const auto *pane = json.view.findChild<CodePane *>();
        QCOMPARE(
            pane->text(),
            QString::fromLatin1(quoted("{\n  'z': 18446744073709551615,\n  'a': [\n    1.0,\n    0.10,\n    1e400\n  ],"
                                       "\n  'a': '\\u00e9'\n}")));
        json.look(QStringLiteral("'a'").replace(u'\'', u'"'));
        QCOMPARE(json.count(), QStringLiteral("1 of 2"));
        QTest::keyClick(json.find<QLineEdit>("jsonFind"), Qt::Key_Return);
        QCOMPARE(json.count(), QStringLiteral("2 of 2"));
        json.view.setJson(parsed("[]"));
        QCOMPARE(pane->text(), QStringLiteral("[]"));
        QCOMPARE(json.count(), QStringLiteral("Not found"));
    }

    void whatIsNoJsonIsShownAsItIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("deep") << (QByteArray(10'000, '[') + QByteArray(10'000, ']'));
        QTest::addRow("html") << QByteArray("<html>");
        QTest::addRow("empty") << QByteArray("");
        QTest::addRow("no UTF-8") << QByteArray("\"\xff\"");
    }

    void whatIsNoJsonIsShownAsItIs()
    {
        QFETCH(const QByteArray, text);
        Json json;
        json.view.setSource(text);
        QVERIFY(json.find<QLabel>("jsonNote")->isVisible());
        QCOMPARE(json.view.findChild<CodePane *>()->text(), QString::fromUtf8(text));
        QVERIFY(!json.find<QTabWidget>("jsonTabs")->isTabEnabled(0));
        json.view.setSource("[1]");
        QVERIFY(!json.find<QLabel>("jsonNote")->isVisible());
        QVERIFY(json.find<QTabWidget>("jsonTabs")->isTabEnabled(0));
        QCOMPARE(json.view.model().json().text(), QByteArray("[1]"));
    }

    void aLongArrayIsLoadedAsItIsScrolled()
    {
        QByteArray text = "{'list':[0";
        for (int i = 1; i < 100'000; ++i)
            text += ',' + QByteArray::number(i);
        Json json;
        QElapsedTimer time;
        time.start();
        json.view.setJson(parsed(text + "]}"));
        auto *tree = json.find<QTreeView>("jsonTree");
        const QModelIndex list = json.view.model().index(0, 0);
        tree->expand(list);
        QVERIFY(!json.view.grab().isNull());
        QVERIFY2(time.elapsed() < 300, qPrintable(QString::number(time.elapsed())));
        const int first = json.view.model().rowCount(list);
        QVERIFY(first > 0 && first < 5000);
        for (int i = 0; i < 3; ++i) {
            tree->verticalScrollBar()->setValue(tree->verticalScrollBar()->maximum());
            QVERIFY(!json.view.grab().isNull());
        }
        QVERIFY(json.view.model().rowCount(list) > first);
        json.look(QStringLiteral("99999"));
        QTRY_COMPARE(json.path(), QStringLiteral("$.list[99999]"));
    }

    void hostileKeysStayInTheirColumn()
    {
        Json json;
        json.view.setJson(parsed("{'" + QByteArray(10'000, 'k') + "':'" + QByteArray(1'000'000, 'v') + "'}"));
        QVERIFY(!json.view.grab().isNull());
        QVERIFY(json.find<QTreeView>("jsonTree")->columnWidth(0) < 400);
        json.showText();
        QVERIFY(!json.view.grab().isNull());
    }
};

METASCOPE_TEST(InspectorTest)
#include "inspectortest.moc"
