// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

namespace metascope {

/// Where a field stands: an entry of the table, or a field inside an object, to any depth. A value. The way down counts
/// positions, since nested fields have no keys: it holds until the next change of that object's children.
struct FieldPlace {
    EntryKey key;
    QList<qsizetype> path; ///< from the entry down; empty for the entry itself
    bool operator==(const FieldPlace &) const = default;
    [[nodiscard]] bool isNested() const { return !path.isEmpty(); }
    /// The object that it stands in; itself for an entry.
    [[nodiscard]] FieldPlace parent() const;
    [[nodiscard]] FieldPlace child(qsizetype position) const;
};

/// The field down that way, or null. The pointer lives as long as `top` is not changed.
const Field *fieldDown(const Field &top, const QList<qsizetype> &path);
Field *fieldDown(Field &top, const QList<qsizetype> &path);
/// "group.title": the names on the way, as they are shown.
QString pathText(const Field &top, const QList<qsizetype> &path);

/// Which of the loaded children a staged one is: the one of the same raw text, else of the same name; null for a new one.
/// `siblings` are the staged ones: a name that another child still carries as its own is not taken for it.
const Field *loadedChild(const QList<Field> &loaded, const QList<Field> &siblings, const Field &child);

} // namespace metascope
