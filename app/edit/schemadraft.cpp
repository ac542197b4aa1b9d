// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/schemadraft.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct DraftText {
    Q_DECLARE_TR_FUNCTIONS(metascope::SchemaDraft)
};

constexpr QStringView versionKey = u"version";
constexpr QStringView baseKey = u"base";
constexpr QStringView currentKey = u"current";
constexpr QStringView fieldsKey = u"fields";
constexpr QStringView indexesKey = u"indexes";
constexpr QStringView entryKey = u"key";
constexpr QStringView rawKey = u"raw"; ///< as the server sent it, null for a new entry
constexpr QStringView jsonKey = u"json"; ///< as it stands now
constexpr QStringView idKey = u"id"; ///< of an index
constexpr QStringView propertiesKey = u"properties"; ///< only where they were read
constexpr QStringView tableKey = u"table"; ///< as a table object
constexpr qint64 version = 1;

RawJson entry(EntryKey key, const RawJson &raw, const RawJson &json)
{
    return RawJson::object({{entryKey.toString(), RawJson::integer(static_cast<qint64>(key.value()))},
                            {rawKey.toString(), raw},
                            {jsonKey.toString(), json}});
}

RawJson fieldEntry(const Keyed<Field> &field)
{
    return entry(field.key, field.value.raw, fieldToJson(field.value));
}

RawJson schemaJson(const TableSchema &schema, const QList<RawJson> &fields)
{
    QList<RawJson> indexes;
    for (const Keyed<Index> &index : schema.indexes)
        indexes.append(
            entry(index.key, index.value.raw, indexToJson(index.value)).with(idKey, RawJson::string(index.value.id)));
    QList<std::pair<QString, RawJson>> members{{fieldsKey.toString(), RawJson::array(fields)},
                                               {indexesKey.toString(), RawJson::array(indexes)}};
    if (schema.properties) {
        const TableProperties &properties = *schema.properties;
        members.append({propertiesKey.toString(),
                        RawJson::object({{rawKey.toString(), properties.autocompleteRaw},
                                         {tableKey.toString(), tablePropertiesToJson(properties)}})});
    }
    return RawJson::object(members);
}

Result<std::optional<TableProperties>> propertiesFrom(const std::optional<RawJson> &json)
{
    if (!json)
        return std::nullopt;
    auto properties = tablePropertiesFromJson(json->member(tableKey).value_or(RawJson()));
    if (!properties)
        return Failure(properties.error());
    properties->autocompleteRaw = json->member(rawKey).value_or(RawJson());
    return *properties;
}

template <typename T>
Result<QList<Keyed<T>>> entriesFrom(const std::optional<RawJson> &list, Result<T> (*decode)(const RawJson &))
{
    QList<Keyed<T>> entries;
    for (const RawJson &element : list ? list->elements() : QList<RawJson>()) {
        const auto key = element.member(entryKey);
        const qint64 number = key ? key->toInteger().value_or(0) : 0;
        Result<T> value = decode(element.member(jsonKey).value_or(RawJson()));
        if (number <= 0 || !value)
            return Failure(Error::local(ErrorKind::Decode, DraftText::tr("the draft is damaged")));
        value->raw = element.member(rawKey).value_or(RawJson());
        if constexpr (std::is_same_v<T, Index>) {
            const auto id = element.member(idKey);
            value->id = id ? id->toString().value_or(QString()) : QString();
        }
        entries.append({EntryKey(static_cast<quint64>(number)), std::move(*value)});
    }
    return entries;
}

Result<TableSchema> schemaFrom(const std::optional<RawJson> &json)
{
    const RawJson object = json.value_or(RawJson());
    auto fields = entriesFrom<Field>(object.member(fieldsKey), fieldFromJson);
    auto indexes = entriesFrom<Index>(object.member(indexesKey), indexFromJson);
    if (!fields)
        return Failure(fields.error());
    if (!indexes)
        return Failure(indexes.error());
    auto properties = propertiesFrom(object.member(propertiesKey));
    if (!properties)
        return Failure(properties.error());
    return TableSchema{*fields, *indexes, *properties};
}

} // namespace

QByteArray SchemaDraft::toJson() const
{
    return DraftWriter().write(base, current);
}

QByteArray DraftWriter::write(const TableSchema &base, const TableSchema &current)
{
    if (m_baseJson.isNull() || m_base != base) {
        m_base = base;
        m_entries.clear();
        m_positions.clear();
        for (const Keyed<Field> &field : base.fields) {
            m_positions.insert(field.key, m_entries.size());
            m_entries.append(fieldEntry(field));
        }
        m_baseJson = schemaJson(base, m_entries);
    }
    QList<RawJson> fields;
    for (const Keyed<Field> &field : current.fields) {
        const qsizetype at = m_positions.value(field.key, -1);
        fields.append(at >= 0 && base.fields.at(at) == field ? m_entries.at(at) : fieldEntry(field));
    }
    return RawJson::object({{versionKey.toString(), RawJson::integer(version)},
                            {baseKey.toString(), m_baseJson},
                            {currentKey.toString(), schemaJson(current, fields)}})
        .text();
}

Result<SchemaDraft> SchemaDraft::fromJson(const QByteArray &text)
{
    const auto json = RawJson::parse(text);
    if (!json)
        return Failure(json.error());
    const auto number = json->member(versionKey);
    if (!number || number->toInteger() != version)
        return Failure(Error::local(ErrorKind::Decode, DraftText::tr("the draft is of another version")));
    auto base = schemaFrom(json->member(baseKey));
    auto current = schemaFrom(json->member(currentKey));
    if (!base)
        return Failure(base.error());
    if (!current)
        return Failure(current.error());
    return SchemaDraft{*base, *current};
}

} // namespace metascope
