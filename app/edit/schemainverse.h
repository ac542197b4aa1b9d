// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"
#include "app/domain/schemadiff.h"

namespace metascope {

/// A change of a table's schema that was made, as the journal tells it.
struct MadeChange {
    EndpointId call = EndpointId::SchemaRename;
    std::optional<RawJson> before;
    std::optional<RawJson> after;
};

/// The call of that method and path template, where it is one whose inverse can be staged.
std::optional<EndpointId> invertibleCall(const QString &method, const QString &pathTemplate);

/// What takes a change back, to be staged and reviewed like any other edit.
struct Inverse {
    TableSchema schema;
    QStringList notes; ///< what does not return with it, for people
};

/// `current` with the change taken back; new entries have keys of `keys`. Error: Conflict where there is nothing left to
/// take back, or a name that is in the way; Decode where what was kept does not tell enough.
Result<Inverse> inverseOf(const MadeChange &change, const TableSchema &current, KeySource &keys);

/// What takes back the part of a plan that was carried out, given what is on the server now (keyed as the plan's entries).
/// What others have done meanwhile stays.
Inverse inverseOf(const ApplyPlan &plan, const TableSchema &now);

} // namespace metascope
