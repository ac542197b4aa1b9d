// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemaconflict.h"
#include "app/domain/schemadiff.h"

#include <optional>

namespace metascope {

/// What one read of a table gave.
struct TableRead {
    QList<Field> fields;
    QList<Index> indexes;
    std::optional<TableProperties> properties = {}; ///< where the plan's base has them
};

/// What a table should hold at some point of a plan, for telling what others have done to it meanwhile. A value; `plan`
/// must outlive it.
class PlanProgress {
public:
    explicit PlanProgress(const ApplyPlan &plan) : m_plan(plan) {}

    /// The read before the first step, which has the fields of the plan's base.
    void begin(const QList<Field> &fields);
    /// A step was carried out; of a PUT this is the list that went out.
    void carryOut(const PlanStep &step, const RawJson &sentList);
    /// What differs from what should be there by now. Indexes and properties are not looked at.
    [[nodiscard]] ConflictInfo conflicts(const QList<Field> &asRead) const;
    /// Whether a step without an answer was carried out all the same; none where no read can tell.
    [[nodiscard]] std::optional<bool> isCarriedOut(const PlanStep &step, const RawJson &sentList,
                                                   const TableRead &read) const;
    /// What was read, with the keys of the plan's entries, whatever their names are by now.
    [[nodiscard]] TableSchema keyed(const TableRead &read) const;

private:
    /// A field as it should stand on the server by now; without JSON where only the server knows it (just created).
    struct Expected {
        EntryKey key;
        QString name;
        std::optional<RawJson> json;
    };

    [[nodiscard]] bool hasIndex(const TableRead &read, EntryKey key) const;
    [[nodiscard]] std::optional<bool> holds(const TableRead &read, const QList<TableProperty> &properties) const;

    const ApplyPlan &m_plan;
    QList<Expected> m_expected;
};

} // namespace metascope
