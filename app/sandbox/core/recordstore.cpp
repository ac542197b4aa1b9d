// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/recordstore.h"

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

/// A `default` is a text even where the column holds numbers; this is the value it stands for.
RawJson defaultValue(const QString &type, const RawJson &given, qint64 now)
{
    const auto text = given.toString();
    if (!text)
        return given;
    if (type == "timestamp"_L1)
        return *text == "now"_L1 ? RawJson::integer(now) : RawJson();
    if (type == "int"_L1 || type == "decimal"_L1 || type == "bool"_L1)
        return RawJson::parse(text->toUtf8()).value_or(RawJson());
    return given;
}

RawJson neutralValue(const QString &type)
{
    if (type == "text"_L1 || type == "email"_L1 || type == "enum"_L1 || type == "password"_L1)
        return RawJson::string(u"");
    if (type == "int"_L1 || type == "decimal"_L1)
        return RawJson::integer(0);
    if (type == "bool"_L1)
        return RawJson::boolean(false);
    return {};
}

} // namespace

RawJson emptyValue(const RawJson &column, qint64 now)
{
    if (textOf(column, u"style") == u"list"_s)
        return RawJson::array({});
    const QString type = textOf(column, u"type").value_or(QString());
    const auto given = column.member(u"default");
    if (given && !given->isNull() && given->toString() != QString())
        return defaultValue(type, *given, now);
    if (column.member(u"nullable").value_or(RawJson()).toBool().value_or(false))
        return {};
    if (nameOf(column) == "created_at"_L1 && type == "timestamp"_L1)
        return RawJson::integer(now);
    return neutralValue(type);
}

RawJson shapedRecord(const QList<RawJson> &columns, const RawJson &given, qint64 now)
{
    const QList<RawJson::Member> values = given.members();
    QList<std::pair<QString, RawJson>> members;
    for (const RawJson &column : columns) {
        const QString name = nameOf(column);
        const auto isNamed = [&name](const RawJson::Member &member) { return member.key == name; };
        const auto found = std::find_if(values.rbegin(), values.rend(), isNamed);
        members.append({name, found == values.rend() ? emptyValue(column, now) : found->value});
    }
    return RawJson::object(members);
}

void rewriteRecords(const Call &call, qint64 table, const std::function<RawJson(const RawJson &)> &change)
{
    const auto rows = call.database().rows(u"SELECT source, id, json FROM record WHERE instance = ? AND tableid = ?"_s,
                                           {call.instance(), table});
    for (const auto &row : rows) {
        call.database().run(
            u"UPDATE record SET json = ? WHERE instance = ? AND tableid = ? AND source = ? AND id = ?"_s,
            {change(storedJson(row[2])).text(), call.instance(), table, row[0], row[1]});
    }
}

void reshapeRecords(const Call &call, const TableState &table)
{
    rewriteRecords(call, table.id,
                   [&](const RawJson &record) { return shapedRecord(table.columns, record, call.now()); });
}

} // namespace metascope::sandbox
