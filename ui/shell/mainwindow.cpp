// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "app/model/lazytree.h"
#include "app/search/nameindex.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/editoropener.h"
#include "ui/shell/quitquestion.h"
#include "ui/shell/shortcutsdialog.h"
#include "ui/shell/targetbar.h"
#include "ui/shell/targetcommands.h"
#include "ui/theme/icons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QCloseEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QVBoxLayout>

#include <chrono>

namespace metascope {

namespace {

constexpr int layoutVersion = 2;
constexpr std::chrono::milliseconds statusTime{8000};
constexpr qsizetype longestStatus = 300; ///< in characters

} // namespace

MainWindow::MainWindow(const Parts &parts, QWidget *parent)
    : QMainWindow(parent), m_theme(parts.theme), m_demo(parts.demo),
      m_editors(new EditorArea(parts.editors, parts.theme, parts.icons, this)),
      m_opener(new EditorOpener(parts.tree, parts.openSession, parts.findSession, this)),
      m_explorer(new ExplorerDock({parts.tree, parts.names, parts.theme, parts.icons}, this)),
      m_targetBar(new TargetBar(parts.theme, parts.icons, this)),
      m_targets(new TargetSettings(parts.registry, parts.theme, parts.readOnly, *this, this)),
      m_targetCommands(new TargetCommands(*m_targets, *m_explorer, parts.tree, *this)),
      m_messages(new MessageBar(parts.theme, parts.icons, this)), m_stack(new QStackedWidget(this)),
      m_editorStack(new QStackedWidget(this)), m_nothingOpen(new EmptyState(this)),
      m_commands(Commands::make(parts.icons, m_editors->undoGroup(), this)), m_names(parts.names)
{
    setObjectName(QStringLiteral("mainWindow"));
    // The title is read by other programs: it says what this is, never what is open in it.
    setWindowTitle(m_demo ? tr("Metascope (demo)") : tr("Metascope"));
    setWindowIcon(IconProvider::application());
    setUnifiedTitleAndToolBarOnMac(true);
    m_targetBar->setReadOnly(parts.readOnly);
    m_targetBar->setGuardMenu(m_targetCommands->targetMenu());
    m_explorer->setTargetActions(m_targetCommands->nodeActions());
    m_editors->setMarks([this](const Target &target) { return m_targets->mark(target.instance, target.workspace); });
    connect(m_targets, &TargetSettings::failed, m_messages, &MessageBar::showError);
    connect(&parts.registry, &InstanceRegistry::changed, this, [this] {
        m_editors->targetsChanged();
        updateTarget();
    });
    buildCentre();
    buildMenus();
    connectCommands();
    updateCentre();
    updateTarget();
    resize(1280, 800);
    resizeDocks({m_explorer}, {288}, Qt::Horizontal);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    auto *targetTools = new QToolBar(tr("Target"), this);
    targetTools->setObjectName(QStringLiteral("targetTools"));
    targetTools->setMovable(false);
    targetTools->addWidget(m_targetBar);
    addToolBar(Qt::TopToolBarArea, targetTools);
    targetTools->toggleViewAction()->setVisible(false);
    addDockWidget(Qt::LeftDockWidgetArea, m_explorer);

    m_nothingOpen->setContent(tr("Open something in the Explorer, or go to it by name with Ctrl+P."));
    m_editorStack->addWidget(m_nothingOpen);
    m_editorStack->addWidget(m_editors);
    m_stack->addWidget(m_editorStack);
    m_messages->setClosable(true);

    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);
    statusBar()->setObjectName(QStringLiteral("statusBar"));
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::buildMenus()
{
    const auto menu = [this](const QString &title, const char *name) {
        QMenu *made = menuBar()->addMenu(title);
        made->setObjectName(QLatin1String(name));
        return made;
    };
    const ExplorerActions &node = m_explorer->actions();
    QMenu *file = menu(tr("&File"), "menuFile");
    file->addActions({m_commands.connectInstance, m_commands.demo, node.removeInstance});
    file->addSeparator();
    file->addActions({m_commands.closeTab, m_commands.closeAllTabs});
    file->addSeparator();
    file->addAction(m_commands.lockNow);
    QMenu *idle = file->addMenu(tr("Lock When &Idle"));
    idle->setObjectName(QStringLiteral("menuIdleLock"));
    idle->addActions(m_commands.idleLocks->actions());
    file->addSeparator();
    file->addAction(m_commands.quit);

    m_editMenu = menu(tr("&Edit"), "menuEdit");
    refillEditMenu();

    QMenu *view = menu(tr("&View"), "menuView");
    QAction *showExplorer = m_explorer->toggleViewAction();
    showExplorer->setObjectName(QStringLiteral("actionShowExplorer"));
    view->addAction(showExplorer);
    view->addAction(node.collapseAll);
    QMenu *order = view->addMenu(tr("&Sort Explorer"));
    order->setObjectName(QStringLiteral("menuOrder"));
    order->addActions(node.order->actions());
    view->addActions(node.ofView());
    view->addSeparator();
    view->addAction(m_commands.reload);
    view->addAction(m_commands.startEmpty);
    view->addSeparator();
    QMenu *themes = view->addMenu(tr("&Theme"));
    themes->setObjectName(QStringLiteral("menuTheme"));
    themes->addActions(m_commands.themes->actions());

    QMenu *go = menu(tr("&Go"), "menuGo");
    go->addActions({m_commands.goWelcome, m_commands.goExplorer, m_commands.goEditor});
    go->addSeparator();
    go->addActions({m_commands.nextTab, m_commands.previousTab});

    QMenu *workspace = menu(tr("&Workspace"), "menuWorkspace");
    workspace->addActions(node.ofNode());
    workspace->addActions({m_commands.copyTarget, node.loadAll});
    workspace->addSeparator();
    workspace->addActions(m_targetCommands->nodeActions());
    QMenu *tools = menu(tr("&Tools"), "menuTools");
    tools->addActions({m_commands.accessTokens, m_commands.changeJournal});
    tools->addSeparator();
    tools->addAction(m_commands.copyDebugInfo);
    m_menus = {file, view, go, workspace, tools};
    QMenu *help = menu(tr("&Help"), "menuHelp");
    help->addActions({m_commands.help, m_commands.shortcuts});
    help->addSeparator();
    help->addAction(m_commands.about);
}

void MainWindow::refillEditMenu()
{
    m_editMenu->clear();
    m_editMenu->addActions({m_commands.undo, m_commands.redo});
    if (Editor *editor = m_editors->currentEditor(); editor && !editor->editActions().isEmpty()) {
        m_editMenu->addSeparator();
        m_editMenu->addActions(editor->editActions());
    }
    m_editMenu->addSeparator();
    m_editMenu->addActions({m_commands.filter, m_explorer->actions().nextMatch, m_explorer->actions().previousMatch});
}

void MainWindow::connectCommands()
{
    connect(m_commands.connectInstance, &QAction::triggered, this, &MainWindow::connectRequested);
    connect(m_commands.demo, &QAction::triggered, this, &MainWindow::demoRequested);
    connect(m_commands.closeTab, &QAction::triggered, this, [this] { m_editors->closeTab(m_editors->commandIndex()); });
    connect(m_commands.closeAllTabs, &QAction::triggered, m_editors, &EditorArea::closeAll);
    connect(m_commands.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_commands.filter, &QAction::triggered, m_explorer, &ExplorerDock::focusFilter);
    connect(m_commands.reload, &QAction::triggered, this, [this] {
        if (Editor *editor = m_editors->currentEditor())
            editor->reload();
    });
    connect(m_commands.goWelcome, &QAction::triggered, this, [this] { showPage(Page::Welcome); });
    connect(m_commands.goExplorer, &QAction::triggered, m_explorer, &ExplorerDock::focusTree);
    connect(m_commands.goEditor, &QAction::triggered, this, [this] {
        showPage(Page::Editors);
        if (Editor *editor = m_editors->currentEditor())
            editor->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_commands.nextTab, &QAction::triggered, this, [this] { m_editors->step(1); });
    connect(m_commands.previousTab, &QAction::triggered, this, [this] { m_editors->step(-1); });
    connect(m_commands.copyTarget, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_targetBar->text()); });
    connect(m_commands.accessTokens, &QAction::triggered, this, &MainWindow::accessTokensRequested);
    connect(m_commands.lockNow, &QAction::triggered, this, &MainWindow::lockRequested);
    connect(m_commands.idleLocks, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT idleLockChosen(std::chrono::minutes(action->data().toInt())); });
    connect(m_commands.help, &QAction::triggered, this, &MainWindow::helpRequested);
    connect(m_commands.copyDebugInfo, &QAction::triggered, this, &MainWindow::debugInfoRequested);
    connect(m_commands.shortcuts, &QAction::triggered, this,
            [this] { (new ShortcutsDialog(*menuBar(), this))->open(); });
    connect(m_commands.about, &QAction::triggered, this, [this] { (new AboutDialog(this))->open(); });
    connect(m_commands.themes, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_theme.setMode(action->data().value<Theme::Mode>());
        Q_EMIT themeChosen(m_theme.mode());
    });
    Commands::check(*m_commands.themes, QVariant::fromValue(m_theme.mode()));

    connect(m_explorer, &ExplorerDock::objectRequested, this, &MainWindow::openObject);
    connect(m_explorer, &ExplorerDock::removeInstanceRequested, this, &MainWindow::removeInstanceRequested);
    connect(m_explorer, &ExplorerDock::statusMessage, this, &MainWindow::showStatus);
    connect(m_explorer, &ExplorerDock::connectRequested, this, &MainWindow::connectRequested);
    connect(m_editors, &EditorArea::currentEditorChanged, this, [this] {
        refillEditMenu();
        updateCentre();
        updateTarget();
    });
    connect(m_editors, &EditorArea::objectRequested, this, &MainWindow::reopen);
    connect(m_editors, &EditorArea::statusMessage, this, &MainWindow::showStatus);
    connect(m_editors, &EditorArea::writingKept, this, [this](const QString &title) {
        showStatus(tr("Changes to %1 are being applied: wait for their end, or press Stop.").arg(isolated(title)));
    });
    connect(m_editors, &EditorArea::draftKept, this, [this](const QString &title, int changes) {
        showStatus(tr("%n change(s) to %1 are kept as a draft.", nullptr, changes).arg(isolated(title)));
    });
}

