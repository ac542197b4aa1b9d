// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include <algorithm>

namespace metascope {

Session::Session(Address address, const Shared &shared, QObject *parent)
    : QObject(parent), m_address(std::move(address)), m_gate(m_address.id, shared.policy, shared.readOnly),
      m_client(m_address.base, shared.tokens, m_gate, shared.clock, shared.options), m_account(m_client),
      m_workspaces(m_client), m_objects(m_client)
{}

Reply<BranchLabel> Session::liveBranch(WorkspaceId workspace)
{
    if (const auto known = m_liveBranches.constFind(workspace); known != m_liveBranches.constEnd())
        return Reply<BranchLabel>::ready(*known);
    return andThen(m_workspaces.branches(workspace), this, [this, workspace](const QList<Branch> &branches) {
        const auto live = std::ranges::find_if(branches, &Branch::live);
        if (live == branches.end())
            return Reply<BranchLabel>::ready(
                Failure(Error::local(ErrorKind::Protocol, tr("the server names no live branch for this workspace"))));
        m_liveBranches.insert(workspace, live->label);
        return Reply<BranchLabel>::ready(live->label);
    });
}

} // namespace metascope
