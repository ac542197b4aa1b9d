// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/tableschemaserver.h"

#include "app/api/codecs/jsonreader.h"

namespace metascope {

namespace {

const QString schemaMember = QStringLiteral("schema");

ListEntry entryOf(const PutEntry &entry)
{
    ListEntry list;
    switch (entry.origin) {
    case PutEntry::Origin::AsRead: list.origin = ListEntry::Origin::AsRead; break;
    case PutEntry::Origin::Changed: list.origin = ListEntry::Origin::Changed; break;
    case PutEntry::Origin::Added: list.origin = ListEntry::Origin::Added; break;
    }
    if (entry.origin != PutEntry::Origin::Added)
        list.identity = entry.name;
    list.members = entry.members;
    list.removedMembers = entry.removedMembers;
    list.json = entry.json;
    return list;
}

} // namespace

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

ConfirmedWrite TableSchemaServer::writeOf(const PlanStep &step) const
{
    ConfirmedWrite write;
    switch (step.kind) {
    case StepKind::DeleteIndex: write.request = request(EndpointId::IndexDelete, {step.name}); break;
    case StepKind::Rename: write.request = request(EndpointId::SchemaRename); break;
    case StepKind::Create: write.request = request(EndpointId::SchemaCreate, {step.type}); break;
    case StepKind::CreateIndex: write.request = request(EndpointId::IndexCreate, {step.type}); break;
    case StepKind::DeleteField: write.request = request(EndpointId::SchemaFieldDelete, {step.name}); break;
    case StepKind::PutSchema: {
        write.request = request(EndpointId::SchemaPut);
        ListPut list{schemaMember, QStringLiteral("name"), EndpointId::SchemaGet, {}};
        for (const PutEntry &entry : step.entries)
            list.entries.append(entryOf(entry));
        write.list = list;
        return write;
    }
    }
    if (!step.body.isNull())
        write.request.body = step.body;
    return write;
}

Result<Done> TableSchemaServer::authorize(const QList<PlanStep> &steps)
{
    release();
    QList<ConfirmedWrite> writes;
    for (const PlanStep &step : steps)
        writes.append(writeOf(step));
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
    return m_client.send<RawJson>(request(endpoint), [](const RawJson &json) -> Result<RawJson> {
        if (!json.isArray())
            return Failure(decodeErrorAt(QStringLiteral("$"), QStringLiteral("a list")));
        return json;
    });
}

Reply<Done> TableSchemaServer::write(Request request)
{
    request.ticket = m_ticket;
    // What a write answers differs by engine (null, {}, the object): only its success counts.
    return m_client.send<Done>(std::move(request), [](const RawJson &) -> Result<Done> { return Done{}; });
}

Reply<RawJson> TableSchemaServer::readSchema()
{
    return read(EndpointId::SchemaGet);
}

Reply<RawJson> TableSchemaServer::readIndexes()
{
    return read(EndpointId::IndexGet);
}

Reply<Done> TableSchemaServer::rename(const RawJson &body)
{
    Request call = request(EndpointId::SchemaRename);
    call.body = body;
    return write(std::move(call));
}

Reply<Done> TableSchemaServer::create(const QString &type, const RawJson &body)
{
    Request call = request(EndpointId::SchemaCreate, {type});
    call.body = body;
    return write(std::move(call));
}

Reply<Done> TableSchemaServer::putSchema(const RawJson &fields)
{
    Request call = request(EndpointId::SchemaPut);
    call.body = RawJson::object({{schemaMember, fields}});
    return write(std::move(call));
}

Reply<Done> TableSchemaServer::deleteField(const QString &name)
{
    return write(request(EndpointId::SchemaFieldDelete, {name}));
}

Reply<Done> TableSchemaServer::createIndex(const QString &type, const RawJson &body)
{
    Request call = request(EndpointId::IndexCreate, {type});
    call.body = body;
    return write(std::move(call));
}

Reply<Done> TableSchemaServer::deleteIndex(const QString &id)
{
    return write(request(EndpointId::IndexDelete, {id}));
}

} // namespace metascope
