// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tooldocks.h"

#include "app/search/nameindex.h"
#include "app/session/textfetch.h"
#include "ui/activity/activitydock.h"
#include "ui/activity/budgetmeter.h"
#include "ui/activity/networklogdock.h"
#include "ui/explorer/explorerdock.h"
#include "ui/inspector/inspectorcontroller.h"
#include "ui/palette/palette.h"
#include "ui/problems/problemscontroller.h"
#include "ui/problems/problemsdock.h"
#include "ui/search/finddock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStatusBar>

namespace metascope {

ToolDocks::ToolDocks(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_inspector(new InspectorDock(parts.theme, parts.icons, &parts.window)),
      m_inspection(new InspectorController({parts.sessions, parts.cache, parts.names, *m_inspector}, this)),
      m_find(
          new FindDock({parts.cache, parts.cache ? new TextFetch(parts.sessions, *parts.cache, &parts.window) : nullptr,
                        &parts.window.explorer().loader(), parts.names, parts.theme, parts.icons},
                       &parts.window)),
      m_activity(new ActivityDock(parts.activity, parts.theme, &parts.window)),
      m_networkLog(new NetworkLogDock(parts.traffic, parts.theme, parts.icons, QCoreApplication::applicationVersion(),
                                      &parts.window)),
      m_problems(new ProblemsController(parts.window, parts.names, this)),
      m_problemsDock(new ProblemsDock(
          {parts.cache, parts.cache ? new TextFetch(parts.sessions, *parts.cache, &parts.window) : nullptr, *m_problems,
           parts.settings, parts.theme, parts.icons},
          &parts.window)),
      m_budget(new BudgetMeter(&parts.window)),
      m_palette(new Palette({parts.names, parts.theme, parts.icons, *parts.window.menuBar()}, &parts.window))
{
    MainWindow &window = parts.window;
    window.addDockWidget(Qt::RightDockWidgetArea, m_inspector);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_activity);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_networkLog);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_find);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_problemsDock);
    window.tabifyDockWidget(m_activity, m_networkLog);
    window.tabifyDockWidget(m_networkLog, m_find);
    window.tabifyDockWidget(m_find, m_problemsDock);
    window.resizeDocks({m_find}, {280}, Qt::Vertical);
    window.setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    // Room for the editor first; a layout that was kept says otherwise.
    for (QDockWidget *dock : {static_cast<QDockWidget *>(m_inspector), static_cast<QDockWidget *>(m_activity),
                              static_cast<QDockWidget *>(m_networkLog), static_cast<QDockWidget *>(m_find),
                              static_cast<QDockWidget *>(m_problemsDock)})
        dock->hide();
    window.statusBar()->addPermanentWidget(m_budget);
    connect(m_networkLog, &NetworkLogDock::statusMessage, &window, &MainWindow::showStatus);
    fillMenus();
    connectPalette();
    connectFinding();
    connectLoading();
    connect(&window.explorer(), &ExplorerDock::currentNodeChanged, this, &ToolDocks::showBudget);
    connect(&window.editors(), &EditorArea::currentEditorChanged, this, &ToolDocks::showBudget);
    connect(&parts.sessions, &Sessions::stateChanged, this, &ToolDocks::showBudget);
}

