// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/tablestate.h"

#include "app/sandbox/core/columntypes.h"
#include "app/sandbox/core/timestamps.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

bool isPrimaryKey(const RawJson &column)
{
    const auto type = textOf(column, u"type");
    return nameOf(column) == "id"_L1 && (type == u"int"_s || type == u"uuid"_s);
}

RawJson renamedEntries(const RawJson &list, const QString &from, const QString &to)
{
    QList<RawJson> entries;
    for (const RawJson &entry : list.elements())
        entries.append(nameOf(entry) == from ? entry.with(u"name", RawJson::string(to)) : entry);
    return RawJson::array(entries);
}

bool usesOnly(const RawJson &index, const TableState &table)
{
    const auto fields = index.member(u"fields").value_or(RawJson()).elements();
    return std::ranges::all_of(fields,
                               [&table](const RawJson &field) { return columnIndex(table, nameOf(field)) >= 0; });
}

} // namespace

Outcome<TableState> loadTable(const Call &call)
{
    const auto id = call.id(u"table_id");
    if (!id)
        return Refusal(id.error());
    const auto row = call.database().row(u"SELECT created_at, updated_at, json, columns, indexes FROM tables"
                                         " WHERE instance = ? AND id = ? AND workspace = ?"_s,
                                         {call.instance(), *id, call.workspace()});
    if (row.isEmpty())
        return notFound();
    return TableState{*id,
                      row[0].toLongLong(),
                      row[1].toLongLong(),
                      storedJson(row[2]),
                      storedJson(row[3]).elements(),
                      storedJson(row[4]).elements()};
}

void saveTable(const Call &call, TableState &table)
{
    table.updatedAt = call.now();
    call.database().run(u"INSERT INTO tables VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(instance, id) DO UPDATE SET"
                        " name = excluded.name, updated_at = excluded.updated_at, json = excluded.json,"
                        " columns = excluded.columns, indexes = excluded.indexes"_s,
                        {call.instance(), table.id, call.workspace(), nameOf(table.facts), table.createdAt,
                         table.updatedAt, table.facts.text(), RawJson::array(table.columns).text(),
                         RawJson::array(table.indexes).text()});
}

QByteArray tableText(qint64 id, qint64 createdAt, qint64 updatedAt, const QByteArray &facts, bool is2023)
{
    const Spelling spelling = is2023 ? Spelling::Rfc3339 : Spelling::Zone;
    return "{\"id\":" + QByteArray::number(id) + ",\"created_at\":" + timestamp(createdAt, spelling).text()
        + ",\"updated_at\":" + timestamp(updatedAt, spelling).text() + ',' + facts.mid(1);
}

RawJson tableJson(const Call &call, const TableState &table)
{
    return RawJson::parse(tableText(table.id, table.createdAt, table.updatedAt, table.facts.text(), call.is2023()))
        .value_or(RawJson());
}

QString nameOf(const RawJson &entry)
{
    return textOf(entry, u"name").value_or(QString());
}

qsizetype columnIndex(const TableState &table, QStringView name)
{
    const auto found = std::ranges::find_if(table.columns, [name](const RawJson &c) { return nameOf(c) == name; });
    return found == table.columns.end() ? -1 : found - table.columns.begin();
}

void dropOrphans(TableState &table)
{
    table.indexes.removeIf([&table](const RawJson &index) { return !usesOnly(index, table); });
    if (const auto list = table.facts.member(autocompleteKey)) {
        QList<RawJson> left = list->elements();
        left.removeIf([&table](const RawJson &entry) { return columnIndex(table, nameOf(entry)) < 0; });
        table.facts = left.isEmpty() ? table.facts.without(autocompleteKey)
                                     : table.facts.with(autocompleteKey, RawJson::array(left));
    }
}

void followRename(TableState &table, const QString &from, const QString &to)
{
    for (RawJson &index : table.indexes)
        index = index.with(u"fields", renamedEntries(index.member(u"fields").value_or(RawJson::array({})), from, to));
    if (const auto list = table.facts.member(autocompleteKey))
        table.facts = table.facts.with(autocompleteKey, renamedEntries(*list, from, to));
}

Outcome<bool> checkIndexFields(const QString &type, const RawJson &fields, const TableState &table)
{
    if (!fields.isArray() || fields.elements().isEmpty())
        return inputError(u"fields"_s);
    for (const RawJson &field : fields.elements()) {
        const qsizetype at = columnIndex(table, nameOf(field));
        const QString stored = at < 0 ? QString() : textOf(table.columns[at], u"type").value_or(QString());
        const bool fits
            = (type != u"spatial"_s || stored.startsWith(u"geo_")) && (type != u"vector"_s || stored == type);
        if (at < 0 || !fits)
            return inputError(u"fields.name"_s);
    }
    return true;
}

Outcome<QList<RawJson>> readColumns(const RawJson &list, const QList<RawJson> &known)
{
    if (!list.isArray())
        return inputError(u"schema"_s);
    const QList<RawJson> given = list.elements();
    if (given.isEmpty() || !isPrimaryKey(given.first()))
        return badRequest(u"First schema entry must be the Primary key."_s);
    QSet<QString> types;
    for (const RawJson &column : known)
        types.insert(textOf(column, u"type").value_or(QString()));
    QSet<QString> names;
    QList<RawJson> columns;
    for (const RawJson &column : given) {
        const QString name = nameOf(column);
        const QString type = textOf(column, u"type").value_or(QString());
        if (name.isEmpty())
            return inputError(u"name"_s);
        if (!isColumnType(type) && !types.contains(type))
            return inputError(u"type"_s);
        if (names.contains(name))
            return inputError(name, u"Duplicate column name."_s);
        names.insert(name);
        columns.append(withValidators(column));
    }
    return columns;
}

Outcome<QList<RawJson>> readIndexes(const RawJson &list, const TableState &table)
{
    if (!list.isArray())
        return inputError(u"index"_s);
    QList<RawJson> indexes;
    bool hasPrimary = false;
    for (const RawJson &index : list.elements()) {
        const auto type = textOf(index, u"type");
        const auto fields = index.member(u"fields");
        if (!type || !fields || fields->elements().isEmpty())
            return inputError(u"index"_s);
        if (!checkIndexFields(*type, *fields, table))
            return inputError(u"fields"_s);
        hasPrimary = hasPrimary || type == u"primary"_s;
        const bool hasId = !textOf(index, u"id").value_or(QString()).isEmpty();
        indexes.append(hasId ? index : index.with(u"id", RawJson::string(newIndexId())));
    }
    if (!hasPrimary)
        return badRequest(u"Missing primary index."_s);
    return indexes;
}

QString newIndexId()
{
    return QString::number(QRandomGenerator::global()->generate(), 16).rightJustified(8, u'0');
}

} // namespace metascope::sandbox
