// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/targetbar.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QTabBar>

#include <algorithm>

using namespace metascope;
using test::FakeEditor;
using test::ShellViews;

class ShellTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPreviewIsReplacedByTheNext()
    {
        ShellViews views;
        EditorArea &area = views.window.editors();
        QVERIFY(area.open(views.request(1, QStringLiteral("customer")), false));
        QVERIFY(area.isPreview(0));
        QVERIFY(area.open(views.request(2, QStringLiteral("orders")), false));
        QCOMPARE(area.count(), 1);
        QCOMPARE(area.currentEditor()->title(), QStringLiteral("orders"));
    }

    void aPinnedTabStays()
    {
        ShellViews views;
        EditorArea &area = views.window.editors();
        area.open(views.request(1, QStringLiteral("customer")), true);
        area.open(views.request(2, QStringLiteral("orders")), false);
        QCOMPARE(area.count(), 2);
        area.open(views.request(2, QStringLiteral("orders")), true);
        QCOMPARE(area.count(), 2);
        QVERIFY(!area.isPreview(1));
    }

    void stagingPinsAndMarks()
    {
        ShellViews views;
        EditorArea &area = views.window.editors();
        area.open(views.request(1, QStringLiteral("a&b")), false);
        QCOMPARE(area.tabText(0), QStringLiteral("a&&b"));
        qobject_cast<FakeEditor *>(area.editor(0))->stage(3);
        QVERIFY(!area.isPreview(0));
        QCOMPARE(area.tabText(0), QStringLiteral("a&&b ~"));
        area.open(views.request(2, QString(10000, u'x')), true);
        QVERIFY2(area.tabText(1).size() < 60, "one long name squeezes the other tabs");
    }

    void closingSaysThatTheDraftIsKept()
    {
        ShellViews views;
        EditorArea &area = views.window.editors();
        area.open(views.request(1, QStringLiteral("customer")), true);
        qobject_cast<FakeEditor *>(area.editor(0))->stage(2);
        QSignalSpy kept(&area, &EditorArea::draftKept);
        area.closeTab(0);
        QCOMPARE(kept.count(), 1);
        QCOMPARE(kept.constFirst().at(1).toInt(), 2);
        QCOMPARE(area.count(), 0);
    }

    void anInstancesTabsGoWithIt()
    {
        ShellViews views;
        EditorArea &area = views.window.editors();
        area.open(views.request(1, QStringLiteral("customer")), true);
        EditorRequest other = views.request(1, QStringLiteral("other"));
        other.path.instance = InstanceId(QStringLiteral("beta"));
        area.open(other, true);
        views.window.closeInstance(InstanceId(QStringLiteral("acme")));
        QCOMPARE(area.count(), 1);
        QCOMPARE(area.editor(0)->title(), QStringLiteral("other"));
    }

    void theTargetIsNamedInWords()
    {
        ShellViews views;
        auto *bar = views.window.findChild<TargetBar *>();
        QVERIFY(bar);
        QCOMPARE(bar->text(), QStringLiteral("Nothing open"));
        views.window.editors().open(views.request(1, QStringLiteral("customer")), true);
        views.window.showPage(MainWindow::Page::Editors);
        QCOMPARE(bar->text(), QStringLiteral("Acme › shop › branch v1 › data live"));
    }

    void theTitleTellsNothingOfWhatIsOpen()
    {
        ShellViews views;
        views.window.editors().open(views.request(1, QStringLiteral("customer")), true);
        QCOMPARE(views.window.windowTitle(), QStringLiteral("Metascope"));
    }

    void everyShortcutStandsInAMenuAndIsUnique()
    {
        ShellViews views;
        QList<const QAction *> inMenus;
        const auto menus = views.window.menuBar()->findChildren<QMenu *>();
        for (const QMenu *menu : menus)
            for (const QAction *action : menu->actions())
                inMenus.append(action);
        QStringList seen;
        const auto all = views.window.findChildren<QAction *>();
        for (const QAction *action : all) {
            if (action->shortcut().isEmpty())
                continue;
            QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
            const QString keys = action->shortcut().toString();
            QVERIFY2(!seen.contains(keys), qPrintable(keys));
            seen.append(keys);
        }
        QVERIFY(seen.size() > 8);
    }

    void everyCommandHasAName()
    {
        ShellViews views;
        const auto menus = views.window.menuBar()->findChildren<QMenu *>();
        for (const QMenu *menu : menus)
            for (const QAction *action : menu->actions())
                QVERIFY2(action->isSeparator() || action->menu() || !action->objectName().isEmpty(),
                         qPrintable(action->text()));
    }

    void theLayoutSurvives()
    {
        QByteArray state;
        QByteArray geometry;
        {
            ShellViews views;
            views.window.resize(900, 640);
            views.window.findChild<QDockWidget *>()->hide();
            state = views.window.layoutState();
            geometry = views.window.saveGeometry();
        }
        ShellViews views;
        views.window.restoreLayout(geometry, state);
        QCOMPARE(views.window.size(), QSize(900, 640));
        QVERIFY(views.window.findChild<QDockWidget *>()->isHidden());
        views.window.restoreLayout(QByteArrayLiteral("no such thing"), QByteArrayLiteral("nor this"));
    }
};

METASCOPE_TEST(ShellTest)
#include "shelltest.moc"
