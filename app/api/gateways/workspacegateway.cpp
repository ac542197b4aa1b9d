// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gateways/workspacegateway.h"

#include "app/api/codecs/workspacecodec.h"
#include "app/api/gateways/pagedlist.h"
#include "app/api/gateways/writecall.h"

namespace metascope {

namespace {

const QString root = QStringLiteral("$");

Request requestOf(EndpointId endpoint, WorkspaceId workspace, const QStringList &more = {})
{
    Request request;
    request.endpoint = endpoint;
    request.args = QStringList{QString::number(workspace.value())} + more;
    return request;
}

Request withBody(Request request, const RawJson &body)
{
    request.body = body;
    return request;
}

} // namespace

Reply<QList<Workspace>> WorkspaceGateway::list()
{
    Request request;
    request.endpoint = EndpointId::WorkspaceList;
    return fetchAll<Workspace>(m_client, request, workspaceFromJson);
}

Reply<Workspace> WorkspaceGateway::get(WorkspaceId workspace)
{
    return m_client.send<Workspace>(requestOf(EndpointId::WorkspaceGet, workspace),
                                    [](const RawJson &json) { return workspaceFromJson(json, root); });
}

Reply<QList<Branch>> WorkspaceGateway::branches(WorkspaceId workspace)
{
    return fetchAll<Branch>(m_client, requestOf(EndpointId::BranchList, workspace), branchFromJson);
}

Reply<Branch> WorkspaceGateway::branch(WorkspaceId workspace, const BranchLabel &label)
{
    return m_client.send<Branch>(requestOf(EndpointId::BranchGet, workspace, {label.value()}),
                                 [](const RawJson &json) { return branchFromJson(json, root); });
}

Reply<QList<DataSource>> WorkspaceGateway::dataSources(WorkspaceId workspace)
{
    return fetchAll<DataSource>(m_client, requestOf(EndpointId::DataSourceList, workspace), dataSourceFromJson);
}

Request WorkspaceGateway::change(WorkspaceId workspace, const RawJson &changes)
{
    return withBody(requestOf(EndpointId::WorkspaceUpdate, workspace), changes);
}

Request WorkspaceGateway::branchCreation(WorkspaceId workspace, const RawJson &branch)
{
    return withBody(requestOf(EndpointId::BranchCreate, workspace), branch);
}

Request WorkspaceGateway::branchChange(WorkspaceId workspace, const BranchLabel &label, const RawJson &changes)
{
    return withBody(requestOf(EndpointId::BranchUpdate, workspace, {label.value()}), changes);
}

Request WorkspaceGateway::branchRemoval(WorkspaceId workspace, const BranchLabel &label)
{
    return requestOf(EndpointId::BranchDelete, workspace, {label.value()});
}

Request WorkspaceGateway::branchSetLive(WorkspaceId workspace, const BranchLabel &label)
{
    return requestOf(EndpointId::BranchSetLive, workspace, {label.value()});
}

Reply<RawJson> WorkspaceGateway::write(const Request &request, TicketId ticket)
{
    return sendConfirmed(m_client, request, ticket);
}

} // namespace metascope
