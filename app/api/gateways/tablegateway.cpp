// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gateways/tablegateway.h"

#include "app/api/gateways/writecall.h"

namespace metascope {

Request TableGateway::creation(WorkspaceId workspace, const BranchLabel &branch, const RawJson &table)
{
    Request request;
    request.endpoint = EndpointId::TableCreate;
    request.args = {QString::number(workspace.value())};
    request.branch = branch;
    request.body = table;
    return request;
}

Request TableGateway::change(WorkspaceId workspace, TableId table, const RawJson &changes)
{
    Request request = removal(workspace, table);
    request.endpoint = EndpointId::TableUpdate;
    request.body = changes;
    return request;
}

Request TableGateway::removal(WorkspaceId workspace, TableId table)
{
    Request request;
    request.endpoint = EndpointId::TableDelete;
    request.args = {QString::number(workspace.value()), QString::number(table.value())};
    return request;
}

Reply<RawJson> TableGateway::write(const Request &request, TicketId ticket)
{
    return sendConfirmed(m_client, request, ticket);
}

} // namespace metascope
