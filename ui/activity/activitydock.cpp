// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitydock.h"

#include "app/model/activitymodel.h"
#include "ui/activity/actionbutton.h"
#include "ui/activity/calltable.h"
#include "ui/activity/failuredelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"

#include <QtGui/QAction>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

ActivityDock::ActivityDock(ActivityModel &model, const Theme &theme, QWidget *parent)
    : QDockWidget(tr("Activity"), parent), m_model(model), m_summary(new QLabel(this)),
      m_pages(new QStackedWidget(this)), m_table(new CallTable), m_detail(new QLabel)
{
    setObjectName(QStringLiteral("activityDock"));
    setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this)); // its tab has the name
    makeActions();

    m_table->setObjectName(QStringLiteral("activity"));
    m_table->setAccessibleName(tr("Activity"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FailureDelegate(theme,
                                                 {ActivityModel::StateColumn,
                                                  {ActivityModel::CallColumn},
                                                  [](const QModelIndex &index) {
                                                      return index.data(ActivityModel::StageRole).toInt()
                                                          == static_cast<int>(Call::Stage::Ended);
                                                  }},
                                                 m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setCharacters({{ActivityModel::CallColumn, 48}, {ActivityModel::InstanceColumn, 18}});
    m_table->addActions(m_actions.all());
    for (QLabel *label : {m_summary, m_detail})
        label->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(QStringLiteral("activitySummary"));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_detail->setObjectName(QStringLiteral("activityDetail"));
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setContentsMargins(spacing::control, spacing::tight, spacing::control, spacing::control);

    auto *list = new QWidget;
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(0);
    listLayout->addWidget(m_table, 1);
    listLayout->addWidget(m_detail);
    auto *empty = new EmptyState;
    empty->setContent(tr("Nothing runs, and nothing failed lately."));
    m_pages->addWidget(list);
    m_pages->addWidget(empty);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(spacing::control, 0, spacing::control, 0);
    tools->setSpacing(spacing::control);
    tools->addWidget(m_summary, 1);
    tools->addWidget(new ActionButton(m_actions.cancel, "cancelRequest", this));
    tools->addWidget(new ActionButton(m_actions.clearFailed, "clearFailed", this));
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addLayout(tools);
    layout->addWidget(m_pages, 1);
    setWidget(content);

    m_model.setLive(false);
    connect(this, &QDockWidget::visibilityChanged, &m_model, &ActivityModel::setLive);
    connect(&m_model, &ActivityModel::refreshed, this, &ActivityDock::refresh);
    connect(m_table, &CallTable::pickChanged, this, &ActivityDock::refresh);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ActivityDock::showMenu);
    connect(&theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

void ActivityDock::makeActions()
{
    const auto add = [this](const QString &text, const char *name, const QString &explanation) {
        auto *action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setStatusTip(explanation);
        return action;
    };
    m_actions.cancel = add(tr("&Cancel Request"), "actionCancelRequest",
                           tr("Gives the picked requests up. A change that was sent already may be carried out all the "
                              "same."));
    m_actions.clearFailed = add(tr("Clear &Failed"), "actionClearFailed", tr("Takes what failed off the list"));
    // Delete is for the rows of this table alone.
    m_actions.cancel->setShortcut(QKeySequence::Delete);
    m_actions.cancel->setShortcutContext(Qt::WidgetShortcut);
    connect(m_actions.cancel, &QAction::triggered, this, &ActivityDock::cancelPicked);
    connect(m_actions.clearFailed, &QAction::triggered, &m_model, &ActivityModel::clearFailed);
}

void ActivityDock::cancelPicked()
{
    // Each one that ends moves the rows.
    QList<QPersistentModelIndex> picked;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        picked.append(row);
    for (const QPersistentModelIndex &row : std::as_const(picked))
        m_model.cancel(row);
}

void ActivityDock::showMenu(const QPoint &position)
{
    if (!m_table->indexAt(position).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_actions.all());
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void ActivityDock::refresh()
{
    m_pages->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
    const int running = m_model.running();
    m_summary->setText(running > 0 ? tr("%n request(s) under way or waiting", nullptr, running) : QString());
    const auto rows = m_table->selectionModel()->selectedRows(ActivityModel::StateColumn);
    m_actions.cancel->setEnabled(
        std::ranges::any_of(rows, [this](const QModelIndex &row) { return m_model.canCancel(row); }));
    m_actions.clearFailed->setEnabled(m_model.hasFailed());
    // A long reason has no room in its cell.
    const bool isOne = rows.size() == 1 && !m_model.canCancel(rows.constFirst());
    m_detail->setText(isOne ? rows.constFirst().data().toString() : QString());
    m_detail->setVisible(isOne);
}

} // namespace metascope
