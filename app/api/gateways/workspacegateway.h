// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/domain/workspace.h"

namespace metascope {

/// The workspaces of an instance, with their branches and data sources; and the requests that write workspaces and branches.
class WorkspaceGateway {
public:
    explicit WorkspaceGateway(ApiClient &client) : m_client(client) {}

    Reply<QList<Workspace>> list();
    Reply<Workspace> get(WorkspaceId workspace);
    Reply<QList<Branch>> branches(WorkspaceId workspace);
    Reply<Branch> branch(WorkspaceId workspace, const BranchLabel &label);
    Reply<QList<DataSource>> dataSources(WorkspaceId workspace);

    /// `changes` holds the changed members alone, here and for a branch: the server merges them.
    static Request change(WorkspaceId workspace, const RawJson &changes);
    /// `branch`: `label` and, to clone from, `source_branch`.
    static Request branchCreation(WorkspaceId workspace, const RawJson &branch);
    static Request branchChange(WorkspaceId workspace, const BranchLabel &label, const RawJson &changes);
    static Request branchRemoval(WorkspaceId workspace, const BranchLabel &label);
    static Request branchSetLive(WorkspaceId workspace, const BranchLabel &label);
    /// Sends one of these.
    Reply<RawJson> write(const Request &request, TicketId ticket);

private:
    ApiClient &m_client;
};

} // namespace metascope
