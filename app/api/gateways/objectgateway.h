// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/api/codecs/listcodec.h"
#include "app/domain/workspace.h"

#include <optional>

namespace metascope {

/// Where an object stands: its workspace, the branch to list, for an endpoint its API group, and for files which of them.
struct ObjectPlace {
    WorkspaceId workspace;
    BranchLabel branch;
    std::optional<ObjectId> group;
    bool arePrivate = false; ///< the private files; a list has either them or the public ones
    bool operator==(const ObjectPlace &) const = default;
};

/// Lists and gets the objects of every kind that is browsed.
class ObjectGateway {
public:
    explicit ObjectGateway(ApiClient &client) : m_client(client) {}

    /// All objects of that kind, over all pages. `kind` is neither Instance nor Workspace.
    Reply<QList<ObjectSummary>> list(Kind kind, const ObjectPlace &place);
    /// One page, the first is 1; of a history the newest come first. `size` is capped at what the list allows.
    Reply<Page<ObjectSummary>> page(Kind kind, const ObjectPlace &place, int number, int size);
    /// The first object of that kind by name, in one request; nothing where there is none.
    Reply<std::optional<ObjectSummary>> first(Kind kind, const ObjectPlace &place);
    /// One object with its XanoScript, where it has any. Error: NotFound, without a call, for a kind that is only listed.
    Reply<ObjectSummary> get(Kind kind, const ObjectPlace &place, ObjectId id);
    /// The same by ObjectSummary::key.
    Reply<ObjectSummary> get(Kind kind, const ObjectPlace &place, const QString &key,
                             Priority priority = Priority::Foreground);

private:
    ApiClient &m_client;
};

} // namespace metascope
