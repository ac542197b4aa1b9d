// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

namespace metascope {

/// One field that is not on the server as it was loaded.
struct FieldConflict {
    QString name; ///< as loaded, or as it is on the server where it is new there; no other conflict has it
    std::optional<Field> base; ///< as loaded
    std::optional<Field> theirs; ///< on the server now
    std::optional<Field> mine; ///< as staged; of one that is new on the server what is staged under its name
    EntryKey key; ///< of the loaded field, or of theirs where it is new on the server
    bool operator==(const FieldConflict &) const = default;
};

/// One index that is not on the server as it was loaded.
struct IndexConflict {
    std::optional<Index> base;
    std::optional<Index> theirs;
    std::optional<Index> mine;
    bool operator==(const IndexConflict &) const = default;
};

/// What someone else has changed since the table was loaded.
struct ConflictInfo {
    QList<FieldConflict> fields;
    QList<IndexConflict> indexes;
    /// Properties of the table that differ from what was loaded: theirs are in `theirs`.
    QList<TableProperty> properties;
    bool order = false; ///< the fields that both have stand in another order
    TableSchema theirs; ///< all that is on the server, keyed as the loaded one by name
    [[nodiscard]] bool isEmpty() const
    {
        return fields.isEmpty() && indexes.isEmpty() && properties.isEmpty() && !order;
    }
    bool operator==(const ConflictInfo &) const = default;
};

/// Compares what was loaded with what is on the server now. Fields are matched by name; sameColumn() and sameIndex()
/// decide what a difference is. Properties count where they were read both times.
ConflictInfo findConflicts(const TableSchema &base, const TableSchema &mine, const QList<Field> &fields,
                           const QList<Index> &indexes, const std::optional<TableProperties> &properties = {});

/// One line for people: what differs and how many.
QString describe(const ConflictInfo &conflict);

} // namespace metascope
