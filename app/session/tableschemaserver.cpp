// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/tableschemaserver.h"

#include "app/api/codecs/listcodec.h"
#include "app/edit/planrequests.h"

#include <utility>

namespace metascope {

TableSchemaServer::TableSchemaServer(ApiClient &client, WorkspaceId workspace, TableId table)
    : m_client(client), m_workspace(workspace), m_table(table)
{}

TableSchemaServer::~TableSchemaServer()
{
    release();
}

Request TableSchemaServer::request(EndpointId endpoint, const QStringList &more) const
{
    Request request;
    request.endpoint = endpoint;
    request.args = QStringList{QString::number(m_workspace.value()), QString::number(m_table.value())} + more;
    return request;
}

Result<Done> TableSchemaServer::authorize(const QList<PlanStep> &steps)
{
    release();
    QList<ConfirmedWrite> writes = confirmedWrites(steps, m_workspace, m_table);
    const qsizetype passed = m_stories.size() - writes.size();
    for (qsizetype i = 0; i < writes.size() && passed >= 0; ++i)
        writes[i].story = m_stories.at(passed + i);
    const auto ticket = m_client.gate().issue(m_workspace, Confirmation::Review, std::move(writes));
    if (!ticket)
        return Failure(ticket.error());
    m_ticket = *ticket;
    return Done{};
}

void TableSchemaServer::release()
{
    if (m_ticket)
        m_client.gate().revoke(*std::exchange(m_ticket, std::nullopt));
}

Reply<RawJson> TableSchemaServer::read(EndpointId endpoint)
{
    return m_client.send<RawJson>(request(endpoint), wholeListFromJson);
}

Reply<Done> TableSchemaServer::write(Request request)
{
    request.ticket = m_ticket;
    // What a write answers differs by engine (null, {}, the object): only its success counts.
    return m_client.send<Done>(std::move(request), [](const RawJson &) -> Result<Done> { return Done{}; });
}

Reply<Done> TableSchemaServer::write(EndpointId endpoint, const RawJson &body, const QStringList &more)
{
    Request call = request(endpoint, more);
    call.body = body;
    return write(std::move(call));
}

Reply<RawJson> TableSchemaServer::readSchema()
{
    return read(EndpointId::SchemaGet);
}

Reply<RawJson> TableSchemaServer::readIndexes()
{
    return read(EndpointId::IndexGet);
}

Reply<RawJson> TableSchemaServer::readTable()
{
    return m_client.send<RawJson>(request(EndpointId::TableGet),
                                  [](const RawJson &json) { return Result<RawJson>(json); });
}

Reply<Done> TableSchemaServer::rename(const RawJson &body)
{
    return write(EndpointId::SchemaRename, body);
}

Reply<Done> TableSchemaServer::create(const QString &type, const RawJson &body)
{
    return write(EndpointId::SchemaCreate, body, {type});
}

Reply<Done> TableSchemaServer::putSchema(const RawJson &fields)
{
    return write(EndpointId::SchemaPut, schemaPutBody(fields));
}

Reply<Done> TableSchemaServer::deleteField(const QString &name)
{
    return write(request(EndpointId::SchemaFieldDelete, {name}));
}

Reply<Done> TableSchemaServer::createIndex(const QString &type, const RawJson &body)
{
    return write(EndpointId::IndexCreate, body, {type});
}

Reply<Done> TableSchemaServer::putIndexes(const RawJson &indexes)
{
    return write(EndpointId::IndexPut, indexPutBody(indexes));
}

Reply<Done> TableSchemaServer::deleteIndex(const QString &id)
{
    return write(request(EndpointId::IndexDelete, {id}));
}

Reply<Done> TableSchemaServer::putProperties(const RawJson &body)
{
    return write(EndpointId::TableUpdate, body);
}

Reply<Done> TableSchemaServer::putSecurity(const RawJson &body)
{
    return write(EndpointId::TableSecurity, body);
}

Reply<Done> TableSchemaServer::putAutocomplete(const RawJson &body)
{
    return write(EndpointId::TableAutocomplete, body);
}

} // namespace metascope
