// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/connect/nodemarks.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/guardmenu.h"
#include "ui/shell/idlewatch.h"
#include "ui/shell/markdialog.h"
#include "ui/shell/sessionlock.h"
#include "ui/shell/targetbar.h"
#include "ui/shell/targetsettings.h"
#include "ui/widgets/messagebar.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

using namespace metascope;
using test::ShellViews;

namespace {

constexpr WorkspaceId shop(1);

QStringList wordsOf(const QList<NodeMark> &marks)
{
    QStringList words;
    for (const NodeMark &mark : marks)
        words.append(mark.text);
    return words;
}

/// The instance "Acme" on the list, and the settings of it.
struct Targets {
    explicit Targets(bool forced = false) : views(forced), settings(views.registry, views.theme, forced, views.window)
    {
        views.fillTree();
        instance.instance = workspace.instance = acme();
    }
    [[nodiscard]] const InstanceId &acme() const { return views.acme; }
    [[nodiscard]] InstanceEntry entry() const { return views.registry.find(acme()).value(); }
    template <typename T>
    T *shown(const QString &name)
    {
        const auto found = views.window.findChildren<T *>(name);
        return found.isEmpty() ? nullptr : found.constLast();
    }
    void press(const QString &name) { QTest::mouseClick(shown<QPushButton>(name), Qt::LeftButton); }

    ShellViews views;
    TargetSettings settings;
    TargetScope instance{{}, std::nullopt, QStringLiteral("Acme")};
    TargetScope workspace{{}, shop, QStringLiteral("shop")};
};

} // namespace

class TargetsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tighterNeedsNoQuestion()
    {
        Targets targets;
        targets.settings.setLevel(targets.workspace, GuardLevel::ReadOnly);
        QCOMPARE(targets.settings.level(targets.workspace), GuardLevel::ReadOnly);
        QCOMPARE(targets.settings.level(targets.instance), GuardLevel::Confirm);
        QVERIFY(!targets.shown<QMessageBox>(QStringLiteral("loosenBox")));
        QCOMPARE(targets.views.registry.guardLevel(targets.acme(), shop), GuardLevel::ReadOnly);
        QCOMPARE(targets.views.registry.guardLevel(targets.acme(), WorkspaceId(2)), GuardLevel::Confirm);
    }

    void looserIsAskedOnce()
    {
        Targets targets;
        targets.settings.setLevel(targets.instance, GuardLevel::Normal);
        QCOMPARE(targets.settings.level(targets.instance), GuardLevel::Confirm);
        auto *box = targets.shown<QMessageBox>(QStringLiteral("loosenBox"));
        QVERIFY(box);
        QVERIFY2(box->text().contains(QLatin1String("Acme")), qPrintable(box->text()));
        QCOMPARE(box->defaultButton()->text(), QStringLiteral("Cancel"));
        targets.press(QStringLiteral("confirmLoosen"));
        QCOMPARE(targets.settings.level(targets.instance), GuardLevel::Normal);
    }

    void aDeclinedQuestionChangesNothing()
    {
        Targets targets;
        targets.settings.setLevel(targets.instance, GuardLevel::ReadOnly);
        targets.settings.setLevel(targets.instance, GuardLevel::Confirm);
        QTest::keyClick(targets.shown<QMessageBox>(QStringLiteral("loosenBox")), Qt::Key_Escape);
        QCOMPARE(targets.settings.level(targets.instance), GuardLevel::ReadOnly);
    }

    void asTheInstanceAgainLeavesNothingBehind()
    {
        Targets targets;
        targets.settings.setLevel(targets.workspace, GuardLevel::ReadOnly);
        targets.settings.setLevel(targets.instance, GuardLevel::ReadOnly);
        targets.settings.setLevel(targets.workspace, std::nullopt);
        QVERIFY(!targets.shown<QMessageBox>(QStringLiteral("loosenBox")));
        QVERIFY(targets.entry().workspaces.isEmpty());
        QCOMPARE(targets.settings.level(targets.workspace), GuardLevel::ReadOnly);
    }

    void readOnlyForTheRunStandsAboveAll()
    {
        Targets targets(true);
        QCOMPARE(targets.settings.level(targets.workspace), GuardLevel::ReadOnly);
        GuardMenu menu(targets.settings, QStringLiteral("menu"));
        menu.setScope(targets.workspace);
        const auto actions = menu.actions();
        for (const QAction *action : actions)
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        QVERIFY(menu.findChild<QAction *>(QStringLiteral("menuForced"))->isVisible());
    }

    void theMenuChecksWhatIsSet()
    {
        Targets targets;
        GuardMenu menu(targets.settings, QStringLiteral("menu"));
        QVERIFY(!menu.menuAction()->isEnabled());
        menu.setScope(targets.workspace);
        QVERIFY(menu.findChild<QAction *>(QStringLiteral("menuInherit"))->isChecked());
        menu.findChild<QAction *>(QStringLiteral("menuReadOnly"))->trigger();
        QVERIFY(menu.findChild<QAction *>(QStringLiteral("menuReadOnly"))->isChecked());
        QCOMPARE(targets.settings.ownLevel(targets.workspace), std::optional(GuardLevel::ReadOnly));
        // Asked first: until the answer what is set stays checked.
        menu.findChild<QAction *>(QStringLiteral("menuNormal"))->trigger();
        QVERIFY(menu.findChild<QAction *>(QStringLiteral("menuReadOnly"))->isChecked());
        menu.setScope(targets.instance);
        QVERIFY(!menu.findChild<QAction *>(QStringLiteral("menuInherit"))->isVisible());
        QVERIFY(menu.findChild<QAction *>(QStringLiteral("menuConfirm"))->isChecked());
    }

    void theTargetBarFollowsTheRegistry()
    {
        Targets targets;
        MainWindow &window = targets.views.window;
        window.editors().open(targets.views.request(1, QStringLiteral("customer")), true);
        window.showPage(MainWindow::Page::Editors);
        auto *bar = window.findChild<TargetBar *>();
        auto *guard = window.findChild<QToolButton *>(QStringLiteral("guardButton"));
        QCOMPARE(guard->text(), QStringLiteral("Guard: Confirm"));
        QVERIFY(targets.views.registry.change(targets.acme(), [](InstanceEntry &entry) {
            entry.guard = GuardLevel::ReadOnly;
            entry.mark = {MarkColour::Red, QStringLiteral("production")};
        }));
        QCOMPARE(guard->text(), QStringLiteral("Guard: Read-only"));
        QCOMPARE(bar->text(), QStringLiteral("[production] Acme › shop › branch v1 › data live"));
        const auto *badge = qobject_cast<Badge *>(window.editors().tabBar()->tabButton(0, QTabBar::LeftSide));
        QVERIFY(badge && badge->text() == QLatin1String("production") && !badge->isHidden());
        // The same again, as with every change of the list, leaves it there.
        QVERIFY(targets.views.registry.change(targets.acme(),
                                              [](InstanceEntry &entry) { entry.name = QStringLiteral("Acme 2"); }));
        QVERIFY(!badge->isHidden());
        QVERIFY(targets.views.registry.change(targets.acme(), [](InstanceEntry &entry) { entry.mark = {}; }));
        QVERIFY(!window.editors().tabBar()->tabButton(0, QTabBar::LeftSide));
    }

    void aWorkspacesMarkStandsBeforeItsInstances()
    {
        Targets targets;
        QVERIFY(targets.views.registry.change(targets.acme(), [](InstanceEntry &entry) {
            entry.mark = {MarkColour::Blue, QStringLiteral("test")};
            entry.workspaces[shop].mark = {MarkColour::Red, QStringLiteral("production")};
        }));
        QCOMPARE(targets.settings.mark(targets.acme(), shop).tag, QStringLiteral("production"));
        QCOMPARE(targets.settings.mark(targets.acme(), WorkspaceId(2)).tag, QStringLiteral("test"));
        QCOMPARE(targets.settings.mark(InstanceId(QStringLiteral("none")), shop), TargetMark());
    }

    void theDialogSetsAndTakesAway()
    {
        Targets targets;
        targets.settings.editMark(targets.workspace);
        auto *tag = targets.shown<QComboBox>(QStringLiteral("markTag"));
        auto *colour = targets.shown<QComboBox>(QStringLiteral("markColour"));
        QVERIFY(!colour->isEnabled());
        tag->setCurrentText(QStringLiteral("  production  "));
        QVERIFY(colour->isEnabled());
        tag->setCurrentText(QStringLiteral("production"));
        QCOMPARE(colour->currentText(), QStringLiteral("Red"));
        auto *dialog = targets.shown<MarkDialog>(QStringLiteral("markDialog"));
        QCOMPARE(test::unnamed(dialog), QStringList());
        QCOMPARE(test::cutOrCovered(dialog), QStringList());
        targets.press(QStringLiteral("confirmMark"));
        const TargetMark wanted{MarkColour::Red, QStringLiteral("production")};
        QCOMPARE(targets.entry().workspaces.value(shop).mark, wanted);
        targets.settings.editMark(targets.workspace);
        targets.shown<QComboBox>(QStringLiteral("markTag"))->setCurrentText(QString());
        targets.press(QStringLiteral("confirmMark"));
        QVERIFY(targets.entry().workspaces.isEmpty());
    }

    void wordsBesideNodes()
    {
        const Translations translations;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        InstanceEntry entry;
        const InstanceId acme(QStringLiteral("acme"));
        entry.id = acme;
        QVERIFY(NodeMarks::of({entry}, false, now).isEmpty());
        QCOMPARE(wordsOf(NodeMarks::of({entry}, true, now).value(acme.value())),
                 QStringList{QStringLiteral("READ-ONLY")});
        entry.guard = GuardLevel::ReadOnly;
        entry.mark = {MarkColour::Orange, QStringLiteral("staging")};
        entry.token.expiry = {TokenExpiry::Source::Token, now.addDays(1).addSecs(60)};
        entry.workspaces[shop].guard = GuardLevel::Confirm;
        const auto marks = NodeMarks::of({entry}, false, now);
        QCOMPARE(
            wordsOf(marks.value(acme.value())),
            (QStringList{QStringLiteral("staging"), QStringLiteral("READ-ONLY"), QStringLiteral("EXPIRES IN 1 DAY")}));
        QCOMPARE(wordsOf(marks.value(QStringLiteral("acme/1"))), QStringList{QStringLiteral("CONFIRM")});
        entry.token.expiry.at = now.addSecs(-60);
        QVERIFY(wordsOf(NodeMarks::of({entry}, false, now).value(acme.value())).contains(QStringLiteral("EXPIRED")));
    }

    void aTokenNearItsEndIsToldOnce()
    {
        Targets targets;
        MessageBar &bar = targets.views.window.messages();
        QVERIFY(bar.isHidden());
        QVERIFY(targets.views.registry.change(targets.acme(), [](InstanceEntry &entry) {
            entry.tokenId = QStringLiteral("0123");
            entry.token.expiry = {TokenExpiry::Source::Person, QDateTime::currentDateTimeUtc().addSecs(3 * 3600 + 60)};
        }));
        QVERIFY2(bar.text().contains(QLatin1String("Acme ends in 3 hours")), qPrintable(bar.text()));
        QSignalSpy wanted(&targets.views.window, &MainWindow::accessTokensRequested);
        bar.findChild<QPushButton *>()->click();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(bar.isHidden());
        QVERIFY(targets.views.registry.change(targets.acme(),
                                              [](InstanceEntry &entry) { entry.name = QStringLiteral("Acme 2"); }));
        QVERIFY2(bar.isHidden(), "it is told again");
    }

    void aNoticeWaitsForAnotherMessage()
    {
        Targets targets;
        MessageBar &bar = targets.views.window.messages();
        bar.showMessage(MessageBar::Kind::Error, QStringLiteral("something else"));
        QVERIFY(targets.views.registry.change(targets.acme(), [](InstanceEntry &entry) {
            entry.tokenId = QStringLiteral("0123");
            entry.token.expiry = {TokenExpiry::Source::Person, QDateTime::currentDateTimeUtc().addSecs(3600)};
        }));
        QVERIFY(bar.text().contains(QLatin1String("something else")));
        bar.dismiss();
        QTRY_VERIFY(bar.text().contains(QLatin1String("Acme ends")));
    }

    void lockingForgetsAndBlanks()
    {
        Targets targets;
        MainWindow &window = targets.views.window;
        window.editors().open(targets.views.request(1, QStringLiteral("customer")), true);
        LazyTree &tree = targets.views.tree;
        tree.fetchMore(tree.index(0, 0));
        QTRY_COMPARE(tree.rowCount(tree.index(0, 0)), 1);
        int forgotten = 0;
        SessionLock lock({targets.views.sessions, window, [&forgotten] { ++forgotten; }});
        lock.lockNow();
        QCOMPARE(forgotten, 1);
        QCOMPARE(tree.rowCount(tree.index(0, 0)), 0);
        QVERIFY(window.messages().text().contains(QLatin1String("Locked")));
    }

    void theLocksKeysReachItFromADialog()
    {
        Targets targets;
        MainWindow &window = targets.views.window;
        window.show();
        int forgotten = 0;
        SessionLock lock({targets.views.sessions, window, [&forgotten] { ++forgotten; }});
        targets.settings.editMark(targets.workspace);
        const QPointer<MarkDialog> dialog = targets.shown<MarkDialog>(QStringLiteral("markDialog"));
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(forgotten, 1);
        QTRY_VERIFY(!dialog);
    }

    void idleIsToldAfterTheLimit()
    {
        IdleWatch watch;
        QSignalSpy idle(&watch, &IdleWatch::idle);
        watch.setLimit(std::chrono::milliseconds(30));
        QVERIFY(idle.wait(5000));
        watch.setLimit(std::chrono::milliseconds(0));
        QVERIFY2(!watch.remaining(), "it is off and still counts");
    }

    void sleepCountsAsIdle()
    {
        qint64 now = 1'000'000;
        QLabel widget;
        IdleWatch watch([&now] { return now; });
        QSignalSpy idle(&watch, &IdleWatch::idle);
        watch.setLimit(std::chrono::minutes(5));
        now += 60'000;
        QTest::keyClick(&widget, Qt::Key_A);
        QCOMPARE(idle.count(), 0);
        now += 300'000; // the timer has not seen it
        QTest::keyClick(&widget, Qt::Key_A);
        QCOMPARE(idle.count(), 1);
    }

    void whoTightensAnInstanceMeansAllOfIt()
    {
        Targets targets;
        QVERIFY(targets.views.registry.change(targets.acme(), [](InstanceEntry &entry) {
            entry.workspaces[shop].guard = GuardLevel::Normal;
            entry.workspaces[WorkspaceId(2)].guard = GuardLevel::ReadOnly;
        }));
        targets.settings.setLevel(targets.instance, GuardLevel::ReadOnly);
        QCOMPARE(targets.settings.level(targets.workspace), GuardLevel::ReadOnly);
        QCOMPARE(targets.views.registry.guardLevel(targets.acme(), WorkspaceId(2)), GuardLevel::ReadOnly);
    }

    void aKeyPutsTheIdleLimitOff()
    {
        const auto limit = std::chrono::milliseconds(std::chrono::hours(1));
        QLabel widget;
        IdleWatch watch;
        watch.setLimit(limit);
        QTRY_VERIFY(watch.remaining() < limit - std::chrono::milliseconds(20));
        const auto before = watch.remaining();
        QTest::keyClick(&widget, Qt::Key_A);
        QVERIFY(watch.remaining() > before);
    }
};

METASCOPE_TEST(TargetsTest)
#include "targetstest.moc"
