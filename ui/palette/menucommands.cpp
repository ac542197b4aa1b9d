// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/menucommands.h"

#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

namespace metascope {

namespace {

void collect(const QList<QAction *> &actions, const QString &above, QList<MenuCommand> &commands)
{
    for (QAction *action : actions) {
        if (action->isSeparator() || !action->isVisible() || !action->isEnabled())
            continue;
        const QString text = withoutMnemonics(action->text());
        const QString path = above.isEmpty() ? text : QStringLiteral("%1 › %2").arg(above, text);
        if (const QMenu *menu = action->menu())
            collect(menu->actions(), path, commands);
        else
            commands.append({action, path, action->shortcut().toString(QKeySequence::NativeText)});
    }
}

} // namespace

QString withoutMnemonics(QString text)
{
    for (qsizetype i = text.indexOf(u'&'); i >= 0; i = text.indexOf(u'&', i)) {
        text.remove(i, 1);
        if (i < text.size() && text[i] == u'&')
            ++i;
    }
    return text;
}

QList<MenuCommand> menuCommands(const QMenuBar &menus)
{
    QList<MenuCommand> commands;
    collect(menus.actions(), {}, commands);
    return commands;
}

} // namespace metascope
