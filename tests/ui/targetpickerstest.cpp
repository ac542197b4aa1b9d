// SPDX-License-Identifier: GPL-3.0-or-later
// The pickers of branch and data source, against the sandbox.
#include "ui/shell/targetpickers.h"
#include "app/sandbox/sandbox.h"
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/targetbar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

#include <algorithm>

using namespace metascope;
using test::ShellViews;

namespace {

/// The window with one open instance, the sandbox's first, and its table 1 in a tab.
struct Picking {
    Picking()
    {
        const auto started = server.start({});
        if (!started)
            qFatal("the sandbox did not start: %s", qPrintable(started.error().message));
        views.fillTree();
        workspace = WorkspaceId(started->instances.constFirst().workspaces.constFirst().id);
        static_cast<void>(views.registry.change(views.acme, [&](InstanceEntry &entry) {
            entry.base = *ApiBase::fromUserInput(started->instances.constFirst().url);
            entry.tokenId = QStringLiteral("3f2a");
        }));
        views.session.write(tokenKeyOf(*views.registry.find(views.acme)), Secret(QByteArray(started->token)))
            .then(&context, [](const Result<Done> &) {});
        views.sessions.open(views.acme).then(&context, [](const Result<Session *> &) {});
        if (!QTest::qWaitFor([this] { return views.sessions.find(views.acme) != nullptr; }))
            qFatal("the session did not open");
        session = views.sessions.find(views.acme);
        EditorRequest request = views.request(1, QStringLiteral("customer"));
        request.target.workspace = workspace;
        request.path.workspace = workspace;
        request.session = session;
        views.window.editors().open(request, true);
        views.window.showPage(MainWindow::Page::Editors);
    }
    ~Picking() { views.sessions.closeAll(); }
    Q_DISABLE_COPY_MOVE(Picking)

    [[nodiscard]] TargetBar &bar() const { return views.window.targetBar(); }
    [[nodiscard]] QStringList choices(QMenu *menu) const
    {
        Q_EMIT menu->aboutToShow();
        const auto read = [menu] {
            return std::ranges::all_of(menu->actions(), [](const QAction *each) { return each->isCheckable(); });
        };
        static_cast<void>(QTest::qWaitFor(read, 3000));
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts.append((action->isChecked() ? QStringLiteral("*") : QString()) + action->text());
        return texts;
    }
    void pick(QMenu *menu, const char *text) const
    {
        const auto actions = menu->actions();
        const auto found = std::ranges::find(actions, QLatin1String(text), &QAction::text);
        QVERIFY(found != actions.end());
        (*found)->trigger();
    }
    template <typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        return bar().findChild<T *>(QLatin1String(name));
    }

    QObject context;
    sandbox::Sandbox server;
    ShellViews views;
    TargetPickers pickers{{views.window, views.sessions, views.tree, views.names}};
    WorkspaceId workspace;
    Session *session = nullptr;
};

} // namespace

class TargetPickersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBarNamesBoth()
    {
        Picking picking;
        QCOMPARE(picking.bar().text(), QStringLiteral("Acme › shop › branch v1 › data live"));
        auto *branch = picking.part<QToolButton>("branchButton");
        auto *source = picking.part<QToolButton>("dataSourceButton");
        QCOMPARE(branch->text(), QStringLiteral("branch v1"));
        QCOMPARE(source->text(), QStringLiteral("data live"));
        QCOMPARE(branch->accessibleName(), QStringLiteral("Branch"));
        QCOMPARE(source->accessibleName(), QStringLiteral("Data Source"));
        QCOMPARE(test::unnamed(&picking.bar()), QStringList());
        QCOMPARE(picking.server.requests().size(), 0); // lists are read when they are opened
    }

    void liveStandsBesideItsPicker()
    {
        Picking picking;
        const auto badges = picking.bar().findChildren<Badge *>();
        const auto isLive = [&badges] {
            return std::ranges::any_of(badges, [](const Badge *each) {
                return each->text() == QLatin1String("LIVE") && each->isVisibleTo(each->parentWidget());
            });
        };
        QVERIFY(isLive());
        Target target = *picking.bar().target();
        target.dataSource = DataSourceLabel(QStringLiteral("test"));
        picking.bar().setTarget(target, {});
        QVERIFY(!isLive());
        TargetBar::Marks marks;
        marks.writesLive = true; // a schema is
        picking.bar().setTarget(target, marks);
        QVERIFY(isLive());
    }

    void aBranchIsPicked()
    {
        Picking picking;
        QMenu *menu = picking.bar().branchMenu();
        QCOMPARE(picking.choices(menu), (QStringList{QStringLiteral("*v1 (live)"), QStringLiteral("checkout-rework")}));
        picking.pick(menu, "checkout-rework");
        QCOMPARE(picking.session->chosenBranch(picking.workspace), BranchLabel(QStringLiteral("checkout-rework")));
        // The tab stays what it was; what is next is said.
        QCOMPARE(picking.views.window.editors().count(), 1);
        QCOMPARE(picking.bar().text(), QStringLiteral("Acme › shop › branch v1 › data live"));
        QCOMPARE(picking.part<QToolButton>("branchButton")->text(),
                 QStringLiteral("branch v1; new tabs: checkout-rework"));
        QCOMPARE(picking.choices(menu), (QStringList{QStringLiteral("v1 (live)"), QStringLiteral("*checkout-rework")}));
        picking.pick(menu, "v1 (live)");
        QVERIFY(!picking.session->chosenBranch(picking.workspace));
        QCOMPARE(picking.part<QToolButton>("branchButton")->text(), QStringLiteral("branch v1"));
    }

    void aDataSourceIsPicked()
    {
        Picking picking;
        QMenu *menu = picking.bar().dataSourceMenu();
        QCOMPARE(picking.choices(menu),
                 (QStringList{QStringLiteral("*live"), QStringLiteral("dev"), QStringLiteral("test")}));
        picking.pick(menu, "test");
        QCOMPARE(picking.session->dataSource(picking.workspace), DataSourceLabel(QStringLiteral("test")));
        QCOMPARE(picking.part<QToolButton>("dataSourceButton")->text(), QStringLiteral("data live; new tabs: test"));
        QCOMPARE(picking.part<QToolButton>("dataSourceButton")->accessibleName(), QStringLiteral("Data Source"));
    }

    void theListsOfTheBranchAreReadAgain()
    {
        Picking picking;
        ShellViews &views = picking.views;
        const QString root = views.acme.value();
        for (const QString &key : QStringList{root, root + QStringLiteral("/1"), root + QStringLiteral("/1/table")}) {
            QTRY_VERIFY(views.tree.indexOf(key).isValid());
            views.tree.fetchMore(views.tree.indexOf(key));
            QTRY_VERIFY(views.tree.rowCount(views.tree.indexOf(key)) > 0);
        }
        views.source.items[root + QStringLiteral("/1/function")]
            = {ShellViews::item(root + QStringLiteral("/1/function/1"), Kind::Function, QStringLiteral("ship"))};
        const QModelIndex functions = views.tree.indexOf(root + QStringLiteral("/1/function"));
        views.tree.fetchMore(functions);
        QTRY_COMPARE(views.tree.rowCount(functions), 1);
        views.nameTree();
        views.window.explorer().expandKnown({root, root + QStringLiteral("/1"), root + QStringLiteral("/1/function")});
        views.source.items[root + QStringLiteral("/1/function")]
            = {ShellViews::item(root + QStringLiteral("/1/function/2"), Kind::Function, QStringLiteral("pack"))};
        const int before = views.source.calls;
        picking.session->chooseBranch(WorkspaceId(1), BranchLabel(QStringLiteral("checkout-rework")));
        QTRY_COMPARE(views.tree.index(0, 0, functions).data().toString(), QStringLiteral("pack"));
        QCOMPARE(views.source.calls, before + 1); // what no branch owns stays as it is
        // Out of view it is dropped, with its names.
        views.window.explorer().actions().collapseAll->trigger();
        picking.session->chooseBranch(WorkspaceId(1), std::nullopt);
        QCOMPARE(views.tree.rowCount(functions), 0);
        QVERIFY(!views.names.object(root + QStringLiteral("/1/function/1")));
        QVERIFY(views.names.object(root + QStringLiteral("/1/table/1")));
        QCOMPARE(views.source.calls, before + 1);
    }

    void aDeletedBranchIsSaid()
    {
        Picking picking;
        picking.session->chooseBranch(picking.workspace, BranchLabel(QStringLiteral("<b>a&b")));
        QCOMPARE(picking.part<QToolButton>("branchButton")->text(), QStringLiteral("branch v1; new tabs: <b>a&&b"));
        QCOMPARE(picking.choices(picking.bar().branchMenu()),
                 (QStringList{QStringLiteral("*v1 (live)"), QStringLiteral("checkout-rework")}));
        const QString told = picking.views.window.messages().text();
        QVERIFY2(told.contains(QLatin1String("Branch <b>a&b is not there any more")), qPrintable(told));
        QCOMPARE(picking.part<QToolButton>("branchButton")->text(), QStringLiteral("branch v1"));
    }

    void whatCannotBeReadIsSaid()
    {
        Picking picking;
        QVERIFY(picking.server.setFaults({QStringLiteral("GET */branch status=403")}));
        QMenu *menu = picking.bar().branchMenu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY(!menu->actions().constFirst()->isEnabled());
        QTRY_VERIFY(!menu->actions().constFirst()->text().startsWith(QLatin1String("Reading")));
        QVERIFY(!menu->actions().constFirst()->isEnabled());
        picking.views.sessions.closeAll();
        picking.bar().setTarget(picking.views.request(1, {}).target, {});
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().constFirst()->text(), QStringLiteral("Acme is not open"));
    }
};

METASCOPE_TEST(TargetPickersTest)
#include "targetpickerstest.moc"
