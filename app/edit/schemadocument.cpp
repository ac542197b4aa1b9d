// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/schemadocument.h"

#include "app/domain/columnkeys.h"
#include "app/domain/planwords.h"
#include "app/domain/schemamerge.h"
#include "app/edit/namedfields.h"
#include "app/edit/schemadraft.h"

#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

/// Puts an entry of `base` back into `current`, after the nearest one that precedes it there.
template <typename T>
void putBack(const QList<Keyed<T>> &base, QList<Keyed<T>> &current, EntryKey key)
{
    const qsizetype from = entryPosition(base, key);
    qsizetype to = 0;
    for (qsizetype i = from - 1; i >= 0 && to == 0; --i)
        to = entryPosition(current, base[i].key) + 1;
    current.insert(to, base[from]);
}

/// `mine` as a change of `theirs`, the field that they have added under the same name.
Field takenOver(const Field &theirs, const Field &mine)
{
    Field taken = theirs;
    if (!sameButName(theirs, mine)) {
        taken = mine;
        taken.raw = theirs.raw;
        const RawJson wanted = fieldToJson(mine);
        for (const RawJson::Member &member : mine.raw.members()) {
            if (const auto value = wanted.member(member.key))
                taken.raw = taken.raw.with(member.key, *value);
        }
    }
    taken.name = mine.name;
    return taken;
}

} // namespace

SchemaDocument::SchemaDocument(QObject *parent) : SchemaDocument({}, {}, parent) {}

SchemaDocument::SchemaDocument(const QList<Field> &fields, const QList<Index> &indexes, QObject *parent)
    : QObject(parent), m_document(keyed(fields, indexes, m_keys), [this] { Q_EMIT changed(); })
{}

SchemaDocument::~SchemaDocument() = default;

std::optional<Field> SchemaDocument::field(EntryKey key) const
{
    const Keyed<Field> *found = findEntry(current().fields, key);
    return found ? std::optional(found->value) : std::nullopt;
}

bool SchemaDocument::isPrimary(EntryKey key) const
{
    return !base().fields.isEmpty() && base().fields.front().key == key;
}

void SchemaDocument::load(const QList<Field> &fields, const QList<Index> &indexes,
                          const std::optional<TableProperties> &properties)
{
    TableSchema read = keyed(fields, indexes, m_keys);
    read.properties = properties;
    m_document.reset(read, read);
}

void SchemaDocument::rebase(const TableSchema &base, bool keepStaged)
{
    m_keys.avoid(base);
    m_document.reset(base, keepStaged ? mergeStaged(m_document.saved(), base, current()) : base);
}

void SchemaDocument::settle(const ConflictInfo &conflict, const QStringList &keepTheirs)
{
    QSet<EntryKey> again; // staged fields that have nothing on the server to be a change of any more
    for (const FieldConflict &each : conflict.fields) {
        if (!each.base && !each.mine)
            continue; // new there, and in nobody's way
        const EntryKey staged = each.base ? each.key : stagedKey(each.mine->name);
        if (again.contains(staged))
            continue;
        if (keepTheirs.contains(each.name))
            revertField(staged);
        else if (each.mine && !findEntry(conflict.theirs.fields, staged)
                 && !(each.base && sameColumn(*each.mine, *each.base)))
            again.insert(staged);
    }
    for (const IndexConflict &each : conflict.indexes)
        revertIndex(each);
    // As of indexes: theirs stay, since nobody has chosen.
    for (const TableProperty property : conflict.properties)
        revertProperty(property);
    TableSchema mine = current();
    QList<Field> withoutPlace;
    mine.fields.removeIf([&](const Keyed<Field> &entry) {
        const bool taken = again.contains(entry.key);
        if (taken)
            withoutPlace.append(entry.value);
        return taken;
    });
    m_keys.avoid(conflict.theirs);
    m_document.reset(conflict.theirs, mergeStaged(base(), conflict.theirs, mine));
    for (const FieldConflict &each : conflict.fields) {
        if (each.base)
            continue;
        // One of mine that was renamed to what is theirs now: both hold data, so neither takes the other's place.
        for (const FieldRow &row : fields()) {
            if (row.changes.testFlag(EntryChange::Renamed) && collisionKey(row.field.name) == collisionKey(each.name))
                renameField(row.key, freeName(row.field.name));
        }
    }
    for (const Field &field : withoutPlace)
        stageAgain(field, keepTheirs);
    m_document.reset(base(), current());
}