void MainWindow::setPages(QWidget *welcome, QWidget *connectPage)
{
    m_welcome = welcome;
    m_connect = connectPage;
    m_stack->addWidget(welcome);
    m_stack->addWidget(connectPage);
    showPage(Page::Welcome);
}

void MainWindow::showPage(Page page)
{
    QWidget *shown = page == Page::Welcome ? m_welcome : page == Page::Connect ? m_connect : m_editorStack;
    if (shown)
        m_stack->setCurrentWidget(shown);
    if (shown && page == Page::Welcome)
        shown->setFocus(Qt::OtherFocusReason);
    updateTarget();
}

void MainWindow::openObject(const NodePath &path, const QString &name, bool pinned)
{
    request(path, name, pinned, false);
}

void MainWindow::openInNewTab(const NodePath &path, const QString &name)
{
    request(path, name, true, true);
}

void MainWindow::reopen(const NodePath &path, const QString &name, bool pinned, const Target &target)
{
    request(path, name, pinned, false, target);
}

void MainWindow::request(const NodePath &path, const QString &name, bool pinned, bool newTab, const Target &as,
                         const EditorSpot &spot)
{
    if (!path.isPage()) {
        showPage(Page::Editors);
        m_explorer->reveal(path.key(), true);
        return;
    }
    m_names.touch(path.key(), QDateTime::currentDateTimeUtc());
    if (as.branch.value().isEmpty() && m_editors->activate(path, pinned, spot)) {
        m_opening.restart();
        return showPage(Page::Editors);
    }
    // Before the last one is given up: both wait for one opening of the instance then.
    const auto resolving = m_opener->resolve(path, name, as, spot);
    m_opening.restart();
    const auto opened = [=, this](const Result<EditorRequest> &resolved) {
        if (resolved ? !m_opener->isCurrent(*resolved) : resolved.error().kind == ErrorKind::Cancelled)
            return;
        if (!resolved) {
            m_messages->showError(resolved.error());
            connect(m_messages->addButton(tr("Retry")), &QPushButton::clicked, this,
                    [=, this] { request(path, name, pinned, newTab, as, spot); });
            return;
        }
        if (m_messages->kind() == MessageBar::Kind::Error) // of another try; what else is told stays
            m_messages->dismiss();
        if (newTab ? m_editors->openInNewTab(*resolved) : m_editors->open(*resolved, pinned))
            showPage(Page::Editors);
    };
    // Of previews the last counts; what is opened for good is opened all the same.
    pinned ? resolving.then(this, opened) : m_opening.await(resolving, opened);
}

