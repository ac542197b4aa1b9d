// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/tableproperties.h"

#include "app/domain/columnkeys.h"
#include "app/domain/jsonmembers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct PropertiesText {
    Q_DECLARE_TR_FUNCTIONS(metascope::TableProperties)
};

constexpr QStringView docsKey = u"docs";
constexpr QStringView authKey = u"auth";
constexpr QStringView tagKey = u"tag";
constexpr QStringView guidKey = u"guid";
constexpr QStringView autocompleteKey = u"autocomplete";

QStringList textsOf(const RawJson &list)
{
    QStringList texts;
    for (const RawJson &element : list.elements())
        texts.append(element.toString().value_or(QString::fromUtf8(element.text())));
    return texts;
}

bool isSame(const TableProperties &a, const TableProperties &b, TableProperty property)
{
    switch (property) {
    case TableProperty::Name: return a.name == b.name;
    case TableProperty::Description: return a.description == b.description;
    case TableProperty::Docs: return a.docs == b.docs;
    case TableProperty::Auth: return a.auth == b.auth;
    case TableProperty::Tags: return a.tags == b.tags;
    case TableProperty::Guid: return a.guid == b.guid;
    case TableProperty::Autocomplete:
        return a.autocomplete.value_or(QStringList()) == b.autocomplete.value_or(QStringList());
    }
    return true;
}

} // namespace

Result<TableProperties> tablePropertiesFromJson(const RawJson &table)
{
    const auto name = table.member(columnkey::name);
    if (!name || !name->toString())
        return Failure(missing(QStringLiteral("$.name"), PropertiesText::tr("text")));
    TableProperties properties;
    properties.name = *name->toString();
    properties.description = textOr(table, columnkey::description, {});
    properties.docs = textOr(table, docsKey, {});
    properties.auth = table.member(authKey).value_or(RawJson()).toBool().value_or(false);
    properties.tags = textsOf(table.member(tagKey).value_or(RawJson()));
    properties.guid = textOr(table, guidKey, {});
    if (const auto list = table.member(autocompleteKey); list && list->isArray()) {
        QStringList names;
        for (const RawJson &entry : list->elements())
            names.append(textOr(entry, columnkey::name, {}));
        properties.autocomplete = names;
        properties.autocompleteRaw = *list;
    }
    return properties;
}

RawJson tablePropertiesToJson(const TableProperties &properties)
{
    RawJson json = RawJson::object({{columnkey::name.toString(), RawJson::string(properties.name)},
                                    {columnkey::description.toString(), RawJson::string(properties.description)},
                                    {docsKey.toString(), RawJson::string(properties.docs)},
                                    {authKey.toString(), RawJson::boolean(properties.auth)},
                                    {tagKey.toString(), RawJson::strings(properties.tags)},
                                    {guidKey.toString(), RawJson::string(properties.guid)}});
    if (properties.autocomplete)
        json = json.with(autocompleteKey, *autocompleteBody(properties).member(autocompleteKey));
    return json;
}

QList<TableProperty> changedProperties(const TableProperties &a, const TableProperties &b)
{
    QList<TableProperty> changed;
    for (const TableProperty property :
         {TableProperty::Name, TableProperty::Description, TableProperty::Docs, TableProperty::Auth,
          TableProperty::Tags, TableProperty::Guid, TableProperty::Autocomplete}) {
        if (!isSame(a, b, property))
            changed.append(property);
    }
    return changed;
}

TableProperties withProperty(TableProperties properties, TableProperty property, const TableProperties &other)
{
    switch (property) {
    case TableProperty::Name: properties.name = other.name; break;
    case TableProperty::Description: properties.description = other.description; break;
    case TableProperty::Docs: properties.docs = other.docs; break;
    case TableProperty::Auth: properties.auth = other.auth; break;
    case TableProperty::Tags: properties.tags = other.tags; break;
    case TableProperty::Guid: properties.guid = other.guid; break;
    case TableProperty::Autocomplete: properties.autocomplete = other.autocomplete; break;
    }
    return properties;
}

RawJson propertiesBody(const TableProperties &base, const TableProperties &target)
{
    QList<std::pair<QString, RawJson>> members;
    const auto add = [&](TableProperty property, QStringView key, const RawJson &value) {
        if (!isSame(base, target, property))
            members.append({key.toString(), value});
    };
    add(TableProperty::Name, columnkey::name, RawJson::string(target.name));
    add(TableProperty::Description, columnkey::description, RawJson::string(target.description));
    add(TableProperty::Docs, docsKey, RawJson::string(target.docs));
    add(TableProperty::Auth, authKey, RawJson::boolean(target.auth));
    add(TableProperty::Tags, tagKey, RawJson::strings(target.tags));
    return RawJson::object(members);
}

RawJson securityBody(const TableProperties &target)
{
    return RawJson::object({{guidKey.toString(), RawJson::string(target.guid)}});
}

RawJson autocompleteBody(const TableProperties &target)
{
    const QList<RawJson> old = target.autocompleteRaw.elements();
    QList<RawJson> entries;
    const QStringList names = target.autocomplete.value_or(QStringList());
    for (const QString &name : names) {
        const auto found = std::ranges::find_if(
            old, [&name](const RawJson &entry) { return textOr(entry, columnkey::name, {}) == name; });
        entries.append(found == old.end() ? RawJson::object({{columnkey::name.toString(), RawJson::string(name)}})
                                          : *found);
    }
    return RawJson::object({{autocompleteKey.toString(), RawJson::array(entries)}});
}

} // namespace metascope