void SchemaDocument::stageAgain(Field field, const QStringList &keepTheirs)
{
    TableSchema next = current();
    const auto there = std::ranges::find_if(next.fields, [&field](const Keyed<Field> &entry) {
        return collisionKey(entry.value.name) == collisionKey(field.name);
    });
    if (there == next.fields.end() || keepTheirs.contains(there->value.name)) {
        field.raw = field.raw.without(columnkey::name);
        addField(std::move(field));
        return;
    }
    const Field theirs = std::exchange(there->value, takenOver(there->value, field));
    renameInIndexes(base(), current(), next, theirs.name, field.name);
    apply(tr("Keep Mine"), next);
}

EntryKey SchemaDocument::stagedKey(const QString &name) const
{
    const auto staged = std::ranges::find_if(current().fields,
                                             [&name](const Keyed<Field> &entry) { return entry.value.name == name; });
    return staged == current().fields.end() ? EntryKey() : staged->key;
}

void SchemaDocument::revertIndex(const IndexConflict &conflict)
{
    const auto loaded = std::ranges::find_if(base().indexes, [&conflict](const Keyed<Index> &entry) {
        return conflict.base && entry.value == *conflict.base;
    });
    if (loaded == base().indexes.end())
        return;
    const Keyed<Index> &index = *loaded;
    if (findEntry(current().indexes, index.key))
        changeIndex(index.key, withNamesOf(index.value, base(), current()));
    else if (isComplete(index.value, base(), current()))
        restoreIndex(index.key);
}

EntryKey SchemaDocument::addField(Field field, std::optional<EntryKey> after)
{
    field.name = freeName(field.name.isEmpty() ? QStringLiteral("new_field") : field.name);
    TableSchema next = current();
    const qsizetype position = after ? entryPosition(next.fields, *after) : -1;
    const EntryKey key = m_keys.next();
    next.fields.insert(position < 0 ? next.fields.size() : position + 1, {key, std::move(field)});
    apply(tr("Add Field"), next);
    return key;
}

std::optional<EntryKey> SchemaDocument::duplicateField(EntryKey key)
{
    const qsizetype position = entryPosition(current().fields, key);
    if (position < 0)
        return std::nullopt;
    TableSchema next = current();
    Field copy = next.fields[position].value;
    copy.name = freeName(copy.name + QStringLiteral("_copy"));
    copy.raw = copy.raw.without(columnkey::name);
    const EntryKey copyKey = m_keys.next();
    next.fields.insert(position + 1, {copyKey, std::move(copy)});
    apply(tr("Duplicate Field"), next);
    return copyKey;
}

void SchemaDocument::renameField(EntryKey key, const QString &name)
{
    TableSchema next = current();
    const qsizetype position = entryPosition(next.fields, key);
    if (position < 0 || isPrimary(key) || next.fields[position].value.name == name)
        return;
    const QString old = std::exchange(next.fields[position].value.name, name);
    renameInIndexes(base(), current(), next, old, name);
    renameInAutocomplete(next, old, name);
    apply(tr("Rename Field"), next, QStringLiteral("name %1").arg(key.value()));
}

void SchemaDocument::changeField(EntryKey key, const Field &field, const QString &member)
{
    TableSchema next = current();
    const qsizetype position = entryPosition(next.fields, key);
    if (position < 0 || isPrimary(key))
        return;
    Field changed = field;
    changed.name = next.fields[position].value.name;
    next.fields[position].value = changed;
    apply(tr("Change %1").arg(member), next, QStringLiteral("%1 %2").arg(member).arg(key.value()));
}

void SchemaDocument::removeField(EntryKey key)
{
    TableSchema next = current();
    takeOut(next, key);
    apply(tr("Remove Field"), next);
}

void SchemaDocument::takeOut(TableSchema &next, EntryKey key) const
{
    const qsizetype position = entryPosition(next.fields, key);
    if (position < 0 || isPrimary(key))
        return;
    const QString name = next.fields.takeAt(position).value.name;
    if (!isNameOf(next, name))
        next.indexes.removeIf([&name](const Keyed<Index> &index) { return index.value.uses(name); });
    if (!isNameOf(next, name) && next.properties && next.properties->autocomplete)
        next.properties->autocomplete->removeAll(name);
}

void SchemaDocument::restoreField(EntryKey key)
{
    TableSchema next = current();
    putBackIn(next, key);
    apply(tr("Restore Field"), next);
}

void SchemaDocument::putBackIn(TableSchema &next, EntryKey key) const
{
    const Keyed<Field> *loaded = findEntry(base().fields, key);
    if (!loaded || findEntry(next.fields, key))
        return;
    putBack(base().fields, next.fields, key);
    for (const Keyed<Index> &index : base().indexes) {
        const bool wentAlong = index.value.uses(loaded->value.name) && !findEntry(next.indexes, index.key);
        if (!wentAlong || !isComplete(index.value, base(), next))
            continue;
        putBack(base().indexes, next.indexes, index.key);
        next.indexes[entryPosition(next.indexes, index.key)].value = withNamesOf(index.value, base(), next);
    }
    putBackInAutocomplete(base(), next, loaded->value.name);
}

