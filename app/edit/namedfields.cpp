// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/namedfields.h"

#include "app/domain/schemachanges.h"

#include <algorithm>
#include <utility>

namespace metascope {

bool isNameOf(const TableSchema &schema, const QString &name)
{
    return std::ranges::any_of(schema.fields, [&name](const Keyed<Field> &field) { return field.value.name == name; });
}

void renameInIndexes(const TableSchema &base, const TableSchema &before, TableSchema &after, const QString &from,
                     const QString &to)
{
    const bool plain = !isNameOf(after, from) && !isNameOf(before, to);
    for (Keyed<Index> &index : after.indexes) {
        const Keyed<Index> *loaded = findEntry(base.indexes, index.key);
        if (loaded && index.value.fields == withNamesOf(loaded->value, base, before).fields) {
            index.value.fields = withNamesOf(loaded->value, base, after).fields;
            continue;
        }
        for (IndexField &field : index.value.fields) {
            if (plain && field.name == from)
                field.name = to;
        }
    }
}

void renameInAutocomplete(TableSchema &schema, const QString &from, const QString &to)
{
    if (schema.properties && schema.properties->autocomplete && !isNameOf(schema, from))
        std::ranges::replace(*schema.properties->autocomplete, from, to);
}

void putBackInAutocomplete(const TableSchema &base, TableSchema &schema, const QString &name)
{
    if (!base.properties || !schema.properties || !schema.properties->autocomplete)
        return;
    const QStringList before = base.properties->autocomplete.value_or(QStringList());
    QStringList &now = *schema.properties->autocomplete;
    const qsizetype from = before.indexOf(name);
    if (from < 0 || now.contains(name))
        return;
    qsizetype to = 0;
    for (qsizetype i = from - 1; i >= 0 && to == 0; --i)
        to = now.indexOf(before[i]) + 1;
    now.insert(to, name);
}

bool isComplete(const Index &index, const TableSchema &base, const TableSchema &current)
{
    return std::ranges::all_of(index.fields, [&](const IndexField &field) {
        return std::ranges::any_of(base.fields, [&](const Keyed<Field> &entry) {
            return entry.value.name == field.name && findEntry(current.fields, entry.key);
        });
    });
}

} // namespace metascope
