// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chosentargets.h"

#include "app/domain/nodepath.h"
#include "app/domain/target.h"
#include "app/search/nameindex.h"
#include "app/session/sessions.h"
#include "app/store/viewstate.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QPushButton>

namespace metascope {

namespace {

constexpr qsizetype longestLabel = 48; ///< in characters
constexpr qsizetype mostTold = 3; ///< workspaces

QString told(const QString &name)
{
    return shortened(visibleName(name), longestLabel);
}

QString inWords(const QString &workspace, const ViewContent::Choice &choice)
{
    if (choice.dataSource.isEmpty())
        return ChosenTargets::tr("%1 with branch %2").arg(told(workspace), told(choice.branch));
    if (choice.branch.isEmpty())
        return ChosenTargets::tr("%1 with data source %2").arg(told(workspace), told(choice.dataSource));
    return ChosenTargets::tr("%1 with branch %2 and data source %3")
        .arg(told(workspace), told(choice.branch), told(choice.dataSource));
}

} // namespace

ChosenTargets::ChosenTargets(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(&parts.sessions, &Sessions::stateChanged, this, &ChosenTargets::watch);
}

bool ChosenTargets::isKept(const InstanceId &instance) const
{
    const auto entry = m_parts.registry.find(instance);
    return entry && entry->place != TokenPlace::Session;
}

void ChosenTargets::watch(const InstanceId &instance)
{
    Session *session = m_parts.sessions.find(instance);
    QPointer<Session> &watched = m_watched[instance];
    if (!session || watched == session || !isKept(instance))
        return;
    watched = session;
    recall(*session);
    const auto noteIt = [this, session](WorkspaceId workspace) { note(*session, workspace); };
    connect(session, &Session::branchChanged, this, noteIt);
    connect(session, &Session::dataSourceChanged, this, noteIt);
}

void ChosenTargets::recall(Session &session)
{
    QList<WorkspaceId> workspaces;
    QStringList words;
    const QList<ViewContent::Choice> choices = m_parts.state.content().choices;
    for (const ViewContent::Choice &choice : choices) {
        const auto path = NodePath::fromKey(choice.key);
        if (!path || path->instance != session.address().id || !path->workspace)
            continue;
        if (!choice.branch.isEmpty())
            session.recallBranch(*path->workspace, BranchLabel(choice.branch));
        if (!choice.dataSource.isEmpty())
            session.chooseDataSource(*path->workspace, DataSourceLabel(choice.dataSource));
        const auto named = m_parts.names.object(choice.key);
        words.append(inWords(named ? named->name : QString::number(path->workspace->value()), choice));
        workspaces.append(*path->workspace);
    }
    if (words.isEmpty())
        return;
    QString list = words.mid(0, mostTold).join(QStringLiteral(", "));
    if (words.size() > mostTold)
        list = tr("%1 and %n more", nullptr, static_cast<int>(words.size() - mostTold)).arg(list);
    MessageBar &bar = m_parts.window.messages();
    bar.showMessage(MessageBar::Kind::Info,
                    tr("%1 is used as you picked the last time: %2.").arg(told(session.address().name), list));
    connect(bar.addButton(tr("Use Live")), &QPushButton::clicked, &session,
            [this, &session, workspaces] { useLive(session, workspaces); });
}

void ChosenTargets::useLive(Session &session, const QList<WorkspaceId> &workspaces)
{
    m_parts.window.messages().dismiss();
    for (const WorkspaceId workspace : workspaces) {
        session.chooseBranch(workspace, std::nullopt);
        session.chooseDataSource(workspace, Target().dataSource);
    }
}

void ChosenTargets::note(const Session &session, WorkspaceId workspace)
{
    ViewContent content = m_parts.state.content();
    ViewContent::Choice choice;
    choice.key = NodePath::ofWorkspace(session.address().id, workspace).key();
    choice.branch = session.chosenBranch(workspace).value_or(BranchLabel()).value();
    if (const DataSourceLabel source = session.dataSource(workspace); source != Target().dataSource)
        choice.dataSource = source.value();
    content.choices.removeIf([&choice](const ViewContent::Choice &each) { return each.key == choice.key; });
    content.choices.prepend(choice); // one that says nothing is dropped there
    m_parts.state.set(std::move(content));
}

} // namespace metascope
