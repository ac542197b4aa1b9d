// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtGui/QAction>

class QMenuBar;

namespace metascope {

/// A command as it stands in the menus.
struct MenuCommand {
    QPointer<QAction> action;
    QString path; ///< without mnemonics, such as "File › Connect…"
    QString shortcut; ///< as the platform writes it; empty if there is none
};

/// A text without the marks of its mnemonics: "&Save && Close" is "Save & Close".
QString withoutMnemonics(QString text);

/// Every command of `menus` that can be carried out now, in the order of the menus.
QList<MenuCommand> menuCommands(const QMenuBar &menus);

} // namespace metascope
