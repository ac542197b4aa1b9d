// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetpickers.h"

#include "app/api/endpoints/kindoperations.h"
#include "app/model/lazytree.h"
#include "app/search/nameindex.h"
#include "app/session/sessions.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/targetbar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>

namespace metascope {

namespace {

constexpr qsizetype longestLabel = 48; ///< in a menu, in characters
constexpr qsizetype longestSentence = 160; ///< the same

QString inMenu(const QString &text, qsizetype longest)
{
    return shortened(visibleName(text), longest).replace(u'&', QStringLiteral("&&"));
}

} // namespace

TargetPickers::TargetPickers(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_bar(parts.window.targetBar())
{
    connect(m_bar.branchMenu(), &QMenu::aboutToShow, this, &TargetPickers::readBranches);
    connect(m_bar.dataSourceMenu(), &QMenu::aboutToShow, this, &TargetPickers::readDataSources);
    // An empty menu is not opened.
    tell(*m_bar.branchMenu(), tr("Nothing is open"));
    tell(*m_bar.dataSourceMenu(), tr("Nothing is open"));
    QMenu *workspace = parts.window.menus().workspace;
    workspace->addSeparator();
    workspace->addMenu(m_bar.branchMenu());
    workspace->addMenu(m_bar.dataSourceMenu());
    parts.window.setTargets([this](const NodePath &path) { return targetOf(path); });
    connect(&parts.window.explorer(), &ExplorerDock::currentNodeChanged, &parts.window, &MainWindow::updateTarget);
    connect(&parts.sessions, &Sessions::stateChanged, this, &TargetPickers::watch);
}

std::optional<Target> TargetPickers::targetOf(const NodePath &path) const
{
    Session *session = m_parts.sessions.find(path.instance);
    if (!session || !path.workspace)
        return std::nullopt;
    Target target;
    target.instance = path.instance;
    target.instanceName = session->address().name;
    target.workspace = *path.workspace;
    const auto node
        = m_parts.tree.item(m_parts.tree.indexOf(NodePath::ofWorkspace(path.instance, *path.workspace).key()));
    target.workspaceName = node ? node->name : QString::number(path.workspace->value());
    target.branch = session->knownBranch(*path.workspace).value_or(BranchLabel());
    target.dataSource = session->dataSource(*path.workspace);
    return target;
}

void TargetPickers::watch(const InstanceId &instance)
{
    m_parts.window.updateTarget();
    Session *session = m_parts.sessions.find(instance);
    QPointer<Session> &watched = m_watched[instance];
    if (!session || watched == session)
        return;
    watched = session;
    const auto nameOf = [this, instance](WorkspaceId workspace) {
        const auto target = targetOf(NodePath::ofWorkspace(instance, workspace));
        return target ? visibleName(target->workspaceName) : QString();
    };
    connect(session, &Session::branchChanged, this, [this, session, instance, nameOf](WorkspaceId workspace) {
        m_parts.window.editors().targetsChanged();
        m_parts.window.updateTarget();
        reread(instance, workspace);
        const auto branch = session->knownBranch(workspace).value_or(BranchLabel());
        m_parts.window.showStatus(tr("What is opened next in %1 is read from branch %2. Open tabs keep theirs.")
                                      .arg(nameOf(workspace), visibleName(branch.value())));
    });
    connect(session, &Session::dataSourceChanged, this, [this, session, nameOf](WorkspaceId workspace) {
        m_parts.window.editors().targetsChanged();
        m_parts.window.updateTarget();
        m_parts.window.showStatus(tr("What is opened next in %1 uses the data source %2. Open tabs keep theirs.")
                                      .arg(nameOf(workspace), visibleName(session->dataSource(workspace).value())));
    });
    connect(session, &Session::branchLost, this, [this, nameOf](WorkspaceId workspace, const BranchLabel &branch) {
        m_parts.window.messages().showMessage(
            MessageBar::Kind::Warning,
            tr("Branch %1 is not there any more: %2 is read from its live branch again.")
                .arg(shortened(visibleName(branch.value()), longestLabel), nameOf(workspace)));
    });
}

void TargetPickers::tell(QMenu &menu, const QString &sentence)
{
    QAction *told = menu.addAction(inMenu(sentence, longestSentence));
    told->setObjectName(menu.objectName() + QStringLiteral("Told"));
    told->setEnabled(false);
}

Session *TargetPickers::begin(QMenu &menu, QActionGroup *&group, const QString &reading)
{
    delete group;
    menu.clear();
    group = new QActionGroup(this);
    const auto &target = m_bar.target();
    Session *session = target ? m_parts.sessions.find(target->instance) : nullptr;
    tell(menu, session ? reading : target ? tr("%1 is not open").arg(target->instanceName) : tr("Nothing is open"));
    return session;
}

QAction *TargetPickers::addChoice(QMenu &menu, QActionGroup &group, const QString &text, bool isCurrent)
{
    QAction *choice = menu.addAction(text);
    choice->setObjectName(menu.objectName() + QString::number(menu.actions().size()));
    choice->setCheckable(true);
    choice->setChecked(isCurrent);
    group.addAction(choice);
    return choice;
}

void TargetPickers::readBranches()
{
    QMenu &menu = *m_bar.branchMenu();
    m_readingBranches.restart();
    Session *session = begin(menu, m_branches, tr("Reading the branches…"));
    if (!session)
        return;
    const WorkspaceId workspace = m_bar.target()->workspace;
    m_readingBranches.await(session->branches(workspace),
                            [this, session = QPointer(session), workspace](const Result<QList<Branch>> &branches) {
                                m_bar.branchMenu()->clear();
                                if (!branches)
                                    tell(*m_bar.branchMenu(), describe(branches.error()));
                                else if (session)
                                    showBranches(*session, workspace, *branches);
                            });
}

void TargetPickers::showBranches(Session &session, WorkspaceId workspace, const QList<Branch> &branches)
{
    QMenu &menu = *m_bar.branchMenu();
    const auto now = session.knownBranch(workspace);
    for (const Branch &branch : branches) {
        const QString label = inMenu(branch.label.value(), longestLabel);
        QAction *choice
            = addChoice(menu, *m_branches, branch.live ? tr("%1 (live)").arg(label) : label, branch.label == now);
        // The live one stays the live one, whichever that will be.
        const auto picked = branch.live ? std::nullopt : std::optional(branch.label);
        connect(choice, &QAction::triggered, &session,
                [&session, workspace, picked] { session.chooseBranch(workspace, picked); });
    }
    if (branches.isEmpty())
        tell(menu, tr("No branch is listed"));
}

void TargetPickers::readDataSources()
{
    QMenu &menu = *m_bar.dataSourceMenu();
    m_readingDataSources.restart();
    Session *session = begin(menu, m_dataSources, tr("Reading the data sources…"));
    if (!session)
        return;
    const WorkspaceId workspace = m_bar.target()->workspace;
    m_readingDataSources.await(
        session->workspaces().dataSources(workspace),
        [this, session = QPointer(session), workspace](const Result<QList<DataSource>> &sources) {
            m_bar.dataSourceMenu()->clear();
            if (!sources)
                tell(*m_bar.dataSourceMenu(), describe(sources.error()));
            else if (session)
                showDataSources(*session, workspace, *sources);
        });
}

void TargetPickers::showDataSources(Session &session, WorkspaceId workspace, const QList<DataSource> &sources)
{
    QMenu &menu = *m_bar.dataSourceMenu();
    const DataSourceLabel live = Target().dataSource;
    QList<DataSourceLabel> labels;
    for (const DataSource &source : sources)
        labels.append(source.label);
    if (!labels.contains(live)) // it is always there, listed or not
        labels.prepend(live);
    if (const DataSourceLabel gone = session.dataSource(workspace); !labels.contains(gone)) {
        session.chooseDataSource(workspace, live);
        m_parts.window.messages().showMessage(
            MessageBar::Kind::Warning,
            tr("The data source %1 is not there any more: the live one is used again.")
                .arg(shortened(visibleName(gone.value()), longestLabel)));
    }
    const DataSourceLabel now = session.dataSource(workspace);
    for (const DataSourceLabel &label : std::as_const(labels)) {
        QAction *choice = addChoice(menu, *m_dataSources, inMenu(label.value(), longestLabel), label == now);
        connect(choice, &QAction::triggered, &session,
                [&session, workspace, label] { session.chooseDataSource(workspace, label); });
    }
}

void TargetPickers::reread(const InstanceId &instance, WorkspaceId workspace)
{
    LazyTree &tree = m_parts.tree;
    const QStringList expanded = m_parts.window.explorer().expandedKeys();
    for (const KindOperations &row : kindOperations) {
        // Tables are shared by all branches; endpoints go with their groups.
        if (row.kind == Kind::Endpoint || row.kind == Kind::Table || endpointRow(row.list).carries != Carries::Branch)
            continue;
        const QString key = NodePath::ofKind(instance, workspace, row.kind).key();
        const QModelIndex index = tree.indexOf(key);
        if (!index.isValid())
            continue;
        // The objects of another branch are others, not news of these; and what is under way may be for that branch.
        tree.forget(index);
        m_parts.names.replaceChildren(key, {});
        if (expanded.contains(key))
            tree.refresh(index);
    }
}

} // namespace metascope