bool SchemaDocument::canMoveField(EntryKey key, qsizetype position) const
{
    const qsizetype from = entryPosition(current().fields, key);
    const qsizetype first = base().fields.isEmpty() ? 0 : 1;
    return from >= first && position >= first && position < current().fields.size() && position != from;
}

void SchemaDocument::moveField(EntryKey key, qsizetype position)
{
    if (!canMoveField(key, position))
        return;
    TableSchema next = current();
    next.fields.move(entryPosition(next.fields, key), position);
    apply(tr("Move Field"), next);
}

void SchemaDocument::revertField(EntryKey key)
{
    TableSchema next = current();
    revertIn(next, key);
    apply(tr("Revert Field"), next);
}

void SchemaDocument::revertIn(TableSchema &next, EntryKey key) const
{
    const Keyed<Field> *loaded = findEntry(base().fields, key);
    const qsizetype position = entryPosition(next.fields, key);
    if (!loaded) {
        takeOut(next, key);
        return;
    }
    if (position < 0) {
        putBackIn(next, key);
        return;
    }
    const TableSchema before = next;
    const QString staged = next.fields[position].value.name;
    next.fields[position].value = loaded->value;
    if (movedKeys(base().fields, next.fields).contains(key)) {
        next.fields.removeAt(position);
        putBack(base().fields, next.fields, key);
    }
    renameInIndexes(base(), before, next, staged, loaded->value.name);
    renameInAutocomplete(next, staged, loaded->value.name);
}

EntryKey SchemaDocument::addIndex(Index index)
{
    TableSchema next = current();
    const EntryKey key = m_keys.next();
    next.indexes.append({key, std::move(index)});
    apply(tr("Add Index"), next);
    return key;
}

void SchemaDocument::changeIndex(EntryKey key, const Index &index)
{
    TableSchema next = current();
    const qsizetype position = entryPosition(next.indexes, key);
    if (position < 0 || next.indexes[position].value.isPrimary())
        return;
    next.indexes[position].value = index;
    apply(tr("Change Index"), next);
}

void SchemaDocument::removeIndex(EntryKey key)
{
    TableSchema next = current();
    const qsizetype position = entryPosition(next.indexes, key);
    if (position < 0 || next.indexes[position].value.isPrimary())
        return;
    next.indexes.removeAt(position);
    apply(tr("Remove Index"), next);
}

void SchemaDocument::restoreIndex(EntryKey key)
{
    if (!findEntry(base().indexes, key) || findEntry(current().indexes, key))
        return;
    TableSchema next = current();
    putBack(base().indexes, next.indexes, key);
    Index &restored = next.indexes[entryPosition(next.indexes, key)].value;
    restored = withNamesOf(restored, base(), next);
    apply(tr("Restore Index"), next);
}

void SchemaDocument::changeProperties(const TableProperties &properties, const QString &member)
{
    if (!current().properties)
        return;
    TableSchema next = current();
    next.properties = properties;
    apply(tr("Change %1").arg(member), next, QStringLiteral("%1 of the table").arg(member));
}

void SchemaDocument::revertProperty(TableProperty property)
{
    if (!current().properties || !base().properties)
        return;
    TableSchema next = current();
    next.properties = withProperty(*current().properties, property, *base().properties);
    apply(tr("Revert %1").arg(planwords::propertyPhrase(property)), next);
}

void SchemaDocument::discard()
{
    apply(tr("Discard Changes"), base());
}

void SchemaDocument::stageAs(const QString &name, const TableSchema &next)
{
    m_keys.avoid(next);
    apply(name, next);
}

QByteArray SchemaDocument::draft() const
{
    return isDirty() ? m_drafts.write(base(), current()) : QByteArray();
}

Result<Done> SchemaDocument::restoreDraft(const QByteArray &draft)
{
    const Result<SchemaDraft> read = SchemaDraft::fromJson(draft);
    if (!read)
        return Failure(read.error());
    m_keys.avoid(read->base);
    m_keys.avoid(read->current);
    m_document.reset(read->base, read->current);
    return Done{};
}

void SchemaDocument::apply(const QString &text, const TableSchema &next, const QString &mergeKey)
{
    m_document.edit(text, next, mergeKey);
}

QString SchemaDocument::freeName(const QString &wanted) const
{
    const auto isTaken = [this](const QString &name) {
        return std::ranges::any_of(current().fields, [&name](const Keyed<Field> &field) {
            return collisionKey(field.value.name) == collisionKey(name);
        });
    };
    QString name = wanted;
    for (int i = 2; isTaken(name); ++i)
        name = QStringLiteral("%1_%2").arg(wanted).arg(i);
    return name;
}

} // namespace metascope
