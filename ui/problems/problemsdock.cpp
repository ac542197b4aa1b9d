// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problemsdock.h"

#include "ui/problems/problemscontroller.h"

#include <QtCore/QLocale>
#include <QtGui/QAction>

#include <chrono>

namespace metascope {

namespace {

constexpr std::chrono::milliseconds settleTime(50);

} // namespace

ProblemsDock::ProblemsDock(const Parts &parts, QWidget *parent)
    : QDockWidget(tr("Problems"), parent), m_parts(parts), m_check(new QAction(tr("Check Whole &Workspace"), this))
{
    setObjectName(QStringLiteral("problemsDock"));
    setAccessibleName(tr("Problems"));
    setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this)); // its tab has the name
    const auto add = [this](const QString &text, const char *name) {
        auto *action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(false);
        return action;
    };
    m_actions = {add(tr("&Go to Field"), "actionGoToProblem"), add(tr("&Fix"), "actionFixProblem"),
                 add(tr("&Switch Off This Rule"), "actionSwitchOffRule")};
    m_actions.switchOff->setStatusTip(tr("Looks for nothing of the kind any more in this workspace"));
    m_check->setObjectName(QStringLiteral("actionCheckWorkspace"));
    m_check->setEnabled(parts.cache && parts.fetch);
    connect(m_check, &QAction::triggered, this, [this] {
        build();
        show();
        raise();
        m_pane->showWorkspace();
        m_pane->focusFilter();
    });
    m_later.setSingleShot(true);
    m_later.setInterval(settleTime);
    connect(&parts.controller, &ProblemsController::changed, this, &ProblemsDock::refresh);
    refresh();
}

QList<QAction *> ProblemsDock::menuActions() const
{
    return m_actions.all() + QList<QAction *>{m_check};
}

void ProblemsDock::build()
{
    if (m_pane)
        return;
    ProblemsController *controller = &m_parts.controller;
    m_pane = new ProblemsPane({m_parts.cache, m_parts.fetch, m_parts.settings, m_parts.theme, m_parts.icons, m_actions,
                               [controller] { return controller->openTables(); },
                               [controller] { return controller->place(); }},
                              this);
    connect(m_pane, &ProblemsPane::openRequested, controller, &ProblemsController::open);
    connect(m_pane, &ProblemsPane::fixRequested, controller, &ProblemsController::fix);
    connect(&m_later, &QTimer::timeout, m_pane, &ProblemsPane::refresh);
    setWidget(m_pane);
}

void ProblemsDock::clear()
{
    m_parts.controller.forget();
    if (m_pane)
        m_pane->clear();
}

void ProblemsDock::showEvent(QShowEvent *event)
{
    build();
    QDockWidget::showEvent(event);
}

void ProblemsDock::refresh()
{
    const int count = m_parts.controller.count();
    setWindowTitle(count > 0 ? tr("Problems %1").arg(QLocale().toString(count)) : tr("Problems"));
    toggleViewAction()->setText(tr("Problems")); // the menu's entry is no news
    if (m_pane && isVisible() && !m_later.isActive())
        m_later.start();
}

} // namespace metascope
