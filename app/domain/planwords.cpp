// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/planwords.h"

#include "app/domain/columnkeys.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <iterator>

namespace metascope::planwords {

namespace {

struct PlanText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ApplyPlan)
};

namespace key = columnkey;

QString memberPhrase(const QString &member, const Field &before, const Field &after)
{
    if (QStringView(member) == key::type)
        return PlanText::tr("type from %1 to %2").arg(before.type, after.type);
    if (QStringView(member) == key::required)
        return after.required ? PlanText::tr("required") : PlanText::tr("not required");
    if (QStringView(member) == key::nullable)
        return after.nullable ? PlanText::tr("nullable") : PlanText::tr("not nullable");
    if (QStringView(member) == key::defaultValue)
        return PlanText::tr("default");
    if (QStringView(member) == key::description)
        return PlanText::tr("description");
    if (QStringView(member) == key::values)
        return PlanText::tr("values");
    if (QStringView(member) == key::reference)
        return PlanText::tr("referenced table");
    return member;
}

/// Whether a field inside an object is not there any more under its name, or is of another type or style. Order alone
/// loses nothing.
bool losesChildren(const Field &before, const Field &after)
{
    return std::ranges::any_of(before.children, [&after](const Field &was) {
        const auto is = std::ranges::find(after.children, was.name, &Field::name);
        return is == after.children.end() || is->type != was.type || is->style != was.style || losesChildren(was, *is);
    });
}

} // namespace

QString fieldPhrase(const Field &field)
{
    QStringList parts;
    if (field.reference)
        parts.append(PlanText::tr("reference to table %1").arg(field.reference->value()));
    else
        parts.append(field.type);
    if (field.isList())
        parts.append(PlanText::tr("list"));
    if (field.required)
        parts.append(PlanText::tr("required"));
    if (field.nullable)
        parts.append(PlanText::tr("nullable"));
    return parts.join(QStringLiteral(", "));
}

QString indexPhrase(const Index &index)
{
    QStringList names;
    std::ranges::transform(index.fields, std::back_inserter(names), &IndexField::name);
    const QString type = index.isUnique() ? PlanText::tr("unique") : index.type;
    return PlanText::tr("%1 on %2").arg(type, names.join(QStringLiteral(", ")));
}

QString deleteIndex(const Index &index, const QString &droppedField)
{
    if (droppedField.isEmpty())
        return PlanText::tr("Delete the index %1").arg(indexPhrase(index));
    return PlanText::tr("Delete the index %1, since %2 is deleted").arg(indexPhrase(index), droppedField);
}

QString createIndex(const Index &index)
{
    return PlanText::tr("Add an index: %1").arg(indexPhrase(index));
}

QString rename(const QString &from, const QString &to)
{
    return PlanText::tr("Rename %1 to %2").arg(from, to);
}

QString stepAside(const QString &from, const QString &to, bool dropped)
{
    if (dropped)
        return PlanText::tr("Rename %1 to %2, so that its name is free; it is deleted at the end").arg(from, to);
    return PlanText::tr("Rename %1 to %2 for now, since the names are in each other's way").arg(from, to);
}

QString create(const Field &field)
{
    return PlanText::tr("Add %1 (%2)").arg(field.name, fieldPhrase(field));
}

QString deleteField(const QString &loaded, const QString &standing)
{
    if (loaded == standing)
        return PlanText::tr("Delete %1 with its data").arg(loaded);
    return PlanText::tr("Delete %1 (by then named %2) with its data").arg(loaded, standing);
}

QString deleteFieldLoses(const QString &loaded)
{
    return PlanText::tr("What %1 holds in every record of every data source").arg(loaded);
}

QString changeField(const Field &before, const Field &after, const PutEntry &entry)
{
    QStringList parts;
    for (const auto &[member, value] : entry.members)
        parts.append(memberPhrase(member, before, after));
    for (const QString &member : entry.removedMembers)
        parts.append(PlanText::tr("no %1").arg(memberPhrase(member, before, after)));
    return PlanText::tr("change %1 (%2)").arg(after.name, parts.join(QStringLiteral("; ")));
}

QString changeFieldLoses(const Field &before, const Field &after)
{
    if (before.type != after.type || before.style != after.style)
        return PlanText::tr("Unknown for %1: Xano may convert or clear values.").arg(after.name);
    if (losesChildren(before, after))
        return PlanText::tr(
                   "Unknown for %1: fields inside it have no rename of their own, so what was renamed, changed in "
                   "type or removed there may lose its values.")
            .arg(after.name);
    const bool fewer
        = std::ranges::any_of(before.values, [&after](const QString &value) { return !after.values.contains(value); });
    if (fewer)
        return PlanText::tr("Records may hold values of %1 that are no longer allowed.").arg(after.name);
    return {};
}

QString putIndexes(const QStringList &added)
{
    return PlanText::tr("Send the whole list of indexes with new ones: %1").arg(added.join(QStringLiteral("; ")));
}

QString propertyPhrase(TableProperty property)
{
    switch (property) {
    case TableProperty::Name: return PlanText::tr("name");
    case TableProperty::Description: return PlanText::tr("description");
    case TableProperty::Docs: return PlanText::tr("documentation");
    case TableProperty::Auth: return PlanText::tr("sign-in");
    case TableProperty::Tags: return PlanText::tr("tags");
    case TableProperty::Guid: return PlanText::tr("GUID");
    case TableProperty::Autocomplete: return PlanText::tr("autocomplete");
    }
    return {};
}

QString putProperties(const TableProperties &before, const TableProperties &after, const QList<TableProperty> &changed)
{
    QStringList parts;
    for (const TableProperty property : changed) {
        if (property == TableProperty::Name)
            parts.append(PlanText::tr("name from %1 to %2").arg(before.name, after.name));
        else if (property == TableProperty::Auth)
            parts.append(after.auth ? PlanText::tr("its records can sign in")
                                    : PlanText::tr("its records cannot sign in any more"));
        else
            parts.append(propertyPhrase(property));
    }
    return PlanText::tr("Change the table's properties (%1)").arg(parts.join(QStringLiteral("; ")));
}

QString putSecurity(const TableProperties &after)
{
    return PlanText::tr("Set the table's GUID to %1").arg(after.guid);
}

QString putAutocomplete(const TableProperties &after)
{
    const QStringList names = after.autocomplete.value_or(QStringList());
    if (names.isEmpty())
        return PlanText::tr("Set the table's autocomplete to no field");
    return PlanText::tr("Set the table's autocomplete to %1").arg(names.join(QStringLiteral(", ")));
}

QString put(const QStringList &parts, bool reordered)
{
    QStringList all = parts;
    if (reordered)
        all.append(PlanText::tr("put the fields in their new order"));
    return PlanText::tr("Send the whole list of fields: %1").arg(all.join(QStringLiteral("; ")));
}

} // namespace metascope::planwords
