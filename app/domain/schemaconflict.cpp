// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemaconflict.h"

#include "app/domain/planwords.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

struct ConflictText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ConflictInfo)
};

template <typename T>
std::optional<T> valueOf(const Keyed<T> *entry)
{
    return entry ? std::optional<T>(entry->value) : std::nullopt;
}

template <typename T>
QList<EntryKey> sharedKeys(const QList<Keyed<T>> &list, const QList<Keyed<T>> &other)
{
    QList<EntryKey> keys;
    for (const Keyed<T> &entry : list) {
        if (findEntry(other, entry.key))
            keys.append(entry.key);
    }
    return keys;
}

} // namespace

ConflictInfo findConflicts(const TableSchema &base, const TableSchema &mine, const QList<Field> &fields,
                           const QList<Index> &indexes, const std::optional<TableProperties> &properties)
{
    ConflictInfo conflict;
    KeySource keys(mine);
    conflict.theirs = keyedLike(base, fields, indexes, keys);
    for (const Keyed<Field> &was : base.fields) {
        const Keyed<Field> *is = findEntry(conflict.theirs.fields, was.key);
        if (!is || !sameColumn(was.value, is->value))
            conflict.fields.append(
                {was.value.name, was.value, valueOf(is), valueOf(findEntry(mine.fields, was.key)), was.key});
    }
    for (const Keyed<Field> &is : conflict.theirs.fields) {
        if (findEntry(base.fields, is.key))
            continue;
        // Mine may stage a field of the same name, added or renamed: shown beside theirs.
        const auto staged = std::ranges::find_if(mine.fields, [&](const Keyed<Field> &entry) {
            const Keyed<Field> *was = findEntry(base.fields, entry.key);
            return (!was || was->value.name != entry.value.name)
                && collisionKey(entry.value.name) == collisionKey(is.value.name);
        });
        conflict.fields.append(
            {is.value.name, std::nullopt, is.value, valueOf(staged == mine.fields.end() ? nullptr : &*staged), is.key});
    }
    for (const Keyed<Index> &was : base.indexes) {
        const Keyed<Index> *is = findEntry(conflict.theirs.indexes, was.key);
        if (!is || !sameIndex(was.value, is->value))
            conflict.indexes.append({was.value, valueOf(is), valueOf(findEntry(mine.indexes, was.key))});
    }
    for (const Keyed<Index> &is : conflict.theirs.indexes) {
        if (!findEntry(base.indexes, is.key))
            conflict.indexes.append({std::nullopt, is.value, std::nullopt});
    }
    conflict.theirs.properties = properties;
    if (base.properties && properties)
        conflict.properties = changedProperties(*base.properties, *properties);
    conflict.order = sharedKeys(base.fields, conflict.theirs.fields) != sharedKeys(conflict.theirs.fields, base.fields);
    return conflict;
}

QString describe(const ConflictInfo &conflict)
{
    QStringList parts;
    if (!conflict.fields.isEmpty()) {
        QStringList names;
        for (const FieldConflict &field : conflict.fields)
            names.append(field.name);
        parts.append(ConflictText::tr("fields that differ: %1").arg(names.join(QStringLiteral(", "))));
    }
    if (!conflict.indexes.isEmpty())
        parts.append(ConflictText::tr("indexes that differ: %1").arg(conflict.indexes.size()));
    if (!conflict.properties.isEmpty()) {
        QStringList names;
        for (const TableProperty property : conflict.properties)
            names.append(planwords::propertyPhrase(property));
        parts.append(ConflictText::tr("properties of the table that differ: %1").arg(names.join(QStringLiteral(", "))));
    }
    if (conflict.order)
        parts.append(ConflictText::tr("the fields stand in another order"));
    return ConflictText::tr("The table has changed on the server since it was loaded (%1).")
        .arg(parts.join(QStringLiteral("; ")));
}

} // namespace metascope
