// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/namedfields.h"
#include "app/edit/schemadocument.h"

#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

void SchemaDocument::stage(const QString &name, const QList<SchemaFix> &fixes)
{
    TableSchema next = current();
    QSet<QString> taken;
    for (const Keyed<Field> &field : std::as_const(next.fields))
        taken.insert(collisionKey(field.value.name));
    // Indexes first: an added one means its field by the name that it has now.
    for (const SchemaFix &fix : fixes) {
        if (const auto *addition = std::get_if<IndexAddition>(&fix.change)) {
            const bool isThere = std::ranges::any_of(next.indexes, [addition](const Keyed<Index> &other) {
                return sameIndex(other.value, addition->index);
            });
            if (!isThere)
                next.indexes.append({m_keys.next(), addition->index});
        } else if (const auto *removal = std::get_if<IndexRemoval>(&fix.change)) {
            const qsizetype position = entryPosition(next.indexes, removal->key);
            if (position >= 0 && !next.indexes[position].value.isPrimary())
                next.indexes.removeAt(position);
        }
    }
    for (const SchemaFix &fix : fixes) {
        const auto *change = std::get_if<FieldFix>(&fix.change);
        const qsizetype position = change ? entryPosition(next.fields, change->key) : -1;
        if (position < 0 || isPrimary(change->key) || !applyFix(*change, next.fields[position].value))
            continue;
        const QString &wanted = change->after.name;
        const QString key = collisionKey(wanted);
        const bool isTaken = taken.contains(key) && key != collisionKey(next.fields[position].value.name);
        if (!change->path.isEmpty() || change->before.name == wanted || wanted.isEmpty() || isTaken)
            continue;
        const TableSchema before = next;
        const QString old = std::exchange(next.fields[position].value.name, wanted);
        renameInIndexes(base(), before, next, old, wanted);
        renameInAutocomplete(next, old, wanted);
        taken.remove(collisionKey(old));
        taken.insert(key);
    }
    apply(name, next);
}

} // namespace metascope
