// SPDX-License-Identifier: GPL-3.0-or-later
// The dock "Problems" over a real sandbox and a real cache: what is found in the open table and in a workspace, and the way
// from there to the field and to a fix.
#include "app/session/textfetch.h"
#include "app/store/settings.h"
#include "tests/support/testmain.h"
#include "tests/ui/tableviews.h"
#include "tests/ui/viewwalk.h"
#include "tests/unit/workspacecachesupport.h"
#include "ui/problems/problemfilter.h"
#include "ui/problems/problemscontroller.h"
#include "ui/problems/problemsdock.h"
#include "ui/problems/problemsmodel.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/translations.h"

#include <QtGui/QAction>
#include <QtGui/QUndoStack>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

#include <algorithm>

using namespace metascope;
using test::settled;
using test::TableViews;

namespace {

/// The window with a table open, and the dock in it.
class ProblemViews final {
public:
    explicit ProblemViews(const QString &table = QStringLiteral("order"), bool hasCache = true)
    {
        views.tableParts.settings = &settings;
        views.open(table);
        QMainWindow &window = views.views.window;
        dock = new ProblemsDock({hasCache ? &cache : nullptr, hasCache ? &fetch : nullptr, controller, settings,
                                 views.views.theme, views.views.icons},
                                &window);
        window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        dock->hide();
        window.activateWindow();
    }
    void show() const
    {
        dock->show();
        if (!QTest::qWaitFor([this] { return table()->isVisible() || !sentence().isEmpty(); }))
            QTest::qFail("the dock stays empty", __FILE__, __LINE__);
    }
    /// Keeps what the list of tables says, as expanding the group does.
    void keepTables()
    {
        Session *session = views.views.sessions.find(instance());
        const auto listed
            = settled(session->objects().list(Kind::Table, {workspace(), BranchLabel(QStringLiteral("v1")), {}}));
        if (!listed
            || !settled(cache.store(test::placeOf(Kind::Table, instance(), workspace().value()), test::whole(*listed))))
            QTest::qFail("the tables are not kept", __FILE__, __LINE__);
        tables = listed.value_or(QList<ObjectSummary>());
    }
    [[nodiscard]] InstanceId instance() const { return views.views.registry.entries().constFirst().id; }
    [[nodiscard]] WorkspaceId workspace() const { return *views.editor->request().path.workspace; }
    [[nodiscard]] NodePath place() const { return NodePath::ofWorkspace(instance(), workspace()); }

    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return dock->findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QTableView *table() const { return find<QTableView>("problems"); }
    [[nodiscard]] QString count() const { return find<QLabel>("problemsCount")->text(); }
    [[nodiscard]] QString coverage() const { return find<QLabel>("problemsCoverage")->text(); }
    [[nodiscard]] QString sentence() const
    {
        const auto *label = find<QLabel>("emptySentence");
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    /// "table: field, rule"
    [[nodiscard]] QStringList rows() const
    {
        QStringList all;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            all.append(QStringLiteral("%1: %2, %3")
                           .arg(cell(row, ProblemsModel::TableColumn), cell(row, ProblemsModel::FieldColumn),
                                cell(row, ProblemsModel::RuleColumn)));
        return all;
    }
    [[nodiscard]] int rowOf(const QString &line) const { return static_cast<int>(rows().indexOf(line)); }
    void select(const QString &line) const
    {
        if (const int row = rowOf(line); row >= 0)
            table()->selectRow(row);
        else
            QTest::qFail(qPrintable(QStringLiteral("no such row: %1; there are %2").arg(line, rows().join(u'\n'))),
                         __FILE__, __LINE__);
    }
    void chooseWhere(int entry) const
    {
        auto *where = find<QComboBox>("problemsWhere");
        where->setCurrentIndex(entry);
        Q_EMIT where->activated(entry);
    }
    [[nodiscard]] QAction *action(const char *name) const { return dock->findChild<QAction *>(QLatin1String(name)); }
    [[nodiscard]] QString currentField() const
    {
        return views.fields()->model()->index(views.fields()->currentIndex().row(), 1).data().toString();
    }

    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    TableViews views;
    WorkspaceCache cache{folder.filePath(QStringLiteral("cache.sqlite"))};
    TextFetch fetch{views.views.sessions, cache};
    ProblemsController controller{views.views.window, views.views.names};
    ProblemsDock *dock = nullptr;
    QList<ObjectSummary> tables;
};

const QString reference = QStringLiteral("order: customer_id, Reference without index");

} // namespace

class ProblemsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsBeforeItIsBuilt()
    {
        const ProblemViews views;
        QVERIFY(!views.dock->pane());
        QTRY_COMPARE(views.dock->windowTitle(), QStringLiteral("Problems 1"));
        QCOMPARE(views.dock->toggleViewAction()->text(), QStringLiteral("Problems"));
        QVERIFY(!views.dock->pane());
        views.show();
        QVERIFY(views.dock->pane());
    }