void MainWindow::closeInstance(const InstanceId &instance)
{
    m_opening.restart();
    m_editors->closeInstance(instance);
}

void MainWindow::updateCentre()
{
    const bool hasTabs = m_editors->count() > 0;
    m_editorStack->setCurrentWidget(hasTabs ? static_cast<QWidget *>(m_editors) : m_nothingOpen);
    for (QAction *action :
         {m_commands.closeTab, m_commands.closeAllTabs, m_commands.reload, m_commands.goEditor, m_commands.copyTarget})
        action->setEnabled(hasTabs);
    for (QAction *action : {m_commands.nextTab, m_commands.previousTab})
        action->setEnabled(m_editors->count() > 1);
}

std::optional<Target> MainWindow::currentTarget() const
{
    if (m_stack->currentWidget() != m_editorStack)
        return std::nullopt;
    if (const Editor *editor = m_editors->currentEditor())
        return editor->request().target;
    const auto node = m_explorer->currentPath();
    return node && m_targetOf ? m_targetOf(*node) : std::nullopt;
}

void MainWindow::setTargets(std::function<std::optional<Target>(const NodePath &)> targetOf)
{
    m_targetOf = std::move(targetOf);
    m_editors->setIsCurrent([this](const Target &target) {
        const auto next = m_targetOf(NodePath::ofWorkspace(target.instance, target.workspace));
        return !next || next->branch.value().isEmpty()
            || (next->branch == target.branch && next->dataSource == target.dataSource);
    });
    updateTarget();
}

