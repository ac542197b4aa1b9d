// SPDX-License-Identifier: GPL-3.0-or-later
// The edits of SchemaDocument that name fields by place: inside objects, and several at once.
#include "app/edit/schemadocument.h"

#include <algorithm>
#include <functional>

namespace metascope {

namespace {

Field *fieldIn(TableSchema &schema, const FieldPlace &place)
{
    const qsizetype position = entryPosition(schema.fields, place.key);
    return position < 0 ? nullptr : fieldDown(schema.fields[position].value, place.path);
}

const Field *fieldIn(const TableSchema &schema, const FieldPlace &place)
{
    const Keyed<Field> *entry = findEntry(schema.fields, place.key);
    return entry ? fieldDown(entry->value, place.path) : nullptr;
}

/// What a nested field was loaded as, given what its object was loaded as.
const Field *loadedOf(const Field *loadedTop, const Field &top, const QList<qsizetype> &path)
{
    const Field *loaded = loadedTop;
    const Field *staged = &top;
    for (const qsizetype position : path) {
        if (!loaded || position < 0 || position >= staged->children.size())
            return nullptr;
        const Field &child = staged->children.at(position);
        loaded = loadedChild(loaded->children, staged->children, child);
        staged = &child;
    }
    return loaded;
}

QString placeText(const FieldPlace &place)
{
    QString text = QString::number(place.key.value());
    for (const qsizetype position : place.path)
        text += QStringLiteral("/%1").arg(position);
    return text;
}

QString freeChildName(const QList<Field> &children, const QString &wanted)
{
    const auto isTaken = [&children](const QString &name) {
        return std::ranges::any_of(
            children, [&name](const Field &child) { return collisionKey(child.name) == collisionKey(name); });
    };
    QString name = wanted;
    for (int i = 2; isTaken(name); ++i)
        name = QStringLiteral("%1_%2").arg(wanted).arg(i);
    return name;
}

/// Deeper and later ones first, so that taking one out leaves the places of the others as they are.
QList<FieldPlace> fromTheEnd(QList<FieldPlace> places)
{
    std::ranges::sort(places, [](const FieldPlace &a, const FieldPlace &b) {
        return std::ranges::lexicographical_compare(b.path, a.path);
    });
    return places;
}

} // namespace

std::optional<Field> SchemaDocument::field(const FieldPlace &place) const
{
    const Field *found = fieldIn(current(), place);
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<Field> SchemaDocument::loadedField(const FieldPlace &place) const
{
    const Keyed<Field> *loaded = findEntry(base().fields, place.key);
    const Keyed<Field> *staged = findEntry(current().fields, place.key);
    if (!loaded)
        return std::nullopt;
    // Of a removed object the fields inside are as loaded.
    const Field *found
        = staged ? loadedOf(&loaded->value, staged->value, place.path) : fieldDown(loaded->value, place.path);
    return found ? std::optional(*found) : std::nullopt;
}

void SchemaDocument::renameField(const FieldPlace &place, const QString &name)
{
    if (!place.isNested()) {
        renameField(place.key, name);
        return;
    }
    TableSchema next = current();
    Field *field = fieldIn(next, place);
    if (!field || field->name == name)
        return;
    field->name = name;
    apply(tr("Rename Field"), next, QStringLiteral("name %1").arg(placeText(place)));
}

void SchemaDocument::changeField(const FieldPlace &place, const Field &field, const QString &member)
{
    if (!place.isNested()) {
        changeField(place.key, field, member);
        return;
    }
    TableSchema next = current();
    Field *staged = fieldIn(next, place);
    if (!staged || isPrimary(place.key))
        return;
    const QString name = staged->name;
    *staged = field;
    staged->name = name;
    apply(tr("Change %1").arg(member), next, QStringLiteral("%1 %2").arg(member, placeText(place)));
}

std::optional<FieldPlace> SchemaDocument::addChild(const FieldPlace &object, Field child)
{
    TableSchema next = current();
    Field *parent = fieldIn(next, object);
    if (!parent || isPrimary(object.key))
        return std::nullopt;
    child.name = freeChildName(parent->children, child.name.isEmpty() ? QStringLiteral("new_field") : child.name);
    parent->children.append(std::move(child));
    const FieldPlace place = object.child(parent->children.size() - 1);
    apply(tr("Add Field"), next);
    return place;
}

bool SchemaDocument::canMoveChild(const FieldPlace &place, qsizetype position) const
{
    const Field *parent = place.isNested() ? fieldIn(current(), place.parent()) : nullptr;
    return parent && place.path.last() < parent->children.size() && position >= 0 && position < parent->children.size()
        && position != place.path.last();
}

void SchemaDocument::moveChild(const FieldPlace &place, qsizetype position)
{
    if (!canMoveChild(place, position))
        return;
    TableSchema next = current();
    fieldIn(next, place.parent())->children.move(place.path.last(), position);
    apply(tr("Move Field"), next);
}

void SchemaDocument::changeFields(const QList<FieldPlace> &places, const QString &member,
                                  const std::function<void(Field &)> &change)
{
    TableSchema next = current();
    int changed = 0;
    for (const FieldPlace &place : places) {
        Field *field = isPrimary(place.key) ? nullptr : fieldIn(next, place);
        if (!field)
            continue;
        const Field before = *field;
        change(*field);
        field->name = before.name;
        changed += *field != before ? 1 : 0;
    }
    apply(tr("Change %1 of %n Field(s)", nullptr, changed).arg(member), next);
}

void SchemaDocument::removeFields(const QList<FieldPlace> &places)
{
    TableSchema next = current();
    int removed = 0;
    for (const FieldPlace &place : fromTheEnd(places)) {
        if (!fieldIn(next, place) || isPrimary(place.key))
            continue;
        if (place.isNested())
            fieldIn(next, place.parent())->children.removeAt(place.path.last());
        else
            takeOut(next, place.key);
        ++removed;
    }
    apply(removed == 1 ? tr("Remove Field") : tr("Remove %n Field(s)", nullptr, removed), next);
}

void SchemaDocument::revertFields(const QList<FieldPlace> &places)
{
    TableSchema next = current();
    for (const FieldPlace &place : fromTheEnd(places)) {
        if (!place.isNested()) {
            revertIn(next, place.key);
            continue;
        }
        Field *staged = fieldIn(next, place);
        if (!staged)
            continue;
        if (const auto loaded = loadedField(place))
            *staged = *loaded;
        else
            fieldIn(next, place.parent())->children.removeAt(place.path.last());
    }
    apply(places.size() == 1 ? tr("Revert Field") : tr("Revert %n Field(s)", nullptr, static_cast<int>(places.size())),
          next);
}

QList<EntryKey> SchemaDocument::addFields(const QList<Field> &fields, std::optional<EntryKey> after)
{
    TableSchema next = current();
    QList<EntryKey> keys;
    const qsizetype found = after ? entryPosition(next.fields, *after) : -1;
    qsizetype position = found < 0 ? next.fields.size() : found + 1;
    QList<Field> names;
    for (const Keyed<Field> &entry : next.fields)
        names.append(entry.value);
    for (Field field : fields) {
        field.name = freeChildName(names, field.name.isEmpty() ? QStringLiteral("new_field") : field.name);
        names.append(field);
        keys.append(m_keys.next());
        next.fields.insert(position++, {keys.constLast(), std::move(field)});
    }
    apply(fields.size() == 1 ? tr("Add Field") : tr("Add %n Field(s)", nullptr, static_cast<int>(fields.size())), next);
    return keys;
}

void SchemaDocument::revertIndex(EntryKey key)
{
    const Keyed<Index> *loaded = findEntry(base().indexes, key);
    if (!loaded)
        removeIndex(key);
    else if (!findEntry(current().indexes, key))
        restoreIndex(key);
    else
        changeIndex(key, withNamesOf(loaded->value, base(), current()));
}

} // namespace metascope
