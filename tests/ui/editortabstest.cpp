// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/navigation.h"
#include "ui/shell/restoredtab.h"
#include "ui/shell/tabcommands.h"
#include "ui/shell/targetbar.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

using namespace metascope;
using test::ShellViews;

namespace {

/// The window with tabs "one" to "five" (tables 1 to 5), the last one in front.
struct Tabs {
    explicit Tabs(int count = 5) : navigation(area, views.icons), commands(views.window, navigation)
    {
        const QStringList names{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three"),
                                QStringLiteral("four"), QStringLiteral("five")};
        for (int i = 0; i < count; ++i)
            area.open(views.request(i + 1, names[i]), true);
        views.window.showPage(MainWindow::Page::Editors);
    }
    [[nodiscard]] QStringList titles() const
    {
        QStringList titles;
        for (int i = 0; i < area.count(); ++i)
            titles.append(area.editor(i)->title());
        return titles;
    }
    [[nodiscard]] QString front() const { return area.currentEditor() ? area.currentEditor()->title() : QString(); }
    [[nodiscard]] QAction *action(const char *name) const { return commands.findChild<QAction *>(QLatin1String(name)); }
    void trigger(QAction *action) const { action->trigger(); }

    ShellViews views;
    EditorArea &area = views.window.editors();
    Navigation navigation;
    TabCommands commands;
};

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

EditorRequest inBranch(EditorRequest request, const char *branch)
{
    request.path.kind = Kind::Function;
    request.target.branch = BranchLabel(QString::fromLatin1(branch));
    return request;
}

} // namespace

class EditorTabsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void othersAndThoseToTheRight()
    {
        Tabs tabs;
        tabs.area.setCurrentIndex(2);
        tabs.area.closeToTheRight();
        QCOMPARE(tabs.titles(), words("one two three"));
        tabs.area.setCurrentIndex(1);
        tabs.area.closeOthers();
        QCOMPARE(tabs.titles(), words("two"));
    }

    void aPlaceIsPointedAtInANewTabAndInAnOpenOne()
    {
        Tabs tabs;
        EditorRequest request = tabs.views.request(9, QStringLiteral("nine"));
        request.spot = {7, {}};
        tabs.area.open(request, false);
        auto *nine = qobject_cast<test::FakeEditor *>(tabs.area.currentEditor());
        QVERIFY(nine);
        QCOMPARE(nine->spots, QList<EditorSpot>{request.spot});
        tabs.area.setCurrentIndex(0);
        const EditorSpot field{0, QStringLiteral("total")};
        QVERIFY(tabs.area.activate(request.path, false, field));
        QCOMPARE(tabs.area.currentEditor(), nine);
        QCOMPARE(nine->spots, (QList<EditorSpot>{request.spot, field}));
        QVERIFY(tabs.area.activate(request.path, false)); // opened as such: it stays where it is
        QCOMPARE(nine->spots.size(), 2);
    }

    void theMenuOfATabIsAboutThatTab()
    {
        Tabs tabs;
        const QPoint place = tabs.area.tabBar()->tabRect(1).center();
        Q_EMIT tabs.area.tabBar()->customContextMenuRequested(place);
        auto *menu = tabs.area.findChild<QMenu *>(QStringLiteral("menuTab"));
        QVERIFY(menu);
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts.append(action->text().remove(u'&'));
        QCOMPARE(texts,
                 (QStringList{QStringLiteral("Close Tab"), QStringLiteral("Close Others"),
                              QStringLiteral("Close to the Right"), QStringLiteral("Close All Tabs"),
                              QStringLiteral("Reopen Closed Tab")}));
        menu->actions().at(2)->trigger();
        QCOMPARE(tabs.titles(), words("one two"));
        Q_EMIT tabs.area.tabBar()->customContextMenuRequested(place);
        tabs.area.findChildren<QMenu *>(QStringLiteral("menuTab")).constLast()->actions().constFirst()->trigger();
        QCOMPARE(tabs.titles(), words("one"));
    }

    void aMiddleClickCloses()
    {
        Tabs tabs;
        QTest::mouseClick(tabs.area.tabBar(), Qt::MiddleButton, {}, tabs.area.tabBar()->tabRect(1).center());
        QCOMPARE(tabs.titles(), words("one three four five"));
        QTest::mouseClick(tabs.area.tabBar(), Qt::MiddleButton, {}, QPoint(5000, 5));
        QCOMPARE(tabs.area.count(), 4);
    }

    void aClosedTabComesBackOnce()
    {
        Tabs tabs;
        QAction *reopen = tabs.action("actionReopenClosedTab");
        QVERIFY(reopen && !reopen->isEnabled());
        QSignalSpy asked(&tabs.area, &EditorArea::objectRequested);
        tabs.area.closeTab(1);
        tabs.area.closeTab(1);
        QVERIFY(reopen->isEnabled());
        reopen->trigger();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.constFirst().at(0).value<NodePath>().object, QStringLiteral("3"));
        QCOMPARE(asked.constFirst().at(1).toString(), QStringLiteral("three"));
        // What is open again by itself is passed over.
        tabs.area.open(tabs.views.request(2, QStringLiteral("two")), true);
        reopen->trigger();
        QCOMPARE(asked.count(), 1);
        QVERIFY(!reopen->isEnabled());
    }

    void closedTabsAreNotKeptForEver()
    {
        Tabs tabs(0);
        for (int i = 1; i < 40; ++i) {
            tabs.area.open(tabs.views.request(i, QString::number(i)), true);
            tabs.area.closeTab(0);
        }
        QCOMPARE(tabs.area.closedTabs().size(), EditorArea::mostClosed);
        QCOMPARE(tabs.area.closedTabs().constFirst().name, QStringLiteral("39"));
        tabs.area.forgetClosed(tabs.views.request(1, {}).path.instance);
        QVERIFY(tabs.area.closedTabs().isEmpty());
    }

    void aNewTabLeavesThePreview()
    {
        Tabs tabs(0);
        tabs.area.open(tabs.views.request(1, QStringLiteral("one")), false);
        tabs.area.openInNewTab(tabs.views.request(2, QStringLiteral("two")));
        QCOMPARE(tabs.titles(), words("one two"));
        QVERIFY(tabs.area.isPreview(0) && !tabs.area.isPreview(1));
        tabs.area.openInNewTab(tabs.views.request(1, QStringLiteral("one")));
        QCOMPARE(tabs.area.count(), 2);
        QVERIFY(!tabs.area.isPreview(0));
    }

    void oddNamesAreShownAsTheyAre_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("tab");
        QTest::newRow("ampersand") << QStringLiteral("a&b") << QStringLiteral("a&&b");
        QTest::newRow("markup") << QStringLiteral("<img src=file:///etc/passwd>") << QString();
        QTest::newRow("line break") << QStringLiteral("a\nb\r\nc") << QString();
        QTest::newRow("right to left") << QStringLiteral("\u202eabc") << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("long") << QString(10000, u'x') << QString();
    }
    void oddNamesAreShownAsTheyAre()
    {
        QFETCH(QString, name);
        QFETCH(QString, tab);
        Tabs tabs(0);
        tabs.area.open(tabs.views.request(1, name), true);
        const QString text = tabs.area.tabText(0);
        if (!tab.isEmpty())
            QCOMPARE(text, tab);
        QVERIFY2(text.size() < 60 && !text.contains(u'\n') && !text.contains(QChar(0x202E)), qPrintable(text));
        if (name.size() > 1000)
            QVERIFY2(text.startsWith(QLatin1String("xxx")) && text.endsWith(QLatin1String("xxx")), qPrintable(text));
        const QString toolTip = tabs.area.tabToolTip(0);
        QVERIFY2(!toolTip.contains(QLatin1String("<img")) && toolTip.size() < 2000, qPrintable(toolTip));
        QVERIFY2(!toolTip.contains(QChar(0x202E)), qPrintable(toolTip));
        QVERIFY2(toolTip.contains(QStringLiteral("Acme › shop › branch v1 › data live")), qPrintable(toolTip));
    }

    void oneObjectInTwoBranches()
    {
        Tabs tabs(0);
        tabs.views.editors.add(Kind::Function, [](const EditorRequest &wanted, QWidget *parent) -> Editor * {
            return new test::FakeEditor(wanted, parent);
        });
        const EditorRequest function = tabs.views.request(1, QStringLiteral("ship"));
        tabs.area.open(inBranch(function, "v1"), true);
        tabs.area.open(inBranch(function, "rework"), true);
        QCOMPARE(tabs.area.count(), 2);
        tabs.area.open(inBranch(function, "v1"), true);
        QCOMPARE(tabs.area.currentIndex(), 0);
        // A table is the same in all of them.
        tabs.area.open(tabs.views.request(1, QStringLiteral("orders")), true);
        EditorRequest other = tabs.views.request(1, QStringLiteral("orders"));
        other.target.branch = BranchLabel(QStringLiteral("rework"));
        tabs.area.open(other, true);
        QCOMPARE(tabs.area.count(), 3);
        // What would be opened in another branch now is not what the tab shows.
        tabs.area.setIsCurrent([](const Target &target) { return target.branch.value() == QLatin1String("rework"); });
        tabs.area.setCurrentIndex(2);
        QVERIFY(tabs.area.activate(inBranch(function, "x").path, true));
        QCOMPARE(tabs.area.currentIndex(), 1);
    }

    void namesakesOfTwoBranchesAreToldApart()
    {
        Tabs tabs(0);
        const auto request = [&tabs](qint64 id, const char *branch) {
            return inBranch(tabs.views.request(id, QStringLiteral("ship")), branch);
        };
        tabs.area.addRestored(request(1, "v1"), true);
        QCOMPARE(tabs.area.tabText(0), QStringLiteral("ship"));
        tabs.area.addRestored(request(2, "re&work"), true);
        QCOMPARE(tabs.area.tabText(0), QStringLiteral("ship · v1"));
        QCOMPARE(tabs.area.tabText(1), QStringLiteral("ship · re&&work"));
        QVERIFY2(tabs.area.tabToolTip(1).contains(QStringLiteral("branch re&amp;work")),
                 qPrintable(tabs.area.tabToolTip(1)));
        const QString told = tabs.area.editor(1)->findChild<QLabel *>(QStringLiteral("emptySentence"))->text();
        QVERIFY2(told.startsWith(QStringLiteral("ship — Acme › shop › branch re&work, not loaded yet.")),
                 qPrintable(told));
        tabs.area.closeTab(1);
        QCOMPARE(tabs.area.tabText(0), QStringLiteral("ship"));
        // A name from the right does not turn the words behind it.
        tabs.area.addRestored(inBranch(tabs.views.request(3, QStringLiteral("طلب")), "v1"), true);
        tabs.area.addRestored(inBranch(tabs.views.request(4, QStringLiteral("طلب")), "v2"), true);
        QCOMPARE(tabs.area.tabText(2), QStringLiteral("\u2068طلب\u2069 · v2"));
    }

    void whatIsGoneIsToldToItsEditors()
    {
        Tabs tabs(2);
        tabs.views.editors.add(Kind::Function, [](const EditorRequest &wanted, QWidget *parent) -> Editor * {
            return new test::FakeEditor(wanted, parent);
        });
        tabs.area.open(inBranch(tabs.views.request(1, QStringLiteral("ship")), "v1"), true);
        tabs.area.open(inBranch(tabs.views.request(1, QStringLiteral("ship")), "rework"), true);
        tabs.area.setIsCurrent([](const Target &target) { return target.branch.value() == QLatin1String("v1"); });
        const auto told = [&tabs] {
            QList<int> times;
            for (int i = 0; i < tabs.area.count(); ++i)
                times.append(qobject_cast<test::FakeEditor *>(tabs.area.editor(i))->gone);
            return times;
        };
        const QString shop = tabs.views.acme.value() + QStringLiteral("/1");
        tabs.area.tellGone({});
        tabs.area.tellGone({shop + QStringLiteral("/table/11"), QStringLiteral("other/1")});
        QCOMPARE(told(), (QList<int>{0, 0, 0, 0}));
        tabs.area.tellGone({shop + QStringLiteral("/table/2")});
        QCOMPARE(told(), (QList<int>{0, 1, 0, 0}));
        // The list is that of one branch.
        tabs.area.tellGone({shop + QStringLiteral("/function/1")});
        QCOMPARE(told(), (QList<int>{0, 1, 1, 0}));
        tabs.area.tellGone({shop});
        QCOMPARE(told(), (QList<int>{1, 2, 2, 1}));
    }

    void backAndForward()
    {
        Tabs tabs(3);
        QCOMPARE(tabs.front(), QStringLiteral("three"));
        QAction *back = tabs.navigation.back();
        QAction *forward = tabs.navigation.forward();
        QVERIFY(back->isEnabled() && !forward->isEnabled());
        back->trigger();
        QCOMPARE(tabs.front(), QStringLiteral("two"));
        back->trigger();
        QCOMPARE(tabs.front(), QStringLiteral("one"));
        QVERIFY(!back->isEnabled() && forward->isEnabled());
        forward->trigger();
        QCOMPARE(tabs.front(), QStringLiteral("two"));
        // Another way forward from here.
        tabs.area.open(tabs.views.request(4, QStringLiteral("four")), true);
        QVERIFY(!forward->isEnabled());
        back->trigger();
        QCOMPARE(tabs.front(), QStringLiteral("two"));
    }

    void backReopensWhatIsClosed()
    {
        Tabs tabs(3);
        QSignalSpy asked(&tabs.navigation, &Navigation::objectRequested);
        tabs.area.closeTab(1);
        tabs.navigation.back()->trigger();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.constFirst().at(1).toString(), QStringLiteral("two"));
        tabs.area.open(tabs.views.request(2, QStringLiteral("two")), true);
        QVERIFY(tabs.navigation.forward()->isEnabled());
        tabs.navigation.back()->trigger();
        QCOMPARE(tabs.front(), QStringLiteral("one"));
        tabs.navigation.forget(tabs.views.request(1, {}).path.instance);
        QVERIFY(!tabs.navigation.back()->isEnabled() && !tabs.navigation.forward()->isEnabled());
    }

    void theWayBackHasAnEnd()
    {
        Tabs tabs(0);
        for (int i = 1; i < 300; ++i)
            tabs.area.open(tabs.views.request(i, QString::number(i)), false);
        int steps = 0;
        while (tabs.navigation.back()->isEnabled() && ++steps < 500)
            tabs.navigation.back()->trigger();
        QCOMPARE(steps, Navigation::most - 1);
    }

    void theBarHasTheButtons()
    {
        Tabs tabs(2);
        auto *back = tabs.views.window.findChild<QToolButton *>(QStringLiteral("actionBackButton"));
        QVERIFY(back && back->isEnabled() && !back->icon().isNull());
        QTest::mouseClick(back, Qt::LeftButton);
        QCOMPARE(tabs.front(), QStringLiteral("one"));
    }

    void aRestoredTabWaits()
    {
        Tabs tabs(1);
        bool isOpen = false;
        tabs.area.setIsOpen([&isOpen](const InstanceId &) { return isOpen; });
        QSignalSpy asked(&tabs.area, &EditorArea::objectRequested);
        EditorRequest restored = tabs.views.request(2, QStringLiteral("orders"));
        restored.target.branch = {};
        tabs.area.addRestored(restored, true);
        tabs.area.addRestored(restored, true);
        tabs.area.addRestored(tabs.views.request(1, QStringLiteral("one")), true);
        QCOMPARE(tabs.area.count(), 2);
        tabs.area.setCurrentIndex(1);
        QCOMPARE(asked.count(), 0); // the instance is not open
        const auto *page = qobject_cast<RestoredTab *>(tabs.area.currentEditor());
        QVERIFY(page);
        const QString text = page->findChild<QLabel *>(QStringLiteral("emptySentence"))->text();
        QVERIFY2(text.startsWith(QStringLiteral("orders — Acme › shop, not loaded yet.")), qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("Acme is not open")), qPrintable(text));
        auto *bar = tabs.views.window.findChild<TargetBar *>();
        QCOMPARE(bar->text(), QStringLiteral("Acme › shop › branch not read yet › data live"));
        page->findChild<QPushButton *>(QStringLiteral("emptyAction"))->click();
        QCOMPARE(asked.count(), 1);
        isOpen = true;
        tabs.area.setCurrentIndex(0);
        tabs.area.show(1); // by no person
        QCOMPARE(asked.count(), 1);
        QTest::mouseClick(tabs.area.tabBar(), Qt::LeftButton, {}, tabs.area.tabBar()->tabRect(1).center());
        QCOMPARE(asked.count(), 2);
        // The closing of another tab is no coming to this one.
        tabs.area.setCurrentIndex(0);
        tabs.area.closeTab(0);
        QCOMPARE(asked.count(), 2);
        // Opened from wherever, the editor takes its place.
        QVERIFY(!tabs.area.activate(restored.path, false));
        tabs.area.open(tabs.views.request(2, QStringLiteral("orders")), false);
        QCOMPARE(tabs.area.count(), 1);
        QVERIFY(!qobject_cast<RestoredTab *>(tabs.area.currentEditor()) && !tabs.area.isPreview(0));
    }
};

METASCOPE_TEST(EditorTabsTest)
#include "editortabstest.moc"
