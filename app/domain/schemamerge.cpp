// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemamerge.h"

#include "app/domain/schemachanges.h"

#include <algorithm>

namespace metascope {

namespace {

/// `mine` where it differs from `base`, else `theirs`; on their bytes.
Field mergedField(const Field &base, const Field &theirs, const Field &mine)
{
    Field merged = theirs;
    const auto pick = [&](auto member) {
        if (mine.*member != base.*member)
            merged.*member = mine.*member;
    };
    pick(&Field::name);
    pick(&Field::type);
    pick(&Field::description);
    pick(&Field::required);
    pick(&Field::nullable);
    pick(&Field::defaultValue);
    pick(&Field::access);
    pick(&Field::sensitive);
    pick(&Field::style);
    pick(&Field::format);
    pick(&Field::values);
    pick(&Field::reference);
    pick(&Field::children);
    pick(&Field::validators);
    pick(&Field::vectorSize);
    // What comes to the same is no change of mine.
    return sameColumn(merged, theirs) ? theirs : merged;
}

/// Puts what only `source` has into `list`, after the entry that precedes it in `source`.
template <typename T, typename Wanted>
void insertMissing(QList<Keyed<T>> &list, const QList<Keyed<T>> &source, Wanted isWanted)
{
    EntryKey previous;
    for (const Keyed<T> &entry : source) {
        if (entryPosition(list, entry.key) < 0 && isWanted(entry)) {
            const qsizetype after = entryPosition(list, previous);
            list.insert(after < 0 && !list.isEmpty() ? list.size() : after + 1, entry);
        }
        previous = entry.key;
    }
}

QList<Keyed<Field>> mergedFields(const TableSchema &base, const TableSchema &theirs, const TableSchema &mine)
{
    // Where I have moved nothing, their order holds.
    const bool moved = !movedKeys(base.fields, mine.fields).isEmpty();
    const QList<Keyed<Field>> &order = moved ? mine.fields : theirs.fields;
    QList<Keyed<Field>> merged;
    for (const Keyed<Field> &entry : order) {
        const Keyed<Field> *was = findEntry(base.fields, entry.key);
        const Keyed<Field> *is = findEntry(theirs.fields, entry.key);
        const Keyed<Field> *staged = findEntry(mine.fields, entry.key);
        if (!is || !staged)
            continue;
        // One that I added and that is there by now has no other base than what I staged.
        merged.append({entry.key, mergedField(was ? was->value : staged->value, is->value, staged->value)});
    }
    insertMissing(merged, mine.fields, [&](const Keyed<Field> &entry) { return !findEntry(base.fields, entry.key); });
    insertMissing(merged, theirs.fields, [&](const Keyed<Field> &entry) { return !findEntry(base.fields, entry.key); });
    // The primary key is first whatever else stands where.
    if (!theirs.fields.isEmpty()) {
        const qsizetype primary = entryPosition(merged, theirs.fields.front().key);
        if (primary > 0)
            merged.move(primary, 0);
    }
    return merged;
}

QList<Keyed<Index>> mergedIndexes(const TableSchema &base, const TableSchema &theirs, const TableSchema &mine,
                                  const TableSchema &merged)
{
    QList<Keyed<Index>> list;
    for (const Keyed<Index> &is : theirs.indexes) {
        const Keyed<Index> *was = findEntry(base.indexes, is.key);
        const Keyed<Index> *staged = findEntry(mine.indexes, is.key);
        if (was && !staged)
            continue;
        const bool changed = was && !sameIndex(withNamesOf(was->value, base, mine), staged->value);
        list.append({is.key, withNamesOf(is.value, theirs, merged)});
        if (changed) {
            list.back().value.type = staged->value.type;
            list.back().value.fields = staged->value.fields;
            list.back().value.name = staged->value.name;
            list.back().value.lang = staged->value.lang;
        }
    }
    insertMissing(list, mine.indexes, [&](const Keyed<Index> &entry) { return !findEntry(base.indexes, entry.key); });
    return list;
}

/// Theirs with what I have changed.
std::optional<TableProperties> mergedProperties(const TableSchema &base, const TableSchema &theirs,
                                                const TableSchema &mine)
{
    if (!base.properties || !theirs.properties || !mine.properties)
        return theirs.properties;
    TableProperties merged = *theirs.properties;
    const QList<TableProperty> changed = changedProperties(*base.properties, *mine.properties);
    for (const TableProperty property : changed)
        merged = withProperty(std::move(merged), property, *mine.properties);
    return merged;
}

} // namespace

TableSchema mergeStaged(const TableSchema &base, const TableSchema &theirs, const TableSchema &mine)
{
    TableSchema merged;
    merged.fields = mergedFields(base, theirs, mine);
    merged.indexes = mergedIndexes(base, theirs, mine, merged);
    merged.properties = mergedProperties(base, theirs, mine);
    return merged;
}

} // namespace metascope
