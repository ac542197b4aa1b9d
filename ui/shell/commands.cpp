// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commands.h"

#include "app/store/settings.h"
#include "ui/theme/icons.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QUndoGroup>

namespace metascope {

Commands Commands::make(const IconProvider &icons, QUndoGroup &undoGroup, QObject *parent)
{
    const auto add
        = [parent](const QString &text, const char *name, const QKeySequence &keys = {}, const QIcon &icon = {}) {
              auto *action = new QAction(icon, text, parent);
              action->setObjectName(QLatin1String(name));
              action->setShortcut(keys);
              return action;
          };
    const auto named = [](QAction *action, const char *name, QKeySequence::StandardKey key, const QIcon &icon) {
        action->setObjectName(QLatin1String(name));
        action->setShortcuts(key);
        action->setIcon(icon);
        return action;
    };
    Commands made;
    made.connectInstance = add(tr("&Connect…"), "actionConnect", QKeySequence::New, icons.icon(Icon::Key));
    made.demo = add(tr("Explore the &Demo Workspace"), "actionDemo", {}, icons.icon(Icon::Demo));
    made.closeTab = add(tr("&Close Tab"), "actionCloseTab", QKeySequence::Close);
    made.startEmpty = add(tr("Start &Empty"), "actionStartEmpty");
    made.startEmpty->setCheckable(true);
    made.startEmpty->setToolTip(tr("The next start brings back no tabs and leaves the explorer closed"));
    made.closeAllTabs = add(tr("Close &All Tabs"), "actionCloseAllTabs", Qt::CTRL | Qt::SHIFT | Qt::Key_W);
    made.lockNow = add(tr("&Lock Now"), "actionLockNow", Qt::CTRL | Qt::SHIFT | Qt::Key_L);
    made.lockNow->setShortcutContext(Qt::ApplicationShortcut); // also where tokens are shown
    made.idleLocks = new QActionGroup(parent);
    for (const std::chrono::minutes limit : metascope::idleLocks) {
        const auto minutes = static_cast<int>(limit.count());
        QAction *action = add(minutes == 0 ? tr("&Never") : tr("After %n minute(s)", nullptr, minutes),
                              qPrintable(QStringLiteral("actionIdleLock%1").arg(minutes)));
        action->setCheckable(true);
        action->setData(minutes);
        made.idleLocks->addAction(action);
    }
    made.quit = add(tr("&Quit"), "actionQuit", QKeySequence::Quit);
    made.quit->setMenuRole(QAction::QuitRole);
    made.undo = named(undoGroup.createUndoAction(parent, tr("&Undo")), "actionUndo", QKeySequence::Undo,
                      icons.icon(Icon::Undo));
    made.redo = named(undoGroup.createRedoAction(parent, tr("&Redo")), "actionRedo", QKeySequence::Redo,
                      icons.icon(Icon::Redo));
    made.filter
        = add(tr("&Filter the Explorer"), "actionFilter", Qt::CTRL | Qt::SHIFT | Qt::Key_E, icons.icon(Icon::Search));
    made.reload = add(tr("Re&load Editor"), "actionReload", Qt::CTRL | Qt::Key_R, icons.icon(Icon::Refresh));

    made.themes = new QActionGroup(parent);
    const auto theme = [&](const QString &text, const char *name, Theme::Mode mode) {
        QAction *action = add(text, name);
        action->setCheckable(true);
        action->setData(QVariant::fromValue(mode));
        made.themes->addAction(action);
    };
    theme(tr("&System"), "actionThemeSystem", Theme::Mode::System);
    theme(tr("&Light"), "actionThemeLight", Theme::Mode::Light);
    theme(tr("&Dark"), "actionThemeDark", Theme::Mode::Dark);

    made.goWelcome = add(tr("&Welcome Page"), "actionGoWelcome", Qt::CTRL | Qt::SHIFT | Qt::Key_H);
    made.goExplorer = add(tr("&Explorer"), "actionGoExplorer", Qt::CTRL | Qt::Key_1);
    made.goEditor = add(tr("E&ditor"), "actionGoEditor", Qt::CTRL | Qt::Key_2);
    made.nextTab = add(tr("&Next Tab"), "actionNextTab", Qt::CTRL | Qt::Key_PageDown);
    made.previousTab = add(tr("&Previous Tab"), "actionPreviousTab", Qt::CTRL | Qt::Key_PageUp);
    made.copyTarget = add(tr("Copy &Target"), "actionCopyTarget");
    made.accessTokens = add(tr("&Access Tokens…"), "actionAccessTokens");
    made.changeJournal = add(tr("Change &Journal…"), "actionChangeJournal");
    made.copyDebugInfo = add(tr("Copy &Debug Information"), "actionCopyDebugInfo");
    made.help = add(tr("Metascope &Help"), "actionHelp", QKeySequence::HelpContents);
    made.shortcuts = add(tr("&Keyboard Shortcuts"), "actionShortcuts");
    made.about = add(tr("&About Metascope"), "actionAbout");
    made.about->setMenuRole(QAction::AboutRole);
    return made;
}

void Commands::check(const QActionGroup &group, const QVariant &data)
{
    const auto actions = group.actions();
    for (QAction *action : actions)
        action->setChecked(action->data() == data);
}

} // namespace metascope
