// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <optional>

namespace metascope {

/// Hands out entry keys that no other entry of the same document has. A value; the next key is its only state.
class KeySource {
public:
    KeySource() = default;
    /// Continues after the highest key in use.
    explicit KeySource(const TableSchema &inUse);
    EntryKey next() { return EntryKey(++m_last); }
    /// Leaves out what `schema` uses.
    void avoid(const TableSchema &schema);

private:
    quint64 m_last = 0;
};

/// The fields of a `GET …/schema` answer. Error: Decode with the path.
Result<QList<Field>> fieldsFromJson(const RawJson &list);
/// The indexes of a `GET …/index` answer. Error: Decode with the path.
Result<QList<Index>> indexesFromJson(const RawJson &list);

/// What was read, with new keys.
TableSchema keyed(const QList<Field> &fields, const QList<Index> &indexes, KeySource &keys);
/// What was read, with the keys that entries of the same name (fields) or the same meaning (indexes: id, else type and
/// fields) have in `known`; new keys for the rest. How a reload keeps what is staged apart from what is not.
TableSchema keyedLike(const TableSchema &known, const QList<Field> &fields, const QList<Index> &indexes,
                      KeySource &keys);

/// The entry of that key, or null. The pointer lives as long as the list is not changed.
const Keyed<Field> *findEntry(const QList<Keyed<Field>> &fields, EntryKey key);
const Keyed<Index> *findEntry(const QList<Keyed<Index>> &indexes, EntryKey key);
/// Its position, or -1.
qsizetype entryPosition(const QList<Keyed<Field>> &fields, EntryKey key);
qsizetype entryPosition(const QList<Keyed<Index>> &indexes, EntryKey key);

/// How names are compared wherever two of them could get in each other's way: without regard to case, since nobody has
/// promised that a server tells `Title` from `title`.
QString collisionKey(const QString &name);

} // namespace metascope