    void followsWhatIsStaged()
    {
        ProblemViews views;
        views.show();
        new QAbstractItemModelTester(views.table()->model(), views.table());
        QTRY_VERIFY(views.rows().contains(reference));
        QCOMPARE(views.cell(0, ProblemsModel::SeverityColumn), QStringLiteral("warning"));
        QTRY_COMPARE(views.count(), QStringLiteral("1 warning, 2 hints"));
        views.views.rename(QStringLiteral("note"), QStringLiteral("api_token"));
        QTRY_VERIFY(views.rows().contains(QStringLiteral("order: api_token, Not marked sensitive")));
        QTRY_COMPARE(views.dock->windowTitle(), QStringLiteral("Problems 2"));
        // The row of the table says it, too.
        const QAbstractItemModel &fields = *views.views.fields()->model();
        const auto found = fields.match(fields.index(0, 1), Qt::DisplayRole, QStringLiteral("api_token"));
        QVERIFY(!found.isEmpty());
        QTRY_VERIFY(found.front()
                        .data(Qt::AccessibleDescriptionRole)
                        .toString()
                        .contains(QStringLiteral("Not marked sensitive")));
        QVERIFY(views.views.button("reviewChanges")->isEnabled()); // in nobody's way
        views.views.editor->undoStack()->undo();
        while (views.views.editor->undoStack()->canUndo())
            views.views.editor->undoStack()->undo();
        QTRY_COMPARE(views.dock->windowTitle(), QStringLiteral("Problems 1"));
        QVERIFY(views.views.writes().isEmpty());
    }

    void fixesAreStagedAndCanBeUndone()
    {
        ProblemViews views;
        views.show();
        QTRY_VERIFY(views.rows().contains(reference));
        auto *fix = views.find<QPushButton>("fixProblems");
        views.table()->clearSelection();
        QVERIFY(!fix->isEnabled());
        views.select(reference);
        QTRY_VERIFY(fix->isEnabled());
        QCOMPARE(fix->text(), QStringLiteral("Fix"));
        QCOMPARE(fix->toolTip(), QStringLiteral("Add Index"));
        fix->click();
        QCOMPARE(views.views.editor->stagedChanges(), 1);
        QCOMPARE(views.views.editor->undoStack()->undoText(), QStringLiteral("Add Index"));
        QTRY_VERIFY(!views.rows().contains(reference));
        views.views.editor->undoStack()->undo();
        QTRY_VERIFY(views.rows().contains(reference));
        // What has no fix says so.
        for (int row = 0; row < views.table()->model()->rowCount(); ++row)
            if (views.cell(row, ProblemsModel::RuleColumn) == QLatin1String("Missing description"))
                views.table()->selectRow(row);
        QVERIFY(!fix->isEnabled());
        QVERIFY(views.views.writes().isEmpty());
    }

    void severalAreFixedAtOnce()
    {
        ProblemViews views(QStringLiteral("review"));
        views.show();
        QTRY_COMPARE(views.dock->windowTitle(), QStringLiteral("Problems 2"));
        QTRY_VERIFY(views.rows().contains(QStringLiteral("review: product_id, Reference without index")));
        views.table()->selectAll();
        QTRY_COMPARE(views.find<QPushButton>("fixProblems")->toolTip(), QStringLiteral("Stages 2 fixes"));
        views.action("actionFixProblem")->trigger();
        QCOMPARE(views.views.editor->stagedChanges(), 2);
        QCOMPARE(views.views.editor->undoStack()->count(), 1);
        QTRY_COMPARE(views.dock->windowTitle(), QStringLiteral("Problems"));
    }

