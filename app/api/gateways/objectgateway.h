// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/domain/workspace.h"

#include <optional>

namespace metascope {

/// Where an object stands: its workspace, the branch to list, and for an endpoint its API group.
struct ObjectPlace {
    WorkspaceId workspace;
    BranchLabel branch;
    std::optional<ObjectId> group;
    bool operator==(const ObjectPlace &) const = default;
};

/// Lists and gets the objects that are browsed: tables, API groups, endpoints, functions, tasks.
class ObjectGateway {
public:
    explicit ObjectGateway(ApiClient &client) : m_client(client) {}

    /// All objects of that kind, over all pages. `kind` is neither Instance nor Workspace.
    Reply<QList<ObjectSummary>> list(Kind kind, const ObjectPlace &place);
    /// The first object of that kind by name, in one request; nothing where there is none.
    Reply<std::optional<ObjectSummary>> first(Kind kind, const ObjectPlace &place);
    /// One object with its XanoScript, where it has any.
    Reply<ObjectSummary> get(Kind kind, const ObjectPlace &place, ObjectId id);

private:
    ApiClient &m_client;
};

} // namespace metascope
