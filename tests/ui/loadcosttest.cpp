// SPDX-License-Identifier: GPL-3.0-or-later
// What loading all names costs is asked in the window before many requests go; and what is not open is told where it is not
// searched.
#include "app/model/activitymodel.h"
#include "app/model/trafficmodel.h"
#include "app/store/settings.h"
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/explorer/explorerdock.h"
#include "ui/palette/palette.h"
#include "ui/shell/tooldocks.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace metascope;
using test::ShellViews;

namespace {

/// An open instance with so many workspaces of which nothing is loaded.
struct Bench {
    explicit Bench(int workspaces)
    {
        views.fillTree();
        const QString root = views.acme.value();
        views.source.items[root].clear();
        for (int i = 1; i <= workspaces; ++i) {
            const QString key = root + QStringLiteral("/%1").arg(i);
            views.source.items[root].append(
                ShellViews::item(key, Kind::Workspace, QStringLiteral("w%1").arg(i), false, true));
            views.source.items[key] = {};
        }
        views.window.show();
        views.tree.fetchMore(views.tree.indexOf(root));
        if (!QTest::qWaitFor([&] { return views.tree.rowCount(views.tree.indexOf(root)) == workspaces; }))
            qFatal("the tree does not load");
        views.source.calls = 0;
    }
    [[nodiscard]] BackgroundLoader &loader() const { return views.window.explorer().loader(); }
    [[nodiscard]] QPushButton *answer(const QString &text) const
    {
        const auto buttons = views.window.messages().findChildren<QPushButton *>();
        for (QPushButton *each : buttons)
            if (each->text() == text)
                return each;
        return nullptr;
    }
    ShellViews views;
    ActivityModel activity;
    TrafficModel traffic;
    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    ToolDocks docks{
        {views.window, views.sessions, activity, traffic, views.names, nullptr, views.theme, views.icons, settings}};
};

} // namespace

class LoadCostTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyRequestsAreAskedForInTheWindow()
    {
        Bench bench(45);
        const MessageBar &bar = bench.views.window.messages();
        bench.views.window.explorer().actions().loadAll->trigger();
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.text(),
                 QStringLiteral("Note: Loading all names of the open instances takes at least 45 requests, on the "
                                "free plan about 80 s."));
        QCOMPARE(bench.views.source.calls, 0);
        bench.answer(QStringLiteral("Cancel"))->click();
        QVERIFY(!bar.isVisible() && !bench.loader().isRunning());
        // The palette lies over the bar.
        bench.docks.palette().open();
        Q_EMIT bench.docks.palette().loadRequested();
        QVERIFY(bar.isVisible() && !bench.docks.palette().isVisible());
        QSignalSpy finished(&bench.loader(), &BackgroundLoader::finished);
        bench.answer(QStringLiteral("Load"))->click();
        QVERIFY(bench.loader().isRunning() && !bar.isVisible());
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(bench.views.source.calls, 45);
    }

    void fewAreNot()
    {
        Bench bench(5);
        QSignalSpy finished(&bench.loader(), &BackgroundLoader::finished);
        bench.views.window.explorer().actions().loadAll->trigger();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!bench.views.window.messages().isVisible());
        QCOMPARE(bench.views.source.calls, 5);
    }

    void whatIsNotOpenIsToldInThePaletteAndUnderTheFilter()
    {
        Bench bench(1);
        bench.views.names.add({{bench.views.acme.value() + QStringLiteral("/1"),
                                Kind::Workspace,
                                QStringLiteral("w1"),
                                QStringLiteral("Acme"),
                                {},
                                {}}});
        bench.views.source.connected = false;
        const auto *label = bench.docks.palette().findChild<QLabel *>(QStringLiteral("paletteNotLoaded"));
        const auto *load = bench.docks.palette().findChild<QPushButton *>(QStringLiteral("paletteLoad"));
        bench.docks.palette().open();
        QVERIFY(label->isVisible() && !load->isVisible()); // nothing is offered that would open it
        QCOMPARE(label->text(), QStringLiteral("Not open: Acme."));
        bench.docks.palette().openWith(QStringLiteral(">"));
        QVERIFY(!label->isVisible());
        bench.docks.palette().reject();
        auto *filter = bench.views.window.findChild<QLineEdit *>(QStringLiteral("explorerFilter"));
        const auto *told = bench.views.window.findChild<ElidedLabel *>(QStringLiteral("filterNotOpen"));
        QVERIFY(!told->isVisible());
        filter->setText(QStringLiteral("w"));
        QTRY_VERIFY(told->isVisible());
        QCOMPARE(told->text(), QStringLiteral("Not open: Acme"));
        QVERIFY(!bench.views.window.findChild<QPushButton *>(QStringLiteral("filterLoad"))->isVisible());
        bench.views.source.connected = true;
        filter->setText(QStringLiteral("w1"));
        QTRY_VERIFY(!told->isVisible());
        QCOMPARE(bench.views.source.calls, 0);
    }
};

METASCOPE_TEST(LoadCostTest)
#include "loadcosttest.moc"
