// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/writegate.h"

#include "app/api/codecs/listcodec.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

Error refusal(const QString &why, const Request *request = nullptr)
{
    Error error = Error::local(ErrorKind::Refused, why);
    if (request)
        error.endpoint = requestTitle(*request);
    return error;
}

std::optional<QString> identityOf(const RawJson &entry, const QString &key)
{
    const auto value = entry.member(key);
    return value ? value->toString() : std::nullopt;
}

bool sameCall(const Request &a, const Request &b)
{
    return a.endpoint == b.endpoint && a.args == b.args && a.query == b.query && a.branch == b.branch
        && a.dataSource == b.dataSource;
}

/// The one way to replace the list of a row, or nothing where the row replaces none.
std::optional<ListPut> wholeList(EndpointId endpoint)
{
    if (endpoint == EndpointId::SchemaPut)
        return ListPut{QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, {}};
    if (endpoint == EndpointId::IndexPut)
        return ListPut{QStringLiteral("index"), QStringLiteral("id"), EndpointId::IndexGet, {}};
    return std::nullopt;
}

/// Whether a write can be proved: a list is replaced through a ListPut alone.
bool isProvable(const ConfirmedWrite &write)
{
    if (const auto whole = wholeList(write.request.endpoint))
        return write.list && write.list->member == whole->member && write.list->identityKey == whole->identityKey
            && write.list->read == whole->read;
    // PUT table replaces both lists where its body has them.
    const bool hasList = write.request.endpoint == EndpointId::TableUpdate && write.request.body
        && (write.request.body->member(u"schema") || write.request.body->member(u"index"));
    return !write.list && !hasList;
}

/// Whether the call is on that workspace: a ticket must not reach another one, which may be guarded otherwise.
bool isOn(WorkspaceId workspace, const Request &request)
{
    return endpointRow(request.endpoint).path.starts_with("/workspace/{workspace_id}")
        && request.args.value(0) == QString::number(workspace.value());
}

} // namespace

Result<RawJson> listBody(const ListPut &list, const RawJson &asRead)
{
    QList<RawJson> left = asRead.elements();
    QList<RawJson> entries;
    for (const ListEntry &entry : list.entries) {
        if (entry.origin == ListEntry::Origin::Added) {
            entries.append(entry.json);
            continue;
        }
        const auto found = std::ranges::find_if(
            left, [&](const RawJson &read) { return identityOf(read, list.identityKey) == entry.identity; });
        if (found == left.end())
            return Failure(
                Error::local(ErrorKind::Conflict, WriteGate::tr("“%1” is no longer there").arg(entry.identity)));
        RawJson json = *found;
        if (entry.origin == ListEntry::Origin::Changed) {
            for (const auto &[key, value] : entry.members)
                json = json.with(key, value);
            for (const QString &key : entry.removedMembers)
                json = json.without(key);
        }
        // Under another name it would be another entry, and the one that was read would be gone.
        if (identityOf(json, list.identityKey) == entry.identity)
            left.erase(found);
        entries.append(json);
    }
    if (!left.isEmpty())
        return Failure(refusal(WriteGate::tr("the list that was read holds %n entry(s) that this would leave out, and "
                                             "with them their data",
                                             nullptr, static_cast<int>(left.size()))));
    return RawJson::object({{list.member, RawJson::array(entries)}});
}

WriteGate::WriteGate(InstanceId instance, const GuardPolicy &policy, bool forceReadOnly, QObject *parent)
    : QObject(parent), m_instance(std::move(instance)), m_policy(policy), m_forceReadOnly(forceReadOnly)
{}

GuardLevel WriteGate::level(WorkspaceId workspace) const
{
    return m_forceReadOnly ? GuardLevel::ReadOnly : m_policy.guardLevel(m_instance, workspace);
}

