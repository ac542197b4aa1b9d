// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QCoreApplication>

class QAction;
class QActionGroup;
class QObject;
class QUndoGroup;

namespace metascope {

class IconProvider;

/// The window's own commands, each with its text, shortcut and object name; owned by the parent given to make().
/// Whoever carries one out connects to it.
struct Commands {
    Q_DECLARE_TR_FUNCTIONS(metascope::Commands)

public:
    QAction *connectInstance = nullptr;
    QAction *demo = nullptr;
    QAction *closeTab = nullptr;
    QAction *closeAllTabs = nullptr;
    QAction *startEmpty = nullptr; ///< checkable
    QAction *lockNow = nullptr;
    QActionGroup *idleLocks = nullptr; ///< each action's data is its limit in minutes, 0 for never
    QAction *quit = nullptr;
    QAction *undo = nullptr;
    QAction *redo = nullptr;
    QAction *filter = nullptr;
    QAction *reload = nullptr;
    QActionGroup *themes = nullptr; ///< each action's data is its Theme::Mode
    QAction *goWelcome = nullptr;
    QAction *goExplorer = nullptr;
    QAction *goEditor = nullptr;
    QAction *nextTab = nullptr;
    QAction *previousTab = nullptr;
    QAction *copyTarget = nullptr;
    QAction *accessTokens = nullptr;
    QAction *changeJournal = nullptr;
    QAction *copyDebugInfo = nullptr;
    QAction *help = nullptr;
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;

    /// Checks the actions of a group whose data that is, and no other.
    static void check(const QActionGroup &group, const QVariant &data);
    static Commands make(const IconProvider &icons, QUndoGroup &undoGroup, QObject *parent);
};

} // namespace metascope
