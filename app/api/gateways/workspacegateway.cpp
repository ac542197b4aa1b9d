// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gateways/workspacegateway.h"

#include "app/api/codecs/workspacecodec.h"
#include "app/api/gateways/pagedlist.h"

namespace metascope {

Reply<QList<Workspace>> WorkspaceGateway::list()
{
    Request request;
    request.endpoint = EndpointId::WorkspaceList;
    return fetchAll<Workspace>(m_client, request, workspaceFromJson);
}

Reply<QList<Branch>> WorkspaceGateway::branches(WorkspaceId workspace)
{
    Request request;
    request.endpoint = EndpointId::BranchList;
    request.args = {QString::number(workspace.value())};
    return fetchAll<Branch>(m_client, request, branchFromJson);
}

Reply<QList<DataSource>> WorkspaceGateway::dataSources(WorkspaceId workspace)
{
    Request request;
    request.endpoint = EndpointId::DataSourceList;
    request.args = {QString::number(workspace.value())};
    return fetchAll<DataSource>(m_client, request, dataSourceFromJson);
}

} // namespace metascope