void ToolDocks::fillMenus()
{
    const MainWindow::Menus &menus = m_parts.window.menus();
    const auto toggle = [](QDockWidget *dock, const char *name, const QKeySequence &keys) {
        QAction *action = dock->toggleViewAction();
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        // Behind another one's tab it would not be seen.
        connect(action, &QAction::triggered, dock, [dock](bool isShown) {
            if (isShown)
                dock->raise();
        });
        return action;
    };
    menus.view->addSeparator();
    menus.view->addActions({toggle(m_inspector, "actionShowInspector", Qt::CTRL | Qt::Key_I),
                            toggle(m_activity, "actionShowActivity", {}),
                            toggle(m_networkLog, "actionShowNetworkLog", {}), toggle(m_find, "actionShowFind", {}),
                            toggle(m_problemsDock, "actionShowProblems", Qt::CTRL | Qt::SHIFT | Qt::Key_M)});
    QMenu *log = menus.tools->addMenu(tr("&Network Log"));
    log->setObjectName(QStringLiteral("menuNetworkLog"));
    log->addActions(m_networkLog->actions().all());
    QMenu *activity = menus.tools->addMenu(tr("Acti&vity"));
    activity->setObjectName(QStringLiteral("menuActivity"));
    activity->addActions(m_activity->actions().all());
    QMenu *problems = menus.tools->addMenu(tr("P&roblems"));
    problems->setObjectName(QStringLiteral("menuProblems"));
    problems->addActions(m_problemsDock->menuActions());

    const auto add = [this](const QString &text, const char *name, const QKeySequence &keys, const QIcon &icon) {
        auto *action = new QAction(icon, text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        return action;
    };
    QAction *anything
        = add(tr("Go to &Anything…"), "actionGoToAnything", Qt::CTRL | Qt::Key_P, m_parts.icons.icon(Icon::Search));
    QAction *commands = add(tr("&Run a Command…"), "actionRunCommand", Qt::CTRL | Qt::SHIFT | Qt::Key_P, {});
    QAction *first = menus.go->actions().value(0);
    QAction *find = add(tr("&Find in Workspace…"), "actionFindInWorkspace", Qt::CTRL | Qt::SHIFT | Qt::Key_F, {});
    menus.go->insertActions(first, {anything, find, commands});
    connect(find, &QAction::triggered, m_find, [this] { m_find->focusFind(m_parts.window.explorer().currentPath()); });
    menus.go->insertSeparator(first);
    connect(anything, &QAction::triggered, m_palette, &Palette::open);
    connect(commands, &QAction::triggered, m_palette, [this] { m_palette->openWith(QStringLiteral(">")); });
}

void ToolDocks::connectPalette()
{
    MainWindow &window = m_parts.window;
    BackgroundLoader &loader = window.explorer().loader();
    connect(m_palette, &Palette::opened, this, [this](const QString &key, bool newTab) {
        const auto path = NodePath::fromKey(key);
        if (!path)
            return;
        const auto object = m_parts.names.object(key);
        const QString name = object ? object->name : path->object;
        newTab ? m_parts.window.openInNewTab(*path, name) : m_parts.window.openObject(*path, name, false);
    });
    const auto tellMissing = [this, &loader] {
        QStringList words;
        const auto missing = loader.isRunning() ? QList<BackgroundLoader::Missing>() : loader.missing();
        for (const BackgroundLoader::Missing &each : missing)
            words.append(each.words);
        m_palette->setNotLoaded(words);
        m_palette->setNotOpen(loader.notOpenWords());
    };
    connect(m_palette, &Palette::aboutToOpen, this, tellMissing);
    connect(m_palette, &Palette::loadRequested, &loader, &BackgroundLoader::request);
    connect(&loader, &BackgroundLoader::finished, this, tellMissing);
}

void ToolDocks::connectFinding()
{
    MainWindow &window = m_parts.window;
    const auto selectNode = [this, &window] { m_inspection->select(window.explorer().currentPath()); };
    connect(&window.explorer(), &ExplorerDock::currentNodeChanged, m_inspection, selectNode);
    connect(&window.editors(), &EditorArea::currentEditorChanged, m_inspection, [this, &window] {
        if (const Editor *editor = window.editors().currentEditor())
            m_inspection->select(editor->request().path);
    });
    connect(m_inspection, &InspectorController::openRequested, &window,
            [&window](const NodePath &path, const QString &name, int line) {
                window.openAt(path, name, {line, {}});
            });
    connect(m_find, &FindDock::openRequested, &window,
            [&window](const NodePath &path, const QString &name, int line, const QString &field) {
                window.openAt(path, name, {line, field});
            });
}

void ToolDocks::connectLoading()
{
    BackgroundLoader &loader = m_parts.window.explorer().loader();
    loader.setBudget([this](const InstanceId &instance) {
        Session *session = m_parts.sessions.find(instance);
        return session ? session->client().limiter().remaining() : std::nullopt;
    });
    connect(&loader, &BackgroundLoader::costAsked, this, &ToolDocks::askCost);
}

void ToolDocks::askCost(int requests)
{
    m_palette->reject(); // it lies over the bar
    MessageBar &bar = m_parts.window.messages();
    bar.showMessage(MessageBar::Kind::Info,
                    tr("Loading all names of the open instances takes at least %1.").arg(TextFetch::cost(requests)));
    QPushButton *load = bar.addButton(tr("Load"));
    QPushButton *cancel = bar.addButton(tr("Cancel"));
    BackgroundLoader &loader = m_parts.window.explorer().loader();
    connect(load, &QPushButton::clicked, &loader, [&bar, &loader] {
        bar.dismiss();
        loader.start();
    });
    connect(cancel, &QPushButton::clicked, &bar, &MessageBar::dismiss);
    load->setFocus(Qt::OtherFocusReason);
}

void ToolDocks::showBudget()
{
    const auto path = m_parts.window.explorer().currentPath();
    const Editor *editor = m_parts.window.editors().currentEditor();
    Session *session = editor ? editor->request().session : path ? m_parts.sessions.find(path->instance) : nullptr;
    m_budget->setLimiter(session ? &session->client().limiter() : nullptr);
}

} // namespace metascope
