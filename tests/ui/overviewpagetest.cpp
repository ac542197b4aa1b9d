// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace at a glance, over a real sandbox.
#include "ui/editors/overview/overviewpage.h"
#include "tests/api/clientfixture.h"
#include "tests/support/testmain.h"
#include "tests/ui/look.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/facts/factrows.h"
#include "ui/editors/facts/facttable.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace metascope;
using test::part;
using test::ClientFixture;

namespace {

const InstanceId acme{QStringLiteral("test")};

struct Views : test::Look {
    Views()
    {
        TreeItem root;
        root.key = acme.value();
        root.name = QStringLiteral("Acme");
        root.mayHaveChildren = true;
        tree.setRoots({root});
        tree.fetchMore(tree.indexOf(root.key));
        if (!QTest::qWaitFor([this] { return tree.indexOf(shop.key()).isValid(); }))
            QTest::qFail("the workspaces do not come", __FILE__, __LINE__);
        before = fixture.server.requests().size();
    }
    [[nodiscard]] EditorRequest request()
    {
        EditorRequest made;
        made.path = shop;
        made.name = QStringLiteral("shop");
        made.session = fixture.session.get();
        made.target.workspace = *shop.workspace;
        made.target.branch = BranchLabel(QStringLiteral("checkout-rework"));
        return made;
    }
    [[nodiscard]] qsizetype asked() const { return fixture.server.requests().size() - before; }
    /// Whether anything of the workspace is being read.
    [[nodiscard]] bool isLoading() const
    {
        const auto groups = overviewOf(tree, shop).groups;
        return std::ranges::any_of(groups,
                                   [](const OverviewGroup &group) { return group.state == LazyTree::State::Loading; });
    }
    static QString cell(FactTable *table, int row, int column)
    {
        return table->model()->index(row, column).data().toString();
    }
    static int rowOf(FactTable *table, const QString &name)
    {
        for (int row = 0; row < table->model()->rowCount(); ++row)
            if (cell(table, row, 0) == name)
                return row;
        return -1;
    }

    ClientFixture fixture;
    NodePath shop = NodePath::ofWorkspace(acme, fixture.workspace());
    ExplorerSource source{[this](const InstanceId &) { return Reply<Session *>::ready(fixture.session.get()); }};
    LazyTree tree{source};
    ReadingParts parts{theme, icons};
    qsizetype before = 0;
};

} // namespace

class OverviewPageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void costsTwoListsAndTheLiveBranch()
    {
        Views views;
        OverviewPage page(views.request(), views.parts, views.tree);
        page.resize(1100, 800);
        page.show();
        auto *branches = part<FactTable>(page, "overviewBranches");
        auto *sources = part<FactTable>(page, "overviewDataSources");
        QTRY_VERIFY(branches->model()->rowCount() > 0 && sources->model()->rowCount() > 0);
        QTRY_VERIFY(!views.isLoading());
        // The session's own question for the live branch is one of all pages.
        QVERIFY2(views.asked() <= 3, qPrintable(QString::number(views.asked())));
        const auto live = [branches] {
            QStringList labels;
            for (int row = 0; row < branches->model()->rowCount(); ++row)
                if (Views::cell(branches, row, 1) == QLatin1String("LIVE"))
                    labels.append(Views::cell(branches, row, 0));
            return labels;
        };
        QTRY_COMPARE(live(), QStringList{QStringLiteral("v1")}); // whichever branch is looked at
        auto *groups = part<FactTable>(page, "overviewGroups");
        const int tables = Views::rowOf(groups, QStringLiteral("Tables"));
        QCOMPARE(Views::cell(groups, tables, 1), QStringLiteral("–"));
        QCOMPARE(Views::cell(groups, tables, 2), QStringLiteral("Load"));
        QVERIFY(Views::rowOf(groups, QStringLiteral("Triggers › Table Triggers")) >= 0);
        QVERIFY(part<QLabel>(page, "overviewRecentSentence")->isVisible());
        QCOMPARE(test::unnamed(&page), QStringList());
        QCOMPARE(test::cutOrCovered(&page), QStringList());
        // A second page costs nothing.
        const qsizetype asked = views.asked();
        const OverviewPage other(views.request(), views.parts, views.tree);
        QVERIFY(!views.isLoading());
        QCOMPARE(views.asked(), asked);
    }

    void loadsWhatIsAskedFor()
    {
        Views views;
        OverviewPage page(views.request(), views.parts, views.tree);
        page.resize(1100, 800);
        page.show();
        auto *groups = part<FactTable>(page, "overviewGroups");
        QTRY_VERIFY(Views::rowOf(groups, QStringLiteral("Tables")) >= 0);
        const QModelIndex link = groups->model()->index(Views::rowOf(groups, QStringLiteral("Tables")), 2);
        QTest::mouseClick(groups->viewport(), Qt::LeftButton, {}, groups->visualRect(link).center());
        auto *recent = part<FactTable>(page, "overviewRecent");
        QTRY_VERIFY(recent->model()->rowCount() > 0);
        QVERIFY(Views::cell(groups, Views::rowOf(groups, QStringLiteral("Tables")), 1).toInt() > 0);
        QCOMPARE(Views::cell(part<FactTable>(page, "overviewLargest"), 0, 0), QStringLiteral("Tables"));
        // An object opens; a list that is loaded is to be shown where it stands.
        QSignalSpy wanted(&page, &Editor::objectRequested);
        recent->setCurrentIndex(recent->model()->index(0, 0));
        QTest::keyClick(recent, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QVERIFY(wanted.takeFirst().first().value<NodePath>().isObject());
        groups->setCurrentIndex(groups->model()->index(Views::rowOf(groups, QStringLiteral("Tables")), 0));
        QTest::keyClick(groups, Qt::Key_Return);
        QCOMPARE(wanted.takeFirst().first().value<NodePath>().key(),
                 NodePath::ofKind(acme, *views.shop.workspace, Kind::Table).key());
        // Enter on one that is not loads it.
        groups->setCurrentIndex(groups->model()->index(Views::rowOf(groups, QStringLiteral("Functions")), 0));
        QTest::keyClick(groups, Qt::Key_Return);
        QTRY_VERIFY(Views::cell(groups, Views::rowOf(groups, QStringLiteral("Functions")), 1).toInt() > 0);
        QCOMPARE(wanted.count(), 0);
        part<QPushButton>(page, "overviewGroupsCommand")->click();
        QTRY_VERIFY(!part<QPushButton>(page, "overviewGroupsCommand")->isVisible());
        for (int row = 0; row < groups->model()->rowCount(); ++row)
            QVERIFY(Views::cell(groups, row, 2) != QLatin1String("Load")
                    || Views::cell(groups, row, 0).startsWith(QStringLiteral("Request History")));
        QCOMPARE(test::cutOrCovered(&page), QStringList());
    }

    void saysWhatFailsAndWhatIsNotThere()
    {
        Views views;
        OverviewPage page(views.request(), views.parts, views.tree);
        page.resize(1100, 800);
        page.show();
        auto *groups = part<FactTable>(page, "overviewGroups");
        QTRY_VERIFY(Views::rowOf(groups, QStringLiteral("Tasks")) >= 0);
        QVERIFY(views.fixture.server
                    .setFaults({QStringLiteral("GET */task status=403"), QStringLiteral("GET */function status=500")})
                    .has_value());
        for (const Kind kind : {Kind::Task, Kind::Function})
            views.tree.fetchMore(views.tree.indexOf(NodePath::ofKind(acme, *views.shop.workspace, kind).key()));
        const auto *problems = part<QLabel>(page, "overviewProblems");
        QTRY_VERIFY_WITH_TIMEOUT(problems->text().contains(QStringLiteral("Functions could not be read")), 20'000);
        QVERIFY(problems->text().contains(QStringLiteral("Tasks")));
        QCOMPARE(Views::cell(groups, Views::rowOf(groups, QStringLiteral("Tasks")), 2),
                 QStringLiteral("not available"));
        QCOMPARE(Views::cell(groups, Views::rowOf(groups, QStringLiteral("Functions")), 2),
                 QStringLiteral("failed: Retry"));
    }

    void aWorkspaceThatIsGoneSaysSo()
    {
        Views views;
        OverviewPage page(views.request(), views.parts, views.tree);
        page.show();
        auto *branches = part<FactTable>(page, "overviewBranches");
        QTRY_VERIFY(branches->model()->rowCount() > 0);
        views.tree.forget(views.tree.indexOf(acme.value()));
        QTRY_VERIFY(part<QLabel>(page, "overviewGroupsSentence")->isVisible());
        page.reload(); // asks for what is not there any more: nothing happens
        QCOMPARE(page.title(), QStringLiteral("shop"));
    }
};

METASCOPE_TEST(OverviewPageTest)
#include "overviewpagetest.moc"
