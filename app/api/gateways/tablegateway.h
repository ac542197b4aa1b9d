// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"

namespace metascope {

/// Makes the requests that write tables as such; ObjectGateway lists and gets them, and what is in a schema is changed by the
/// steps of an ApplyPlan.
class TableGateway {
public:
    explicit TableGateway(ApiClient &client) : m_client(client) {}

    /// `table` holds `name` and whatever else is known of it. Tables are shared by all branches, and yet the call takes one.
    static Request creation(WorkspaceId workspace, const BranchLabel &branch, const RawJson &table);
    /// `changes` without `schema` and `index`, which it would replace: the gate refuses those.
    static Request change(WorkspaceId workspace, TableId table, const RawJson &changes);
    static Request removal(WorkspaceId workspace, TableId table);
    /// Sends one of these.
    Reply<RawJson> write(const Request &request, TicketId ticket);

private:
    ApiClient &m_client;
};

} // namespace metascope
