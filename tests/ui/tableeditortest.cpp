// SPDX-License-Identifier: GPL-3.0-or-later
// The table editor with its review and conflict pages over a real sandbox: what a person does and sees, and what of it
// arrives. The pages are walked as accessibletest.cpp walks the shell's.
#include "app/model/schemamodel.h"
#include "tests/support/testmain.h"
#include "tests/ui/tableviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/shell/editorarea.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QUndoStack>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

#include <algorithm>

using namespace metascope;
using test::TableViews;

namespace {

const QString note = QStringLiteral("new_field");

bool isShown(const QWidget *widget)
{
    return widget && widget->isVisible();
}

MessageBar *shownBar(QWidget *root)
{
    const auto bars = root->findChildren<MessageBar *>();
    for (MessageBar *bar : bars)
        if (bar->isVisible())
            return bar;
    return nullptr;
}

QString barText(QWidget *root)
{
    const MessageBar *bar = shownBar(root);
    return bar ? bar->text() : QString();
}

/// Presses the button of that text; one that was just added to a bar is shown from the event loop.
void press(QWidget *root, const QString &text)
{
    QPushButton *found = nullptr;
    const bool there = QTest::qWaitFor([root, &text, &found] {
        const auto buttons = root->findChildren<QPushButton *>();
        const auto at = std::ranges::find_if(
            buttons, [&text](const QPushButton *button) { return button->text() == text && button->isVisible(); });
        found = at == buttons.end() ? nullptr : *at;
        return found != nullptr;
    });
    if (there)
        found->click();
    else
        QTest::qFail(qPrintable(QStringLiteral("there is no button “%1”").arg(text)), __FILE__, __LINE__);
}

/// Takes a field that holds data away, so that the review asks for its name, and renames and adds one.
void stageOfEachKind(TableViews &table)
{
    table.select(QStringLiteral("phone"));
    table.run("removeField");
    table.rename(QStringLiteral("email"), QStringLiteral("contact"));
    table.run("addField");
}

void toConflict(TableViews &table)
{
    stageOfEachKind(table);
    table.byOthers("POST", QStringLiteral("/schema/rename"), R"({"old_name":"email","new_name":"mail"})");
    table.reviewAndApply();
    if (!QTest::qWaitFor(
            [&table] { return isShown(table.editor->findChild<QWidget *>(QStringLiteral("conflictPage"))); }))
        QTest::qFail("no conflict is shown", __FILE__, __LINE__);
}

} // namespace

class TableEditorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsAreStagedAndNothingIsSent()
    {
        TableViews table;
        QVERIFY(table.open());
        const QStringList before = table.namesOnServer();
        stageOfEachKind(table);
        QCOMPARE(table.row(QStringLiteral("phone")).constFirst(), QStringLiteral("removed"));
        QCOMPARE(table.row(QStringLiteral("contact")).constFirst(), QStringLiteral("changed"));
        QCOMPARE(table.row(note).constFirst(), QStringLiteral("added"));
        QCOMPARE(table.editor->stagedChanges(), 3);
        QVERIFY(isShown(table.button("reviewChanges")));
        while (table.editor->undoStack()->canUndo())
            table.editor->undoStack()->undo();
        QCOMPARE(table.editor->stagedChanges(), 0);
        QVERIFY(!isShown(table.button("reviewChanges")));
        while (table.editor->undoStack()->canRedo())
            table.editor->undoStack()->redo();
        QCOMPARE(table.editor->stagedChanges(), 3);
        table.button("discardChanges")->click();
        QCOMPARE(table.editor->stagedChanges(), 0);
        QVERIFY(table.writes().isEmpty());
        QCOMPARE(table.namesOnServer(), before);
    }

    void aFieldIsPointedAt()
    {
        TableViews table;
        QVERIFY(table.open());
        const auto current = [&table] {
            return table.fields()->currentIndex().siblingAtColumn(SchemaModel::NameColumn).data().toString();
        };
        TableEditor other(table.editor->request(), {table.views.theme, table.views.icons, nullptr, {}});
        other.showSpot({0, QStringLiteral("phone")}); // it is still to be read
        const auto *fields = other.findChild<QTableView *>(QStringLiteral("fields"));
        QTRY_COMPARE(fields->currentIndex().siblingAtColumn(SchemaModel::NameColumn).data().toString(),
                     QStringLiteral("phone"));
        auto *filter = table.editor->findChild<QLineEdit *>(QStringLiteral("filterFields"));
        filter->setText(QStringLiteral("phone"));
        table.editor->showSpot({0, QStringLiteral("email")});
        QCOMPARE(current(), QStringLiteral("email"));
        QVERIFY(filter->text().isEmpty());
        table.editor->showSpot({0, QStringLiteral("none of that name")});
        table.editor->showSpot({7, {}});
        QCOMPARE(current(), QStringLiteral("email"));
    }

    void booleansReadYesOrNo()
    {
        TableViews table;
        QVERIFY(table.open());
        const QAbstractItemModel &model = *table.fields()->model();
        for (int row = 0; row < model.rowCount(); ++row)
            for (const int column : {SchemaModel::RequiredColumn, SchemaModel::NullableColumn}) {
                const QString text = model.index(row, column).data().toString();
                QVERIFY2(text == QStringLiteral("yes") || text == QStringLiteral("no"), qPrintable(text));
            }
    }

    void whatIsAppliedIsOnTheServer()
    {
        TableViews table;
        QVERIFY(table.open());
        stageOfEachKind(table);
        table.button("reviewChanges")->click();
        QPushButton *apply = table.button("reviewApply");
        QCOMPARE(apply->text(), QStringLiteral("Apply 3 Changes"));
        QCOMPARE(table.editor->findChild<QLabel *>(QStringLiteral("reviewTitle"))->text(),
                 QStringLiteral("Review 3 changes to customer"));
        QVERIFY2(!apply->isEnabled(), "a dropped field asks for its name first");
        QVERIFY(table.button("reviewCancel")->isDefault());
        table.edit("confirm-0")->setText(QStringLiteral("phon"));
        QVERIFY(!apply->isEnabled());
        QVERIFY(table.writes().isEmpty());
        table.reviewAndApply();
        QTRY_COMPARE(table.editor->stagedChanges(), 0);
        const QStringList now = table.namesOnServer();
        QVERIFY(now.contains(QStringLiteral("contact")) && now.contains(note));
        QVERIFY(!now.contains(QStringLiteral("phone")) && !now.contains(QStringLiteral("email")));
        QCOMPARE(table.row(QStringLiteral("contact")).constFirst(), QString());
        QVERIFY(table.drafts.drafts.isEmpty());
    }

    void aProblemIsSaidBesideTheFieldAndHoldsTheReviewBack()
    {
        TableViews table;
        QVERIFY(table.open());
        table.rename(QStringLiteral("email"), QStringLiteral("phone"));
        QVERIFY(!table.button("reviewChanges")->isEnabled());
        bool said = false;
        const auto labels = table.editor->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            said |= label->isVisible() && label->text().startsWith(QStringLiteral("Problem: "));
        QVERIFY(said);
    }

    void whatOthersChangedIsShownAndNotOverwritten()
    {
        TableViews table;
        QVERIFY(table.open());
        toConflict(table);
        QVERIFY(table.writes().isEmpty());
        auto *page = table.editor->findChild<QWidget *>(QStringLiteral("conflictPage"));
        QVERIFY(barText(page).contains(QStringLiteral("Nothing was sent.")));
        const auto choices = page->findChildren<QComboBox *>();
        QVERIFY(!choices.isEmpty());
        for (QComboBox *choice : choices)
            choice->setCurrentIndex(1);
        table.button("conflictResolve")->click();
        QVERIFY(!isShown(page));
        QVERIFY(table.row(QStringLiteral("email")).isEmpty() && table.row(QStringLiteral("contact")).isEmpty());
        QCOMPARE(table.row(QStringLiteral("mail")).constFirst(), QString());
        QCOMPARE(table.row(QStringLiteral("phone")).constFirst(), QStringLiteral("removed"));
        QCOMPARE(table.row(note).constFirst(), QStringLiteral("added"));
        table.reviewAndApply();
        QTRY_COMPARE(table.editor->stagedChanges(), 0);
        QVERIFY(table.namesOnServer().contains(QStringLiteral("mail")));
        QVERIFY(!table.namesOnServer().contains(QStringLiteral("phone")));
    }

    void stagedChangesComeBackAsADraft()
    {
        TableViews table;
        QVERIFY(table.open());
        stageOfEachKind(table);
        QCOMPARE(table.drafts.drafts.size(), 1);
        table.views.window.editors().closeAll();
        QVERIFY(table.open());
        QCOMPARE(table.editor->stagedChanges(), 0);
        QVERIFY(barText(table.editor).contains(QStringLiteral("staged earlier")));
        QVERIFY2(!table.button("addFieldButton")->isEnabled(), "an edit now would take the draft's place");
        press(table.editor, QStringLiteral("Restore Changes"));
        QCOMPARE(table.editor->stagedChanges(), 3);
        QCOMPARE(table.row(QStringLiteral("contact")).constFirst(), QStringLiteral("changed"));
        QVERIFY(table.button("addFieldButton")->isEnabled());

        table.views.window.editors().closeAll();
        QVERIFY(table.open());
        QCOMPARE(table.drafts.drafts.size(), 1);
        press(table.editor, QStringLiteral("Discard Draft"));
        QVERIFY(table.drafts.drafts.isEmpty());
        QCOMPARE(table.editor->stagedChanges(), 0);
    }

    void aDraftThatCannotBeReadCanBeDiscarded()
    {
        TableViews table;
        QVERIFY(table.open());
        stageOfEachKind(table);
        table.drafts.drafts.first().second = QByteArrayLiteral("{\"version\":99}");
        table.views.window.editors().closeAll();
        QVERIFY(table.open());
        press(table.editor, QStringLiteral("Restore Changes"));
        QVERIFY(barText(table.editor).startsWith(QStringLiteral("Error: ")));
        press(table.editor, QStringLiteral("Discard Draft"));
        QVERIFY(table.drafts.drafts.isEmpty());
        QVERIFY(table.button("addFieldButton")->isEnabled());
    }

    void aDoubleClickOnApplyDoesNotStopIt()
    {
        TableViews table;
        QVERIFY(table.open());
        QVERIFY(table.sandbox.setFaults({QStringLiteral("POST * latency=300")}));
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        table.reviewAndApply();
        QVERIFY(!table.button("reviewStop")->isEnabled());
        QVERIFY(table.editor->isWriting());
        table.views.window.editors().closeAll();
        QCOMPARE(table.views.window.editors().count(), 1); // not before the outcome was seen
        QTRY_COMPARE(table.editor->stagedChanges(), 0);
        QVERIFY(!table.editor->isWriting());
        table.views.window.editors().closeAll();
        QCOMPARE(table.views.window.editors().count(), 0);
    }

    void theNamesOfTheTablesAreFetchedOnce()
    {
        TableViews table;
        QVERIFY(table.open());
        const auto lists = [&table] {
            const auto requests = table.sandbox.requests();
            return std::ranges::count_if(
                requests, [](const sandbox::LoggedRequest &each) { return each.request.path().endsWith("/table"); });
        };
        QTRY_COMPARE(lists(), 2); // the fixture's own, and the editor's
        QVERIFY(table.open(QStringLiteral("order")));
        table.select(QStringLiteral("customer_id"));
        QCOMPARE(table.row(QStringLiteral("customer_id"))[SchemaModel::TypeColumn],
                 QStringLiteral("reference to customer"));
        QCOMPARE(lists(), 3); // the fixture's own
    }

    void readOnlyShowsTheReviewAndAppliesNothing()
    {
        TableViews table(true);
        QVERIFY(table.open());
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        table.button("reviewChanges")->click();
        QVERIFY(!table.button("reviewApply")->isEnabled());
        QVERIFY(barText(table.editor).contains(QStringLiteral("Read-only")));
        table.button("reviewApply")->click();
        QVERIFY(table.writes().isEmpty());
    }

    void anOpenReviewFollowsTheGuardLevel()
    {
        TableViews table;
        QVERIFY(table.open());
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        table.button("reviewChanges")->click();
        QVERIFY(table.button("reviewApply")->isEnabled());
        const InstanceId instance = table.editor->request().path.instance;
        const auto set = [&](GuardLevel level) {
            return table.views.registry.change(instance, [level](InstanceEntry &entry) { entry.guard = level; });
        };
        QVERIFY(set(GuardLevel::ReadOnly));
        QVERIFY(!table.button("reviewApply")->isEnabled());
        QVERIFY(barText(table.editor).contains(QStringLiteral("Read-only")));
        QVERIFY(set(GuardLevel::Confirm));
        QVERIFY(table.button("reviewApply")->isEnabled());
        QVERIFY(!shownBar(table.editor));
    }

    void aRefusedRightIsToldAndNeverLocks()
    {
        TableViews table;
        QVERIFY(table.open());
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        QVERIFY(table.sandbox.setFaults({QStringLiteral("POST */schema/rename status=403")}));
        table.button("reviewChanges")->click();
        table.button("reviewApply")->click();
        QTRY_VERIFY(table.button("reviewClose")->isVisibleTo(table.editor));
        table.button("reviewClose")->click();

        QVERIFY(table.sandbox.setFaults({}));
        table.button("reviewChanges")->click();
        QVERIFY2(barText(table.editor).contains(QStringLiteral("will probably be refused")),
                 qPrintable(barText(table.editor)));
        QCOMPARE(table.button("reviewApply")->text(), QStringLiteral("Try Anyway"));
        table.button("reviewApply")->click();
        QTRY_VERIFY(table.namesOnServer().contains(QStringLiteral("contact")));

        // The API has shown by now that the token has it.
        QTRY_COMPARE(table.editor->stagedChanges(), 0);
        table.rename(QStringLiteral("contact"), QStringLiteral("email"));
        table.button("reviewChanges")->click();
        QCOMPARE(table.button("reviewApply")->text(), QStringLiteral("Apply 1 Change"));
    }

    void aFailedReadSaysSoAndCanBeRetried()
    {
        TableViews table;
        QVERIFY(table.open());
        QVERIFY(table.sandbox.setFaults({QStringLiteral("GET */schema status=500")}));
        table.editor->reload();
        QTRY_VERIFY(barText(table.editor).startsWith(QStringLiteral("Error: ")));
        QVERIFY(table.fields()->model()->rowCount() > 0);
        QVERIFY(table.sandbox.setFaults({}));
        press(table.editor, QStringLiteral("Retry"));
        QTRY_VERIFY(!shownBar(table.editor));
    }

    void aStepWithoutAnAnswerIsReadBackAndToldSo()
    {
        TableViews table;
        QVERIFY(table.open());
        QVERIFY(table.sandbox.setFaults({QStringLiteral("POST */schema/rename apply-then-502 x1")}));
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        table.reviewAndApply();
        QTRY_COMPARE(table.editor->stagedChanges(), 0);
        QVERIFY(table.namesOnServer().contains(QStringLiteral("contact")));
        QCOMPARE(table.writes().size(), 1);
    }

    void theJournalLearnsWhatReadingBackHasShown_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<WriteOutcome>("outcome");
        QTest::newRow("done") << QStringLiteral("apply-then-502") << WriteOutcome::Done;
        QTest::newRow("not done") << QStringLiteral("html502") << WriteOutcome::Failed;
    }
    void theJournalLearnsWhatReadingBackHasShown()
    {
        QFETCH(const QString, fault);
        QFETCH(const WriteOutcome, outcome);
        TableViews table;
        QVERIFY(table.open());
        QVERIFY(table.sandbox.setFaults({QStringLiteral("POST */schema/rename %1 x1").arg(fault)}));
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        table.reviewAndApply();
        QTRY_VERIFY(!table.views.journal.judged.isEmpty());
        const test::NotedWrites::Noted &noted = table.views.journal.notes.constFirst();
        QCOMPARE(noted.outcome, WriteOutcome::Unknown);
        const auto &judged = table.views.journal.judged.constLast();
        QCOMPARE(judged.outcome, outcome);
        QCOMPARE(judged.plan, noted.note.story.plan);
        QCOMPARE(judged.step, 1);
        QVERIFY(!judged.plan.isEmpty());
        QCOMPARE(noted.note.story.tableName, QStringLiteral("customer"));
        QCOMPARE(noted.note.story.target.instance, table.editor->request().target.instance);
        QCOMPARE(noted.note.story.before->member(u"name")->toString(), QStringLiteral("email"));
        QCOMPARE(noted.note.story.after->member(u"name")->toString(), QStringLiteral("contact"));
    }

    void withoutAJournalTheStepWaits()
    {
        TableViews table;
        QVERIFY(table.open());
        table.views.journal.refusal = Error::local(ErrorKind::Storage, QStringLiteral("the disk is full"));
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        table.reviewAndApply();
        QTRY_VERIFY(isShown(table.button("reviewContinue")));
        QCOMPARE(table.button("reviewContinue")->text(), QStringLiteral("Try Again"));
        QCOMPARE(table.button("reviewContinue")->accessibleName(), QStringLiteral("Try Again"));
        QVERIFY(table.button("reviewContinue")->isEnabled());
        QVERIFY2(barText(table.editor).contains(QStringLiteral("the disk is full")), qPrintable(barText(table.editor)));
        QVERIFY(table.writes().isEmpty());
        table.views.journal.refusal.reset();
        table.button("reviewContinue")->click();
        QTRY_COMPARE(table.editor->stagedChanges(), 0);
        QCOMPARE(table.writes().size(), 1);
    }

    void aFailedPlanSaysWhatWasDoneAndGoesOnFromThere()
    {
        TableViews table;
        QVERIFY(table.open());
        stageOfEachKind(table);
        QVERIFY(table.sandbox.setFaults({QStringLiteral("POST */schema/type/* status=400 x1")}));
        table.reviewAndApply();
        QTRY_VERIFY(isShown(table.button("reviewRetry")));
        QVERIFY2(barText(table.editor).contains(QStringLiteral("1 done, 1 failed, 1 not sent")),
                 qPrintable(barText(table.editor)));
        QVERIFY(isShown(table.button("reviewInverse")));
        const qsizetype sent = table.writes().size();
        table.button("reviewRetry")->click();
        // A new review of the rest: nothing leaves before it is confirmed.
        QVERIFY(isShown(table.button("reviewApply")));
        QCOMPARE(table.button("reviewApply")->text(), QStringLiteral("Apply 2 Changes"));
        QVERIFY(!table.button("reviewApply")->isEnabled());
        QCOMPARE(table.writes().size(), sent);
        QCOMPARE(table.editor->stagedChanges(), 2);
    }

    void whatWasDoneOfAFailedPlanIsStagedBack()
    {
        TableViews table;
        QVERIFY(table.open());
        stageOfEachKind(table);
        QVERIFY(table.sandbox.setFaults({QStringLiteral("POST */schema/type/* status=400 x1")}));
        table.reviewAndApply();
        QTRY_VERIFY(isShown(table.button("reviewInverse")));
        const qsizetype sent = table.writes().size();
        table.button("reviewInverse")->click();
        QCOMPARE(table.editor->stagedChanges(), 1);
        QCOMPARE(table.row(QStringLiteral("email")).value(0), QStringLiteral("changed"));
        QCOMPARE(table.writes().size(), sent);
        // Undo brings the rest back that was to be done.
        table.editor->undoStack()->undo();
        QCOMPARE(table.editor->stagedChanges(), 2);
        table.editor->undoStack()->redo();
        table.reviewAndApply();
        QTRY_COMPARE(table.editor->stagedChanges(), 0);
        QVERIFY(table.namesOnServer().contains(QStringLiteral("email")));
        QVERIFY(table.namesOnServer().contains(QStringLiteral("phone")));
    }

    void aPlanOfWhichNothingWasDoneOffersNoInverse()
    {
        TableViews table;
        QVERIFY(table.open());
        table.rename(QStringLiteral("email"), QStringLiteral("contact"));
        QVERIFY(table.sandbox.setFaults({QStringLiteral("POST */schema/rename status=400 x1")}));
        table.reviewAndApply();
        QTRY_VERIFY(isShown(table.button("reviewRetry")));
        QVERIFY(!isShown(table.button("reviewInverse")));
    }

    void everyPageIsNamedAndWhole_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<bool>("dark");
        for (const char *page :
             {"fields", "field", "problem", "staged", "indexes", "draft", "review", "failed", "conflict"})
            for (const bool dark : {false, true})
                QTest::addRow("%s, %s", page, dark ? "dark" : "light") << QString::fromLatin1(page) << dark;
    }

    void everyPageIsNamedAndWhole()
    {
        QFETCH(const QString, page);
        QFETCH(const bool, dark);
        TableViews table;
        table.views.theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        QVERIFY(table.open());
        if (page == QStringLiteral("field"))
            table.select(QStringLiteral("email"));
        else if (page == QStringLiteral("problem"))
            table.rename(QStringLiteral("email"), QStringLiteral("phone"));
        else if (page == QStringLiteral("indexes"))
            table.editor->findChild<QTabWidget *>(QStringLiteral("schemaTabs"))->setCurrentIndex(1);
        else if (page == QStringLiteral("conflict"))
            toConflict(table);
        else if (page != QStringLiteral("fields"))
            stageOfEachKind(table);
        if (page == QStringLiteral("draft")) {
            table.views.window.editors().closeAll();
            QVERIFY(table.open());
        } else if (page == QStringLiteral("review")) {
            table.button("reviewChanges")->click();
        } else if (page == QStringLiteral("failed")) {
            QVERIFY(table.sandbox.setFaults({QStringLiteral("POST */schema/rename status=400")}));
            table.reviewAndApply();
            QTRY_VERIFY(isShown(table.button("reviewClose")));
        }
        QVERIFY(QTest::qWaitForWindowExposed(&table.views.window));
        const QStringList unnamed = test::unnamed(&table.views.window);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QStringLiteral("; "))));
        QStringList cut;
        const auto isWhole = [&] { // layouts follow from the event loop
            cut = test::cutOrCovered(&table.views.window);
            return cut.isEmpty();
        };
        QVERIFY2(QTest::qWaitFor(isWhole, 1000), qPrintable(cut.join(QStringLiteral("; "))));
    }
};

METASCOPE_TEST(TableEditorTest)
#include "tableeditortest.moc"
