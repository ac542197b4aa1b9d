// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/exploreractions.h"

#include "app/model/lazytree.h"
#include "ui/theme/icons.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QKeySequence>
#include <QtWidgets/QWidget>

namespace metascope {

namespace {
struct ActionText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ExplorerActions)
};
} // namespace

ExplorerActions ExplorerActions::make(const IconProvider &icons, QWidget *owner)
{
    const auto add = [owner](const QString &text, const char *name, const QIcon &icon = {}) {
        auto *action = new QAction(icon, text, owner);
        action->setObjectName(QLatin1String(name));
        return action;
    };
    const auto check = [&add](const QString &text, const char *name) {
        QAction *action = add(text, name);
        action->setCheckable(true);
        return action;
    };
    ExplorerActions made{};
    made.open = add(ActionText::tr("&Open"), "actionOpen");
    made.refresh = add(ActionText::tr("&Refresh"), "actionRefresh", icons.icon(Icon::Refresh));
    made.refresh->setShortcut(QKeySequence(QKeySequence::Refresh));
    made.loadAll = add({}, "actionLoadAll");
    made.setLoading(false);
    made.collapseAll = add(ActionText::tr("&Collapse All"), "actionCollapseAll");
    made.copyName = add(ActionText::tr("Copy &Name"), "actionCopyName");
    made.copyId = add(ActionText::tr("Copy &ID"), "actionCopyId");
    made.copyLink = add(ActionText::tr("Copy &Link"), "actionCopyLink");
    made.openInBrowser = add(ActionText::tr("Open Instance in &Browser"), "actionOpenInBrowser");
    made.pin = check(ActionText::tr("&Pin"), "actionPin");
    made.removeInstance = add(ActionText::tr("Remove &Instance…"), "actionRemoveInstance", icons.icon(Icon::Remove));
    made.nextMatch = add(ActionText::tr("Next &Match"), "actionNextMatch");
    made.nextMatch->setShortcut(QKeySequence(Qt::Key_F3));
    made.previousMatch = add(ActionText::tr("P&revious Match"), "actionPreviousMatch");
    made.previousMatch->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3));
    made.groupByTag = check(ActionText::tr("Group by &Tag"), "actionGroupByTag");
    made.showIds = check(ActionText::tr("Show I&Ds"), "actionShowIds");
    made.hideEmpty = check(ActionText::tr("&Hide Empty Groups"), "actionHideEmpty");
    made.order = new QActionGroup(owner);
    const auto order = [&](const QString &text, const char *name, LazyTree::Order value) {
        QAction *action = check(text, name);
        action->setData(QVariant::fromValue(value));
        action->setChecked(value == LazyTree::Order::Name);
        made.order->addAction(action);
    };
    order(ActionText::tr("By &Name"), "actionOrderName", LazyTree::Order::Name);
    order(ActionText::tr("By Time &Created"), "actionOrderCreated", LazyTree::Order::Created);
    order(ActionText::tr("By Time &Updated"), "actionOrderUpdated", LazyTree::Order::Updated);
    return made;
}

void ExplorerActions::setLoading(bool isLoading) const
{
    loadAll->setText(isLoading ? ActionText::tr("Stop &Loading") : ActionText::tr("&Load Everything"));
}

} // namespace metascope