void MainWindow::updateTarget()
{
    const Editor *editor = m_editors->currentEditor();
    const auto target = currentTarget();
    TargetBar::Marks marks;
    if (target) {
        marks.mark = m_targets->mark(target->instance, target->workspace);
        marks.guard = m_targets->level({target->instance, target->workspace, target->workspaceName});
        marks.writesLive = editor && editor->writesLive();
        if (m_targetOf)
            marks.next = m_targetOf(NodePath::ofWorkspace(target->instance, target->workspace));
    }
    m_targetCommands->setTarget(target);
    m_targetBar->setTarget(target, marks);
}

void MainWindow::showStatus(const QString &text)
{
    statusBar()->showMessage(shortened(oneLine(text), longestStatus), static_cast<int>(statusTime.count()));
}

void MainWindow::setIdleLock(std::chrono::minutes limit)
{
    Commands::check(*m_commands.idleLocks, static_cast<int>(limit.count()));
}

QByteArray MainWindow::layoutState() const
{
    return saveState(layoutVersion);
}

void MainWindow::restoreLayout(const QByteArray &geometry, const QByteArray &state)
{
    restoreGeometry(geometry); // without effect where nothing was kept
    restoreState(state, layoutVersion);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // Staged changes need no question here: editors keep them as drafts with each change. Writes under way do.
    if (m_editors->isWriting() && !m_quitAnyway) {
        event->ignore();
        auto *question = new QuitQuestion(this);
        connect(question, &QuitQuestion::quitAnyway, this, [this] {
            m_quitAnyway = true;
            close();
        });
        question->open();
        return;
    }
    Q_EMIT closing();
    event->accept();
}

} // namespace metascope