Result<TicketId> WriteGate::issue(WorkspaceId workspace, Confirmation confirmation, QList<ConfirmedWrite> writes)
{
    const GuardLevel guard = level(workspace);
    if (guard == GuardLevel::ReadOnly)
        return Failure(refusal(tr("this workspace is guarded as Read-only")));
    for (const ConfirmedWrite &write : std::as_const(writes)) {
        if (!isOn(workspace, write.request))
            return Failure(refusal(tr("it is not of the workspace that it was confirmed for"), &write.request));
        if (!isProvable(write))
            return Failure(refusal(tr("a whole list is replaced only on the grounds of what was read right before"),
                                   &write.request));
    }
    if (confirmation == Confirmation::Button) {
        const bool harmless = std::ranges::all_of(writes, [](const ConfirmedWrite &write) {
            return endpointRow(write.request.endpoint).effect == Effect::Write && !write.list;
        });
        if (guard == GuardLevel::Confirm || !harmless || writes.size() != 1)
            return Failure(refusal(tr("this needs a review")));
    }
    const TicketId ticket(++m_last);
    m_tickets.insert(ticket, {workspace, confirmation, std::move(writes)});
    return ticket;
}

void WriteGate::revoke(TicketId ticket)
{
    m_tickets.remove(ticket);
}

Result<std::optional<WriteNote>> WriteGate::admit(const Request &request)
{
    const Endpoint &row = endpointRow(request.endpoint);
    if (row.effect == Effect::Read)
        return std::nullopt;
    const auto ticket = request.ticket ? m_tickets.find(*request.ticket) : m_tickets.end();
    if (ticket == m_tickets.end())
        return Failure(refusal(tr("it was not confirmed in a review"), &request));
    if (level(ticket->workspace) == GuardLevel::ReadOnly)
        return Failure(refusal(tr("this workspace is guarded as Read-only"), &request));
    const auto step = std::ranges::find_if(ticket->left, [&request](const ConfirmedWrite &write) {
        return sameCall(write.request, request) && (write.list || write.request.body == request.body);
    });
    if (step == ticket->left.end())
        return Failure(refusal(tr("it is not what was confirmed in the review"), &request));
    if (step->list) {
        if (const auto proof = prove(*step->list, request); !proof)
            return Failure(proof.error());
    }
    WriteNote note = noteOf(*ticket, *step, request);
    // Steps are spent in order: one that was passed over can not be sent later.
    ticket->left.erase(ticket->left.begin(), std::next(step));
    forgetReads();
    return note;
}

WriteNote WriteGate::noteOf(const Ticket &ticket, const ConfirmedWrite &step, const Request &request) const
{
    WriteNote note{m_instance, {}, ticket.workspace, request, step.story, level(ticket.workspace), ticket.confirmation};
    if (step.list) {
        note.story.before = readBefore(*step.list, request);
        note.story.after = request.body->member(step.list->member);
    } else if (!note.story.after) {
        note.story.after = request.body;
    }
    return note;
}

void WriteGate::forgetReads()
{
    ++m_epoch;
    m_read.clear();
}

void WriteGate::witness(const Request &request, const RawJson &answer, quint64 epoch)
{
    if (epoch != m_epoch || (request.endpoint != EndpointId::SchemaGet && request.endpoint != EndpointId::IndexGet))
        return;
    if (const auto list = wholeListFromJson(answer))
        m_read.insert(requestPath(request), *list);
}

std::optional<RawJson> WriteGate::readBefore(const ListPut &list, const Request &request) const
{
    Request read;
    read.endpoint = list.read;
    read.args = request.args;
    const auto asRead = m_read.constFind(requestPath(read));
    return asRead == m_read.constEnd() ? std::nullopt : std::optional(*asRead);
}

Result<Done> WriteGate::prove(const ListPut &list, const Request &request) const
{
    const auto asRead = readBefore(list, request);
    if (!asRead)
        return Failure(refusal(tr("the list was not read right before"), &request));
    const auto expected = listBody(list, *asRead);
    if (!expected)
        return Failure(expected.error());
    if (!request.body || *request.body != *expected)
        return Failure(refusal(tr("the list to be sent is not the one that was confirmed"), &request));
    return Done{};
}

} // namespace metascope
