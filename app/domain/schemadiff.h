// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

#include <utility>

namespace metascope {

/// The calls that a plan is made of, in the order in which they come.
enum class StepKind {
    DeleteIndex,
    Rename,
    Create, ///< of one field, where the API's own call can express it
    PutSchema, ///< the whole list: changed options, order, fields that no create call can express
    PutIndexes, ///< the whole list, with the new ones that no create call can express; never without one that is there
    CreateIndex,
    PutProperties, ///< name, description, docs, auth and tags of the table; what is not in the body stays
    PutSecurity, ///< its GUID
    PutAutocomplete, ///< the whole list of field names
    DeleteField, ///< always a call of its own, and last
};

/// One entry of a whole-list PUT. The body is made from the read just before it: see putBody().
struct PutEntry {
    enum class Origin {
        AsRead, ///< byte for byte from that read
        Changed, ///< from that read, with `members` set and `removedMembers` taken out
        Added, ///< `json` itself
    };
    Origin origin = Origin::AsRead;
    EntryKey key;
    QString name; ///< in that read, of an index its id; of an added one its own name, or none
    QList<std::pair<QString, RawJson>> members;
    QStringList removedMembers;
    RawJson json;
    bool operator==(const PutEntry &) const = default;
};

/// One call of a plan, in terms of the table: no paths and no hosts.
struct PlanStep {
    StepKind kind = StepKind::Rename;
    EntryKey key; ///< of the field or index; none for a PUT
    QString sentence; ///< what happens, for people
    QString loses; ///< what is gone afterwards or may be, for people; empty where nothing is
    bool destructive = false; ///< data is lost for certain
    QString name; ///< the field's name right before the step; of DeleteIndex the index's id
    QString newName; ///< of Rename
    QString type; ///< of Create and CreateIndex: the last part of the call's path
    RawJson body; ///< of Rename, Create and CreateIndex, and of what sets properties of the table
    QList<PutEntry> entries; ///< of PutSchema and PutIndexes, in the order of the body
    bool operator==(const PlanStep &) const = default;
};

/// What turns `base` into `target`, step by step. A value.
struct ApplyPlan {
    TableSchema base;
    TableSchema target;
    QList<PlanStep> steps;
    [[nodiscard]] bool isEmpty() const { return steps.isEmpty(); }
    bool operator==(const ApplyPlan &) const = default;
};

/// The plan for a change of one table. Deterministic. Names that are in each other's way (swaps, cycles, a name that
/// is dropped and used again, a change of case alone) go through a temporary name, and the sentence says so.
/// Error: Validation, with a sentence for people, where the target is not one that can be reached: an empty or double
/// name, a primary key that is not first or not as it was, an index or an autocomplete on a field that is not there.
Result<ApplyPlan> planChanges(const TableSchema &base, const TableSchema &target);

/// The array that a PutSchema or PutIndexes step sends, given the array that was read just before. Error: Conflict when an entry that
/// is named is not there, or one that is there would be left out (and lost with its data).
Result<RawJson> putBody(const PlanStep &step, const RawJson &asRead);

/// The last part of the create call's path for a field, or nothing where no create call can express it as it is.
std::optional<QString> createCallOf(const Field &field);

} // namespace metascope
