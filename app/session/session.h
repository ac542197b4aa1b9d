// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/api/gateways/accountgateway.h"
#include "app/api/gateways/objectgateway.h"
#include "app/api/gateways/workspacegateway.h"
#include "app/api/writegate.h"
#include "app/base/ids.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace metascope {

/// One connected instance: its client, its gate and its gateways. Forwards nothing; whoever needs a part takes the part.
/// Lives in the GUI thread; what it has under way is aborted with it.
class Session final : public QObject {
    Q_OBJECT
public:
    struct Address {
        InstanceId id;
        QString name; ///< for people
        ApiBase base;
    };
    /// What all sessions of a run share; it outlives them.
    struct Shared {
        const TokenSource &tokens;
        const GuardPolicy &policy;
        const Clock &clock;
        bool readOnly = false;
        ClientOptions options;
    };

    Session(Address address, const Shared &shared, QObject *parent = nullptr);

    [[nodiscard]] const Address &address() const { return m_address; }
    [[nodiscard]] ApiClient &client() { return m_client; }
    [[nodiscard]] WriteGate &gate() { return m_gate; }
    [[nodiscard]] AccountGateway &account() { return m_account; }
    [[nodiscard]] WorkspaceGateway &workspaces() { return m_workspaces; }
    [[nodiscard]] ObjectGateway &objects() { return m_objects; }

    /// The label of the live branch, read once per workspace: every branch-aware call names its branch, and `live` is no label.
    Reply<BranchLabel> liveBranch(WorkspaceId workspace);

private:
    Address m_address;
    WriteGate m_gate;
    ApiClient m_client;
    AccountGateway m_account;
    WorkspaceGateway m_workspaces;
    ObjectGateway m_objects;
    QHash<WorkspaceId, BranchLabel> m_liveBranches;
};

} // namespace metascope