    void theKeysAreEnough()
    {
        ProblemViews views;
        views.show();
        QTRY_VERIFY(views.rows().contains(reference));
        QVERIFY(QTest::qWaitForWindowActive(&views.views.views.window));
        views.dock->pane()->focusFilter();
        auto *filter = views.find<QLineEdit>("filterProblems");
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, QStringLiteral("index CUSTOMER"));
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(views.table()->hasFocus());
        QCOMPARE(views.rows(), QStringList(reference));
        QVERIFY2(views.count().startsWith(QStringLiteral("1 of 3 shown")), qPrintable(views.count()));
        QTest::keyClick(views.table(), Qt::Key_Return);
        QTRY_COMPARE(views.currentField(), QStringLiteral("customer_id"));
        QVERIFY(views.views.fields()->hasFocus());
        views.table()->setFocus();
        QTest::keyClick(views.table(), Qt::Key_Up);
        QVERIFY(filter->hasFocus());
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_COMPARE(views.rows().size(), 3);
        QTest::keyClicks(filter, QStringLiteral("no such thing"));
        QTRY_COMPARE(views.sentence(), QStringLiteral("No problem matches."));
        views.find<QPushButton>("emptyAction")->click();
        QTRY_COMPARE(views.rows().size(), 3);
    }

    void canBeLimitedToWhatWeighs()
    {
        ProblemViews views;
        views.show();
        QTRY_COMPARE(views.rows().size(), 3);
        auto *least = views.find<QComboBox>("problemsLeast");
        for (const auto &[entry, rows] : {std::pair(1, 1), std::pair(2, 0), std::pair(0, 3)}) {
            least->setCurrentIndex(entry);
            Q_EMIT least->activated(entry);
            QCOMPARE(views.rows().size(), rows);
        }
    }

    void rulesAreSwitchedOffAndOn()
    {
        ProblemViews views;
        views.show();
        QTRY_VERIFY(views.rows().contains(reference));
        auto *rules = views.find<QToolButton>("lintRules");
        QCOMPARE(rules->text(), QStringLiteral("Rules"));
        views.select(reference);
        views.find<QPushButton>("switchOffRule")->click();
        QTRY_VERIFY(!views.rows().contains(reference));
        QCOMPARE(rules->text(), QStringLiteral("1 Rule Off"));
        QCOMPARE(rules->accessibleName(), rules->text());
        QVERIFY(views.settings.lintRulesOff(views.place()).contains(LintRule::ReferenceWithoutIndex));
        const auto actions = rules->menu()->actions();
        const auto action = std::ranges::find(actions, QStringLiteral("Reference without index"), &QAction::text);
        QVERIFY(action != actions.end());
        QVERIFY(!(*action)->isChecked());
        (*action)->trigger();
        QTRY_VERIFY(views.rows().contains(reference));
        LintRuleSet all;
        for (const LintRuleRow &row : lintRules)
            all.set(row.rule, true);
        views.settings.setLintRulesOff(views.place(), all);
        QTRY_COMPARE(views.sentence(), QStringLiteral("Nothing was found in order."));
        views.dock->findChild<QAction *>(QStringLiteral("lintAllRules"))->trigger();
        QTRY_COMPARE(views.rows().size(), 3);
    }

    void aWholeWorkspaceIsLookedThrough()
    {
        ProblemViews views;
        views.show();
        views.chooseWhere(1);
        QTRY_VERIFY2(views.coverage().startsWith(QStringLiteral("No table of this workspace is known")),
                     qPrintable(views.coverage()));
        QTRY_COMPARE(views.rows().size(), 3); // the open one
        views.keepTables();
        const auto total = views.tables.size();
        views.action("actionCheckWorkspace")->trigger();
        const auto asked = views.views.sandbox.requests().size();
        QTRY_COMPARE(views.coverage(),
                     QStringLiteral("0 of %1 tables are known; reading the rest takes %2.")
                         .arg(total)
                         .arg(TextFetch::cost(static_cast<int>(total))));
        QCOMPARE(views.views.sandbox.requests().size(), asked);
        auto *fetch = views.find<QPushButton>("problemsFetch");
        QCOMPARE(fetch->text(), QStringLiteral("Read the Rest"));
        fetch->click();
        QTRY_COMPARE_WITH_TIMEOUT(views.coverage(),
                                  QStringLiteral("%1 of %1 tables are known. Of %1 tables the indexes are not known "
                                                 "before they are opened.")
                                      .arg(total),
                                  20'000);
        QVERIFY(!fetch->isVisible());
        QVERIFY(views.rows().contains(reference)); // of the open table the indexes are known
        QVERIFY(views.rows().contains(QStringLiteral("category: name, Missing description")));
        QVERIFY(!views.rows().contains(QStringLiteral("cart: customer_id, Reference without index")));
        QCOMPARE(views.views.sandbox.requests().size(), asked + total);
    }

    void leadsToAFieldOfATableThatIsClosed()
    {
        ProblemViews views;
        views.show();
        views.keepTables();
        keepSchemaOf(views, QStringLiteral("cart"));
        views.action("actionCheckWorkspace")->trigger();
        const QString closed = QStringLiteral("cart: customer_id, Reference without index");
        QTRY_VERIFY(views.rows().contains(closed));
        QTRY_VERIFY(views.coverage().startsWith(QStringLiteral("1 of ")));
        views.select(closed);
        views.action("actionGoToProblem")->trigger();
        QTRY_COMPARE(views.views.views.window.editors().currentEditor()->title(), QStringLiteral("cart"));
        views.views.editor = qobject_cast<TableEditor *>(views.views.views.window.editors().currentEditor());
        QTRY_COMPARE(views.currentField(), QStringLiteral("customer_id"));
    }

    void fixesATableThatIsClosed()
    {
        ProblemViews views;
        views.show();
        views.keepTables();
        keepSchemaOf(views, QStringLiteral("cart"));
        views.action("actionCheckWorkspace")->trigger();
        const QString closed = QStringLiteral("cart: customer_id, Reference without index");
        QTRY_VERIFY(views.rows().contains(closed));
        views.select(closed);
        views.action("actionFixProblem")->trigger();
        QTRY_COMPARE(views.views.views.window.editors().currentEditor()->title(), QStringLiteral("cart"));
        auto *cart = qobject_cast<TableEditor *>(views.views.views.window.editors().currentEditor());
        QTRY_COMPARE(cart->stagedChanges(), 1);
        QCOMPARE(cart->undoStack()->undoText(), QStringLiteral("Add Index"));
        QTRY_VERIFY(!views.rows().contains(closed)); // what is staged counts
        QVERIFY(views.views.writes().isEmpty());
    }

    void withoutACacheTheOpenTableIsThere()
    {
        const ProblemViews views(QStringLiteral("order"), false);
        views.show();
        QTRY_VERIFY(views.rows().contains(reference));
        QVERIFY(!views.find<QComboBox>("problemsWhere")->isEnabled());
        QVERIFY(!views.action("actionCheckWorkspace")->isEnabled());
        views.views.views.window.editors().closeAll();
        QTRY_VERIFY(views.sentence().startsWith(QStringLiteral("Open a table")));
    }

    void clearingForgetsWhatWasFound()
    {
        ProblemViews views;
        views.show();
        views.keepTables();
        keepSchemaOf(views, QStringLiteral("cart"));
        views.action("actionCheckWorkspace")->trigger();
        QTRY_VERIFY(views.rows().contains(QStringLiteral("cart: customer_id, Reference without index")));
        views.views.views.window.editors().closeAll();
        views.dock->clear();
        QTRY_VERIFY(views.rows().isEmpty());
        QVERIFY2(views.sentence().startsWith(QStringLiteral("Open a table")), qPrintable(views.sentence()));
        QVERIFY(!views.find<QWidget>("problemsCoverage")->isVisible());
        views.chooseWhere(1);
        QTRY_VERIFY(views.sentence().startsWith(QStringLiteral("Select a workspace")));
    }

    void everythingHasAName()
    {
        ProblemViews views;
        views.show();
        views.views.views.window.resize(1280, 800);
        QTRY_VERIFY(views.rows().contains(reference));
        for (const bool isDark : {false, true}) {
            views.views.views.theme.setSystemDark(isDark);
            QCOMPARE(test::unnamed(views.dock), QStringList());
            QCOMPARE(test::cutOrCovered(views.dock), QStringList());
        }
    }

    void filters()
    {
        const Translations translations;
        QList<Problem> problems;
        for (int i = 0; i < 5000; ++i) {
            Problem each;
            each.tableName = QStringLiteral("t%1").arg(i % 7);
            each.finding.rule = i % 2 == 0 ? LintRule::MissingDescription : LintRule::SensitiveName;
            each.finding.subject = QStringLiteral("f%1").arg(i);
            problems.append(each);
        }
        problems.last().finding.rule = LintRule::MissingTable;
        const auto all = filterProblems(problems, {}, LintSeverity::Hint);
        QCOMPARE(all.size(), mostProblems);
        QCOMPARE(all.front(), problems.last()); // the heaviest first
        QCOMPARE(filterProblems(problems, {}, LintSeverity::Problem).size(), 1);
        QCOMPARE(
            filterProblems(problems, QStringLiteral("T3 sensitive f17"), LintSeverity::Hint).front().finding.subject,
            QStringLiteral("f17"));
        QVERIFY(filterProblems(problems, QStringLiteral("t3 nowhere"), LintSeverity::Hint).isEmpty());
        QCOMPARE(describe(countProblems(problems)), QStringLiteral("1 problem, 2499 warnings, 2500 hints"));
        QCOMPARE(describe(countProblems({})), QString());
    }

private:
    static void keepSchemaOf(ProblemViews &views, const QString &name)
    {
        const auto table = std::ranges::find(views.tables, name, &ObjectSummary::name);
        QVERIFY(table != views.tables.end());
        ObjectSummary known = *table;
        known.raw = *RawJson::parse(
            R"({"schema":[{"name":"id","type":"int"},{"name":"customer_id","type":"int","tableref_id":2}],"index":[]})");
        QVERIFY(settled(
            views.cache.storeDetail(test::placeOf(Kind::Table, views.instance(), views.workspace().value()), known)));
    }
};

METASCOPE_TEST(ProblemsTest)
#include "problemstest.moc"
