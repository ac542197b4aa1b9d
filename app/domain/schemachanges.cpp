// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemachanges.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

struct ChangesText {
    Q_DECLARE_TR_FUNCTIONS(metascope::SchemaChanges)
};

/// `current` with each entry that only `base` has inserted after the entry that precedes it there.
template <typename T>
QList<Keyed<T>> withRemoved(const QList<Keyed<T>> &base, const QList<Keyed<T>> &current)
{
    QList<Keyed<T>> all = current;
    EntryKey previous;
    for (const Keyed<T> &entry : base) {
        if (entryPosition(all, entry.key) < 0)
            all.insert(entryPosition(all, previous) + 1, entry);
        previous = entry.key;
    }
    return all;
}

/// The positions in `values` of one longest increasing run.
QList<qsizetype> longestRun(const QList<qsizetype> &values)
{
    QList<qsizetype> tails; // of the best run of each length, as positions in `values`
    QList<qsizetype> before(values.size(), -1);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const auto at
            = std::ranges::lower_bound(tails, values[i], {}, [&values](qsizetype tail) { return values[tail]; });
        before[i] = at == tails.begin() ? -1 : *std::prev(at);
        if (at == tails.end())
            tails.append(i);
        else
            *at = i;
    }
    QList<qsizetype> run;
    for (qsizetype i = tails.isEmpty() ? -1 : tails.back(); i >= 0; i = before[i])
        run.prepend(i);
    return run;
}

bool differs(const Index &before, const Index &now)
{
    return !sameIndex(before, now);
}

void countOne(ChangeCounts &counts, EntryChanges changes)
{
    if (changes.testFlag(EntryChange::Added))
        ++counts.added;
    else if (changes.testFlag(EntryChange::Removed))
        ++counts.removed;
    else if (changes.testFlag(EntryChange::Renamed))
        ++counts.renamed;
    else if (changes.testFlag(EntryChange::Options))
        ++counts.changed;
    else if (changes.testFlag(EntryChange::Moved))
        ++counts.moved;
}

} // namespace

QList<EntryKey> movedKeys(const QList<Keyed<Field>> &base, const QList<Keyed<Field>> &current)
{
    QHash<EntryKey, qsizetype> positions;
    for (qsizetype i = 0; i < base.size(); ++i)
        positions.insert(base[i].key, i);
    QList<EntryKey> kept;
    QList<qsizetype> values;
    for (const Keyed<Field> &field : current) {
        if (const auto at = positions.constFind(field.key); at != positions.constEnd()) {
            kept.append(field.key);
            values.append(*at);
        }
    }
    const QList<qsizetype> run = longestRun(values);
    for (auto at = run.crbegin(); at != run.crend(); ++at)
        kept.removeAt(*at);
    return kept;
}

QList<FieldRow> fieldRows(const TableSchema &base, const TableSchema &current)
{
    const QList<EntryKey> moved = movedKeys(base.fields, current.fields);
    const EntryKey primary = base.fields.isEmpty() ? EntryKey() : base.fields.front().key;
    QList<FieldRow> rows;
    for (const Keyed<Field> &entry : withRemoved(base.fields, current.fields)) {
        const Keyed<Field> *before = findEntry(base.fields, entry.key);
        FieldRow row{.key = entry.key,
                     .field = entry.value,
                     .before = std::nullopt,
                     .changes = {},
                     .primary = before && entry.key == primary};
        if (before)
            row.before = before->value;
        row.changes.setFlag(EntryChange::Added, !before);
        row.changes.setFlag(EntryChange::Removed, entryPosition(current.fields, entry.key) < 0);
        row.changes.setFlag(EntryChange::Renamed, before && before->value.name != entry.value.name);
        row.changes.setFlag(EntryChange::Options, before && !sameButName(before->value, entry.value));
        row.changes.setFlag(EntryChange::Moved, moved.contains(entry.key));
        rows.append(row);
    }
    return rows;
}

Index withNamesOf(const Index &index, const TableSchema &base, const TableSchema &current)
{
    Index renamed = index;
    for (IndexField &field : renamed.fields) {
        const auto was = std::ranges::find_if(
            base.fields, [&field](const Keyed<Field> &entry) { return entry.value.name == field.name; });
        if (was == base.fields.end())
            continue;
        if (const Keyed<Field> *is = findEntry(current.fields, was->key))
            field.name = is->value.name;
    }
    return renamed;
}

QList<IndexRow> indexRows(const TableSchema &base, const TableSchema &current)
{
    QList<IndexRow> rows;
    for (const Keyed<Index> &entry : withRemoved(base.indexes, current.indexes)) {
        const Keyed<Index> *before = findEntry(base.indexes, entry.key);
        IndexRow row{.key = entry.key, .index = entry.value, .before = std::nullopt, .changes = {}};
        if (before)
            row.before = before->value;
        const bool removed = entryPosition(current.indexes, entry.key) < 0;
        row.changes.setFlag(EntryChange::Added, !before);
        row.changes.setFlag(EntryChange::Removed, removed);
        row.changes.setFlag(EntryChange::Options,
                            before && !removed && differs(withNamesOf(before->value, base, current), entry.value));
        rows.append(row);
    }
    return rows;
}

ChangeCounts countChanges(const TableSchema &base, const TableSchema &current)
{
    ChangeCounts counts;
    for (const FieldRow &row : fieldRows(base, current))
        countOne(counts, row.changes);
    for (const IndexRow &row : indexRows(base, current))
        countOne(counts, row.changes);
    if (base.properties && current.properties)
        counts.changed += static_cast<int>(changedProperties(*base.properties, *current.properties).size());
    return counts;
}

QString describe(const ChangeCounts &counts)
{
    if (counts.total() == 0)
        return {};
    QStringList parts;
    const auto part = [&parts](int count, const QString &text) {
        if (count > 0)
            parts.append(text);
    };
    part(counts.renamed, ChangesText::tr("%1 renamed").arg(counts.renamed));
    part(counts.added, ChangesText::tr("%1 added").arg(counts.added));
    part(counts.changed, ChangesText::tr("%1 changed").arg(counts.changed));
    part(counts.moved, ChangesText::tr("%1 moved").arg(counts.moved));
    part(counts.removed, ChangesText::tr("%1 removed").arg(counts.removed));
    const QString total
        = counts.total() == 1 ? ChangesText::tr("1 change") : ChangesText::tr("%1 changes").arg(counts.total());
    return ChangesText::tr("%1: %2").arg(total, parts.join(QStringLiteral(", ")));
}

} // namespace metascope
