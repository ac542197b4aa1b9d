// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/api/gateways/accountgateway.h"
#include "app/api/gateways/objectgateway.h"
#include "app/api/gateways/recordgateway.h"
#include "app/api/gateways/tablegateway.h"
#include "app/api/gateways/workspacegateway.h"
#include "app/api/writegate.h"
#include "app/base/ids.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <map>
#include <optional>

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
        const GuardPolicy &policy;
        const Clock &clock;
        bool readOnly = false;
        ClientOptions options;
    };

    /// `tokens` outlives it too; it is asked with each request.
    Session(Address address, const TokenSource &tokens, const Shared &shared, QObject *parent = nullptr);

    [[nodiscard]] const Address &address() const { return m_address; }
    [[nodiscard]] ApiClient &client() { return m_client; }
    [[nodiscard]] WriteGate &gate() { return m_gate; }
    [[nodiscard]] AccountGateway &account() { return m_account; }
    [[nodiscard]] WorkspaceGateway &workspaces() { return m_workspaces; }
    [[nodiscard]] ObjectGateway &objects() { return m_objects; }
    [[nodiscard]] TableGateway &tables() { return m_tables; }
    [[nodiscard]] RecordGateway &records() { return m_records; }

    /// The label of the live branch, read once per workspace (for all who ask meanwhile, too): every branch-aware call names its
    /// branch, and `live` is no label.
    Reply<BranchLabel> liveBranch(WorkspaceId workspace);
    /// The branch that is read and written where nothing else is said: the chosen one, else the live one.
    Reply<BranchLabel> branch(WorkspaceId workspace);
    [[nodiscard]] std::optional<BranchLabel> chosenBranch(WorkspaceId workspace) const;
    /// Nothing chosen is the live one again. For as long as the session lives.
    void chooseBranch(WorkspaceId workspace, const std::optional<BranchLabel> &branch);
    /// The same for what was chosen in an earlier session: the first branch() looks whether it is still there. Told as chosen.
    void recallBranch(WorkspaceId workspace, const BranchLabel &branch);
    /// What branch() would say, as far as that is known.
    [[nodiscard]] std::optional<BranchLabel> knownBranch(WorkspaceId workspace) const;
    /// Something with the chosen branch was not found: looks whether that branch is still there, as branches() does.
    void checkChosenBranch(WorkspaceId workspace);
    /// The branches as they are now. Where the chosen one is not among them, the live one is taken again, and branchLost()
    /// says so.
    Reply<QList<Branch>> branches(WorkspaceId workspace);
    /// The same, of branches that were read by other means.
    void takeBranches(WorkspaceId workspace, const QList<Branch> &branches);
    /// `live` unless chosen otherwise.
    [[nodiscard]] DataSourceLabel dataSource(WorkspaceId workspace) const;
    void chooseDataSource(WorkspaceId workspace, const DataSourceLabel &dataSource);
    /// The next one who asks has it read again.
    void forgetLiveBranch(WorkspaceId workspace) { m_liveBranches.remove(workspace); }

    /// The tables of a workspace as they were last listed, so that an editor that only needs their names costs no request.
    /// None before the first list.
    [[nodiscard]] std::optional<QList<ObjectSummary>> listedTables(WorkspaceId workspace) const;
    void setListedTables(WorkspaceId workspace, QList<ObjectSummary> tables);

Q_SIGNALS:
    /// Another one is read and written from now on.
    void branchChanged(metascope::WorkspaceId workspace);
    void dataSourceChanged(metascope::WorkspaceId workspace);
    /// The chosen branch is not there any more; the live one was taken again.
    void branchLost(metascope::WorkspaceId workspace, const metascope::BranchLabel &branch);

private:
    Address m_address;
    WriteGate m_gate;
    ApiClient m_client;
    AccountGateway m_account;
    WorkspaceGateway m_workspaces;
    ObjectGateway m_objects;
    TableGateway m_tables;
    RecordGateway m_records;

    /// Those who wait for one reading; each can leave without an effect on the others.
    using Waiting = std::map<quint64, ReplyPromise<BranchLabel>>;
    void readLiveBranch(WorkspaceId workspace);
    QHash<WorkspaceId, BranchLabel> m_liveBranches;
    QHash<WorkspaceId, BranchLabel> m_branches; ///< chosen
    QSet<WorkspaceId> m_recalled; ///< whose chosen branch is to be looked for yet
    QHash<WorkspaceId, DataSourceLabel> m_dataSources; ///< chosen
    QHash<WorkspaceId, QList<ObjectSummary>> m_listedTables;
    std::map<WorkspaceId, Waiting> m_waiting;
    quint64 m_lastWaiting = 0;
};

} // namespace metascope
