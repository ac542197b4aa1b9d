// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/domain/workspace.h"

namespace metascope {

/// The workspaces of an instance, with their branches and data sources.
class WorkspaceGateway {
public:
    explicit WorkspaceGateway(ApiClient &client) : m_client(client) {}

    Reply<QList<Workspace>> list();
    Reply<QList<Branch>> branches(WorkspaceId workspace);
    Reply<QList<DataSource>> dataSources(WorkspaceId workspace);

private:
    ApiClient &m_client;
};

} // namespace metascope
