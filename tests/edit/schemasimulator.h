// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/columnkeys.h"
#include "app/domain/schemadiff.h"

#include <QtCore/QHash>

#include <algorithm>

namespace metascope::test {

/// One table of the API in memory, with one record: renames carry its values along, a PUT loses what it omits. Stricter
/// than any server in what it refuses: names that differ in case alone are in each other's way, and a field that an index
/// uses cannot be deleted.
class SchemaSimulator {
public:
    QList<RawJson> columns;
    QList<Index> indexes;
    QHash<QString, QString> record;
    std::optional<TableProperties> properties;
    int lostByPut = 0;

    SchemaSimulator() = default;
    /// `base` with the record's value of each field naming the field's key.
    explicit SchemaSimulator(const TableSchema &base)
    {
        for (const Keyed<Field> &field : base.fields) {
            columns.append(fieldToJson(field.value));
            record.insert(field.value.name, valueOf(field.key));
        }
        for (const Keyed<Index> &index : base.indexes)
            indexes.append(index.value);
        properties = base.properties;
    }

    static QString valueOf(EntryKey key) { return QStringLiteral("value %1").arg(key.value()); }

    [[nodiscard]] static QString nameOf(const RawJson &column)
    {
        return column.member(columnkey::name)->toString().value_or(QString());
    }

    [[nodiscard]] RawJson schema() const { return RawJson::array(columns); }
    [[nodiscard]] RawJson indexList() const
    {
        QList<RawJson> list;
        for (const Index &index : indexes) {
            Index whole = index;
            list.append(indexToJson(whole).with(columnkey::id, RawJson::string(index.id)));
        }
        return RawJson::array(list);
    }

    Result<Done> rename(const RawJson &body)
    {
        const QString from = body.member(columnkey::oldName)->toString().value_or(QString());
        const QString to = body.member(columnkey::newName)->toString().value_or(QString());
        const auto column = find(from);
        if (column == columns.end() || column == columns.begin())
            return refuse(QStringLiteral("rename: no ") + from);
        if (isTaken(to))
            return refuse(QStringLiteral("rename: taken ") + to);
        *column = column->with(columnkey::name, RawJson::string(to));
        if (record.contains(from))
            record.insert(to, record.take(from));
        for (Index &index : indexes) {
            for (IndexField &field : index.fields)
                field.name = field.name == from ? to : field.name;
        }
        return Done{};
    }

    Result<Done> create(const QString &call, const RawJson &body)
    {
        if (isTaken(nameOf(body)))
            return refuse(QStringLiteral("create: taken ") + nameOf(body));
        QString type = call;
        if (call == QLatin1String("tableref"))
            type = QStringLiteral("int");
        else if (call == QLatin1String("tablerefuuid"))
            type = QStringLiteral("uuid");
        QList<std::pair<QString, RawJson>> members{{columnkey::name.toString(), RawJson::string(nameOf(body))},
                                                   {columnkey::type.toString(), RawJson::string(type)}};
        for (const RawJson::Member &member : body.members()) {
            if (QStringView(member.key) == columnkey::filters)
                members.append({columnkey::validators.toString(), member.value});
            else if (QStringView(member.key) != columnkey::name)
                members.append({member.key, member.value});
        }
        columns.append(RawJson::object(members));
        return Done{};
    }

    Result<Done> put(const RawJson &list)
    {
        const QList<RawJson> next = list.elements();
        if (next.isEmpty() || (!columns.isEmpty() && nameOf(next.front()) != nameOf(columns.front())))
            return refuse(QStringLiteral("put: the primary key must be first"));
        const QList<RawJson> before = std::exchange(columns, {});
        for (const RawJson &column : next) {
            if (isTaken(nameOf(column)))
                return refuse(QStringLiteral("put: twice ") + nameOf(column));
            columns.append(column);
        }
        for (const RawJson &column : before) {
            if (find(nameOf(column)) != columns.end())
                continue;
            ++lostByPut;
            record.remove(nameOf(column));
        }
        return Done{};
    }

