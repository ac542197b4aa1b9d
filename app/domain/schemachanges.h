// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

#include <QtCore/QFlags>

namespace metascope {

/// In which ways an entry differs from the one it was loaded as.
enum class EntryChange {
    Added = 1,
    Removed = 2,
    Renamed = 4,
    Options = 8, ///< anything but name and place
    Moved = 16,
};
Q_DECLARE_FLAGS(EntryChanges, EntryChange)
Q_DECLARE_OPERATORS_FOR_FLAGS(EntryChanges)

/// One field as an editor shows it: what is staged beside what is on the server.
struct FieldRow {
    EntryKey key;
    Field field; ///< as staged; of a removed one as loaded
    std::optional<Field> before; ///< as loaded; none for an added one
    EntryChanges changes;
    bool primary = false;
    bool operator==(const FieldRow &) const = default;
};

/// One index as an editor shows it.
struct IndexRow {
    EntryKey key;
    Index index; ///< as staged; of a removed one as loaded
    std::optional<Index> before;
    EntryChanges changes;
    bool operator==(const IndexRow &) const = default;
};

/// All fields in staged order; a removed one stands where it stood, after the entry that preceded it.
QList<FieldRow> fieldRows(const TableSchema &base, const TableSchema &current);
/// All indexes in staged order, removed ones as with fields. An index whose fields were renamed is not changed by that;
/// one that uses a removed field is removed with it.
QList<IndexRow> indexRows(const TableSchema &base, const TableSchema &current);

/// The keys of the kept fields that do not stand in base order any more: as few as possible (the longest run that still
/// stands in order is taken as unmoved).
QList<EntryKey> movedKeys(const QList<Keyed<Field>> &base, const QList<Keyed<Field>> &current);

/// How much is staged; each entry counts once, by the weightiest of its changes, and each property of the table.
struct ChangeCounts {
    int added = 0;
    int removed = 0;
    int renamed = 0;
    int changed = 0;
    int moved = 0;
    [[nodiscard]] int total() const { return added + removed + renamed + changed + moved; }
    bool operator==(const ChangeCounts &) const = default;
};
ChangeCounts countChanges(const TableSchema &base, const TableSchema &current);
/// "3 changes: 1 renamed, 1 added, 1 removed", for people; empty where nothing is staged.
QString describe(const ChangeCounts &counts);

/// `index` with its fields under the names that they have in `current`.
Index withNamesOf(const Index &index, const TableSchema &base, const TableSchema &current);

} // namespace metascope
