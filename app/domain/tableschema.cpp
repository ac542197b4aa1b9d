// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/tableschema.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

struct SchemaText {
    Q_DECLARE_TR_FUNCTIONS(metascope::TableSchema)
};

template <typename T>
Result<QList<T>> listFromJson(const RawJson &list, Result<T> (*decode)(const RawJson &))
{
    if (!list.isArray())
        return Failure(Error::local(ErrorKind::Decode, SchemaText::tr("the answer is no list"), QStringLiteral("$")));
    QList<T> entries;
    for (const RawJson &element : list.elements()) {
        Result<T> entry = decode(element);
        if (!entry) {
            Error error = entry.error();
            error.detail = QStringLiteral("$[%1]").arg(entries.size()) + error.detail.mid(1);
            return Failure(error);
        }
        entries.append(std::move(*entry));
    }
    return entries;
}

template <typename T>
const Keyed<T> *find(const QList<Keyed<T>> &entries, EntryKey key)
{
    const auto found = std::ranges::find(entries, key, &Keyed<T>::key);
    return found == entries.end() ? nullptr : &*found;
}

template <typename T>
qsizetype position(const QList<Keyed<T>> &entries, EntryKey key)
{
    const auto found = std::ranges::find(entries, key, &Keyed<T>::key);
    return found == entries.end() ? -1 : std::distance(entries.begin(), found);
}

/// Gives `value` the key of the first entry of `known` that `matches` and was not given yet, else leaves it without one.
template <typename T, typename Match>
void takeKey(Keyed<T> &entry, const QList<Keyed<T>> &known, QSet<EntryKey> &given, Match matches)
{
    const auto found = std::ranges::find_if(
        known, [&](const Keyed<T> &other) { return !given.contains(other.key) && matches(other.value, entry.value); });
    if (found == known.end())
        return;
    entry.key = found->key;
    given.insert(found->key);
}

} // namespace

KeySource::KeySource(const TableSchema &inUse)
{
    avoid(inUse);
}

void KeySource::avoid(const TableSchema &schema)
{
    for (const Keyed<Field> &field : schema.fields)
        m_last = std::max(m_last, field.key.value());
    for (const Keyed<Index> &index : schema.indexes)
        m_last = std::max(m_last, index.key.value());
}

Result<QList<Field>> fieldsFromJson(const RawJson &list)
{
    return listFromJson(list, fieldFromJson);
}

Result<QList<Index>> indexesFromJson(const RawJson &list)
{
    return listFromJson(list, indexFromJson);
}

TableSchema keyed(const QList<Field> &fields, const QList<Index> &indexes, KeySource &keys)
{
    return keyedLike({}, fields, indexes, keys);
}

TableSchema keyedLike(const TableSchema &known, const QList<Field> &fields, const QList<Index> &indexes,
                      KeySource &keys)
{
    keys.avoid(known);
    TableSchema schema;
    QSet<EntryKey> given;
    for (const Field &field : fields) {
        schema.fields.append({{}, field});
        takeKey(schema.fields.back(), known.fields, given,
                [](const Field &a, const Field &b) { return a.name == b.name; });
    }
    for (const Index &index : indexes) {
        schema.indexes.append({{}, index});
        takeKey(schema.indexes.back(), known.indexes, given,
                [](const Index &a, const Index &b) { return !a.id.isEmpty() && a.id == b.id; });
    }
    // A created index gets its id from the server: it is known again by what it says.
    for (Keyed<Index> &index : schema.indexes) {
        if (index.key == EntryKey())
            takeKey(index, known.indexes, given, sameIndex);
        if (index.key == EntryKey())
            index.key = keys.next();
    }
    for (Keyed<Field> &field : schema.fields) {
        if (field.key == EntryKey())
            field.key = keys.next();
    }
    return schema;
}

const Keyed<Field> *findEntry(const QList<Keyed<Field>> &fields, EntryKey key)
{
    return find(fields, key);
}

const Keyed<Index> *findEntry(const QList<Keyed<Index>> &indexes, EntryKey key)
{
    return find(indexes, key);
}

qsizetype entryPosition(const QList<Keyed<Field>> &fields, EntryKey key)
{
    return position(fields, key);
}

qsizetype entryPosition(const QList<Keyed<Index>> &indexes, EntryKey key)
{
    return position(indexes, key);
}

QString collisionKey(const QString &name)
{
    return name.toCaseFolded();
}

} // namespace metascope
