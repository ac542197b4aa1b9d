// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/domain/target.h"

#include <QtCore/QPointer>

#include <algorithm>

namespace metascope {

Session::Session(Address address, const TokenSource &tokens, const Shared &shared, QObject *parent)
    : QObject(parent), m_address(std::move(address)), m_gate(m_address.id, shared.policy, shared.readOnly),
      m_client(m_address.base, tokens, m_gate, shared.clock, shared.options), m_account(m_client),
      m_workspaces(m_client), m_objects(m_client), m_tables(m_client), m_records(m_client)
{}

std::optional<QList<ObjectSummary>> Session::listedTables(WorkspaceId workspace) const
{
    const auto found = m_listedTables.constFind(workspace);
    return found == m_listedTables.constEnd() ? std::nullopt : std::optional(*found);
}

void Session::setListedTables(WorkspaceId workspace, QList<ObjectSummary> tables)
{
    m_listedTables[workspace] = std::move(tables);
}

Reply<BranchLabel> Session::liveBranch(WorkspaceId workspace)
{
    if (const auto known = m_liveBranches.constFind(workspace); known != m_liveBranches.constEnd())
        return Reply<BranchLabel>::ready(*known);
    const quint64 number = ++m_lastWaiting;
    const ReplyPromise<BranchLabel> promise;
    Reply<BranchLabel> reply = promise.reply();
    // The promise must not hold itself: taken off the list, it settles as Cancelled.
    promise.setAbort([self = QPointer(this), workspace, number] {
        if (self)
            if (const auto waiting = self->m_waiting.find(workspace); waiting != self->m_waiting.end())
                waiting->second.erase(number);
    });
    const bool isFirst = !m_waiting.contains(workspace);
    m_waiting[workspace].emplace(number, promise);
    if (isFirst)
        readLiveBranch(workspace);
    return reply;
}

Reply<BranchLabel> Session::branch(WorkspaceId workspace)
{
    const auto chosen = chosenBranch(workspace);
    if (!chosen)
        return liveBranch(workspace);
    if (!m_recalled.contains(workspace))
        return Reply<BranchLabel>::ready(*chosen);
    // The list that names the live one is read for it: those who ask at once share one reading.
    return andThen(liveBranch(workspace), this, [this, workspace](const BranchLabel &live) {
        return Reply<BranchLabel>::ready(chosenBranch(workspace).value_or(live));
    });
}

std::optional<BranchLabel> Session::chosenBranch(WorkspaceId workspace) const
{
    const auto found = m_branches.constFind(workspace);
    return found == m_branches.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<BranchLabel> Session::knownBranch(WorkspaceId workspace) const
{
    if (const auto chosen = chosenBranch(workspace))
        return chosen;
    const auto live = m_liveBranches.constFind(workspace);
    return live == m_liveBranches.constEnd() ? std::nullopt : std::optional(*live);
}

void Session::chooseBranch(WorkspaceId workspace, const std::optional<BranchLabel> &branch)
{
    if (branch == chosenBranch(workspace))
        return;
    m_recalled.remove(workspace);
    if (branch)
        m_branches.insert(workspace, *branch);
    else
        m_branches.remove(workspace);
    Q_EMIT branchChanged(workspace);
}

void Session::recallBranch(WorkspaceId workspace, const BranchLabel &branch)
{
    if (chosenBranch(workspace) == branch)
        return;
    m_branches.insert(workspace, branch);
    m_recalled.insert(workspace);
    m_liveBranches.remove(workspace); // so that the list is read
    Q_EMIT branchChanged(workspace);
}

void Session::checkChosenBranch(WorkspaceId workspace)
{
    if (chosenBranch(workspace))
        branches(workspace).then(this, [](const Result<QList<Branch>> &) {});
}

Reply<QList<Branch>> Session::branches(WorkspaceId workspace)
{
    return andThen(m_workspaces.branches(workspace), this, [this, workspace](const QList<Branch> &branches) {
        takeBranches(workspace, branches);
        return Reply<QList<Branch>>::ready(branches);
    });
}

void Session::takeBranches(WorkspaceId workspace, const QList<Branch> &branches)
{
    const auto live = std::ranges::find_if(branches, &Branch::live);
    if (live != branches.end())
        m_liveBranches.insert(workspace, live->label);
    m_recalled.remove(workspace);
    const auto chosen = chosenBranch(workspace);
    if (chosen && std::ranges::find(branches, *chosen, &Branch::label) == branches.end()) {
        chooseBranch(workspace, std::nullopt);
        Q_EMIT branchLost(workspace, *chosen);
    }
}

DataSourceLabel Session::dataSource(WorkspaceId workspace) const
{
    return m_dataSources.value(workspace, Target().dataSource);
}

void Session::chooseDataSource(WorkspaceId workspace, const DataSourceLabel &dataSource)
{
    if (dataSource == this->dataSource(workspace))
        return;
    m_dataSources.insert(workspace, dataSource);
    Q_EMIT dataSourceChanged(workspace);
}

void Session::readLiveBranch(WorkspaceId workspace)
{
    m_workspaces.branches(workspace).then(this, [this, workspace](const Result<QList<Branch>> &branches) {
        Result<BranchLabel> label = Failure(
            branches ? Error::local(ErrorKind::Protocol, tr("the server names no live branch for this workspace"))
                     : branches.error());
        if (branches) {
            const auto live = std::ranges::find_if(*branches, &Branch::live);
            if (live != branches->end())
                label = live->label;
            takeBranches(workspace, *branches);
        }
        auto waiting = m_waiting.extract(workspace);
        for (const auto &[number, promise] : waiting.mapped())
            promise.resolve(label);
    });
}

} // namespace metascope
