// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/guardlevel.h"
#include "app/api/request.h"
#include "app/api/writelog.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>

#include <optional>
#include <utility>
#include <variant>

namespace metascope {

/// Where the guard level of a workspace is kept. Implemented by the store.
class GuardPolicy {
public:
    virtual ~GuardPolicy() = default;
    [[nodiscard]] virtual GuardLevel guardLevel(const InstanceId &instance, WorkspaceId workspace) const = 0;
};

/// One entry of a whole-list PUT, as the review showed it.
struct ListEntry {
    enum class Origin {
        AsRead, ///< byte for byte from the read just before
        Changed, ///< from that read, with `members` set
        Added, ///< `json` itself
    };
    Origin origin = Origin::AsRead;
    QString identity; ///< the field's name or the index's id in that read; empty for Added
    QList<std::pair<QString, RawJson>> members;
    QStringList removedMembers; ///< members taken out of a changed entry (a default that became none)
    RawJson json;
    bool operator==(const ListEntry &) const = default;
};

/// A PUT that replaces a whole list. Its body is made from the read just before and proved against it.
struct ListPut {
    QString member; ///< `schema` or `index`: the list's key in the body
    QString identityKey; ///< `name` or `id`
    EndpointId read = EndpointId::SchemaGet; ///< the read that it is made from
    QList<ListEntry> entries; ///< in the order of the body
    bool operator==(const ListPut &) const = default;
};

/// One write that a person has confirmed: bound to method, path, target and body.
struct ConfirmedWrite {
    Request request; ///< without ticket; `body` is not looked at where `list` is set
    std::optional<ListPut> list;
    WriteStory story = {}; ///< for the journal; nothing is decided by it
};

/// The body of a whole-list PUT: `list` carried out on the entries as they were read. Error: Conflict when an entry that it names
/// is not there, Refused when one that is there would be left out.
Result<RawJson> listBody(const ListPut &list, const RawJson &asRead);

/// The single place that lets a call through that is not a read. Knows no network: the client asks it before it sends, and
/// tells it what was read. Lives in the thread of its client; one per instance.
class WriteGate final : public QObject {
    Q_OBJECT
public:
    /// `forceReadOnly` is the `--read-only` of a whole run. The policy must outlive the gate.
    WriteGate(InstanceId instance, const GuardPolicy &policy, bool forceReadOnly, QObject *parent = nullptr);

    [[nodiscard]] GuardLevel level(WorkspaceId workspace) const;
    /// A ticket for these writes, in this order, each once; all of them on that workspace, and whole lists of a schema or
    /// of indexes only as a ListPut. Error: Refused, with the reason.
    Result<TicketId> issue(WorkspaceId workspace, Confirmation confirmation, QList<ConfirmedWrite> writes);
    /// Ends a ticket: what it has left can no longer be sent.
    void revoke(TicketId ticket);

    /// Decides about a call that is about to leave and spends its step. Of anything but a read the value is what must be
    /// taken down before it leaves (all but the host). Error: Refused, with the reason.
    Result<std::optional<WriteNote>> admit(const Request &request);
    /// What a read of a list answered: the state that a following whole-list PUT is proved against. `epoch` is the one at
    /// which the read began; a write since then makes it worthless.
    void witness(const Request &request, const RawJson &answer, quint64 epoch);
    /// Changes with each write that is let through or ends.
    [[nodiscard]] quint64 epoch() const { return m_epoch; }
    /// A write has ended: what was read before is no longer known to be so.
    void forgetReads();

private:
    struct Ticket {
        WorkspaceId workspace;
        Confirmation confirmation = Confirmation::Review;
        QList<ConfirmedWrite> left;
    };
    [[nodiscard]] std::optional<RawJson> readBefore(const ListPut &list, const Request &request) const;
    [[nodiscard]] WriteNote noteOf(const Ticket &ticket, const ConfirmedWrite &step, const Request &request) const;
    Result<Done> prove(const ListPut &list, const Request &request) const;

    InstanceId m_instance;
    const GuardPolicy &m_policy;
    bool m_forceReadOnly;
    QHash<TicketId, Ticket> m_tickets;
    QHash<QByteArray, RawJson> m_read; ///< list path to the list, until the next write
    quint64 m_epoch = 0;
    quint64 m_last = 0;
};

} // namespace metascope
