// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gateways/recordgateway.h"

#include "app/api/codecs/workspacecodec.h"
#include "app/api/gateways/pagedlist.h"
#include "app/api/gateways/writecall.h"

namespace metascope {

namespace {

Request requestAt(EndpointId endpoint, const RecordPlace &place, std::optional<RecordId> id = {})
{
    Request request;
    request.endpoint = endpoint;
    request.args = {QString::number(place.workspace.value()), QString::number(place.table.value())};
    if (id)
        request.args.append(QString::number(id->value()));
    request.dataSource = place.dataSource;
    return request;
}

} // namespace

Reply<Page<Record>> RecordGateway::page(const RecordPlace &place, int number, int size)
{
    Request request = requestAt(EndpointId::RecordList, place);
    request.query = {{QStringLiteral("page"), QString::number(number)},
                     {QStringLiteral("per_page"), QString::number(std::clamp(size, 1, safePage))}};
    return m_client.send<Page<Record>>(request,
                                       [](const RawJson &json) { return pageFromJson<Record>(json, recordFromJson); });
}

Reply<Record> RecordGateway::get(const RecordPlace &place, RecordId id)
{
    return m_client.send<Record>(requestAt(EndpointId::RecordGet, place, id),
                                 [](const RawJson &json) { return recordFromJson(json, QStringLiteral("$")); });
}

Request RecordGateway::creation(const RecordPlace &place, const RawJson &record)
{
    Request request = requestAt(EndpointId::RecordCreate, place);
    request.body = record;
    return request;
}

Request RecordGateway::change(const RecordPlace &place, RecordId id, const RawJson &changes)
{
    Request request = requestAt(EndpointId::RecordUpdate, place, id);
    request.body = changes;
    return request;
}

Request RecordGateway::removal(const RecordPlace &place, RecordId id)
{
    return requestAt(EndpointId::RecordDelete, place, id);
}

Reply<RawJson> RecordGateway::write(const Request &request, TicketId ticket)
{
    return sendConfirmed(m_client, request, ticket);
}

} // namespace metascope