    Result<Done> deleteField(const QString &name)
    {
        const auto column = find(name);
        if (column == columns.end() || column == columns.begin())
            return refuse(QStringLiteral("delete: no ") + name);
        if (std::ranges::any_of(indexes, [&name](const Index &index) { return index.uses(name); }))
            return refuse(QStringLiteral("delete: an index uses ") + name);
        columns.erase(column);
        record.remove(name);
        return Done{};
    }

    Result<Done> createIndex(const QString &call, const RawJson &body)
    {
        const RawJson whole = body.with(
            columnkey::type, RawJson::string(call == QLatin1String("unique") ? QStringLiteral("btree|unique") : call));
        Index index = *indexFromJson(whole);
        for (const IndexField &field : index.fields) {
            if (find(field.name) == columns.end())
                return refuse(QStringLiteral("index: no field ") + field.name);
        }
        index.id = QStringLiteral("%1").arg(++m_lastIndex, 8, 16, QLatin1Char('0'));
        indexes.append(index);
        return Done{};
    }

    Result<Done> putIndexes(const RawJson &list)
    {
        const QList<Index> before = std::exchange(indexes, {});
        for (const RawJson &entry : list.elements()) {
            Index index = *indexFromJson(entry);
            for (const IndexField &field : index.fields) {
                if (find(field.name) == columns.end())
                    return refuse(QStringLiteral("put index: no field ") + field.name);
            }
            if (index.id.isEmpty())
                index.id = QStringLiteral("%1").arg(++m_lastIndex, 8, 16, QLatin1Char('0'));
            indexes.append(index);
        }
        for (const Index &index : before) {
            if (std::ranges::find(indexes, index.id, &Index::id) == indexes.end())
                ++lostByPut;
        }
        return Done{};
    }

    /// What the body does not name stays.
    Result<Done> putProperties(const RawJson &body)
    {
        if (!properties)
            return refuse(QStringLiteral("properties: none were read"));
        RawJson whole = tablePropertiesToJson(*properties);
        for (const RawJson::Member &member : body.members())
            whole = whole.with(member.key, member.value);
        properties = *tablePropertiesFromJson(whole);
        // What was set before follows no rename here: only what is sent has to name fields.
        const auto sent = tablePropertiesFromJson(body.with(columnkey::name, RawJson::string(properties->name)));
        for (const QString &name : sent->autocomplete.value_or(QStringList())) {
            if (find(name) == columns.end())
                return refuse(QStringLiteral("autocomplete: no field ") + name);
        }
        return Done{};
    }

    Result<Done> deleteIndex(const QString &id)
    {
        return indexes.removeIf([&id](const Index &index) { return index.id == id; }) == 1
            ? Result<Done>(Done{})
            : refuse(QStringLiteral("index: no ") + id);
    }

    Result<Done> carryOut(const PlanStep &step)
    {
        switch (step.kind) {
        case StepKind::DeleteIndex: return deleteIndex(step.name);
        case StepKind::Rename: return rename(step.body);
        case StepKind::Create: return create(step.type, step.body);
        case StepKind::PutSchema: {
            const auto body = putBody(step, schema());
            return body ? put(*body) : Result<Done>(Failure(body.error()));
        }
        case StepKind::PutIndexes: {
            const auto body = putBody(step, indexList());
            return body ? putIndexes(*body) : Result<Done>(Failure(body.error()));
        }
        case StepKind::CreateIndex: return createIndex(step.type, step.body);
        case StepKind::PutProperties:
        case StepKind::PutSecurity:
        case StepKind::PutAutocomplete: return putProperties(step.body);
        case StepKind::DeleteField: return deleteField(step.name);
        }
        return Done{};
    }

private:
    static Result<Done> refuse(const QString &message)
    {
        Error error = Error::local(ErrorKind::Validation, message);
        error.delivery = Delivery::Answered;
        error.httpStatus = 400;
        return Failure(error);
    }
    [[nodiscard]] QList<RawJson>::iterator find(const QString &name)
    {
        return std::ranges::find_if(columns, [&name](const RawJson &column) { return nameOf(column) == name; });
    }
    [[nodiscard]] bool isTaken(const QString &name) const
    {
        return std::ranges::any_of(
            columns, [&name](const RawJson &column) { return collisionKey(nameOf(column)) == collisionKey(name); });
    }

    quint64 m_lastIndex = 0xf0000000;
};

} // namespace metascope::test
