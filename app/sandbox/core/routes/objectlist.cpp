// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/routes/objectlist.h"

#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/timestamps.h"

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

const QString columns
    = u"SELECT id, created_at, updated_at, json, script, branch FROM logic WHERE instance = ? AND kind = ? AND workspace = ?"_s;

} // namespace

RawJson objectJson(const Call &call, const QString &kind, const Database::Row &row)
{
    const Spelling spelling = call.is2023() ? Spelling::Milliseconds : Spelling::Zone;
    RawJson json = RawJson::object({{u"id"_s, RawJson::integer(row[0].toLongLong())}});
    if (kind != "realtime_channel"_L1)
        json = json.with(u"created_at", timestamp(row[1].toLongLong(), spelling))
                   .with(u"updated_at", timestamp(row[2].toLongLong(), spelling));
    for (const RawJson::Member &member : storedJson(row[3]).members())
        json = json.with(member.key, member.value);
    // An endpoint is of its group's branch, a channel of no one's.
    if (!row[5].toString().isEmpty() && kind != "api"_L1)
        json = json.with(u"branch", RawJson::string(row[5].toString()));
    return call.flag(u"include_xanoscript") ? json.with(u"xanoscript", xanoScript(call, row[4].toString())) : json;
}

Answer listWhere(Call &call, const QString &kind, const QString &condition, const QVariantList &values,
                 const QString &defaultSort)
{
    const auto page = readPage(call, Page::LargestList);
    if (!page)
        return Refusal(page.error());
    const auto order = orderClause(call, defaultSort, u"desc"_s);
    if (!order)
        return Refusal(order.error());
    const QString where = condition + u" AND instr(lower(name), lower(?))"_s;
    const QVariantList bound
        = QVariantList{call.instance(), kind, call.workspace()} + values + QVariantList{call.query(u"search", u""_s)};
    const qint64 total
        = call.database()
              .row(u"SELECT count(*) FROM logic WHERE instance = ? AND kind = ? AND workspace = ?"_s + where, bound)
              .value(0)
              .toLongLong();
    QByteArray items;
    for (const auto &row : call.database().rows(columns + where + *order + " LIMIT ? OFFSET ?"_L1,
                                                bound + QVariantList{page->size, page->offset()})) {
        if (!items.isEmpty())
            items += ',';
        items += objectJson(call, kind, row).text();
    }
    return shortEnvelope(*page, total, items);
}

Answer listOf(Call &call, const QString &kind)
{
    const auto branch = call.branch();
    if (!branch)
        return Refusal(branch.error());
    return listWhere(call, kind, u" AND branch = ?"_s, {*branch});
}

Answer getOf(Call &call, const QString &kind, QStringView argument)
{
    const auto id = call.id(argument);
    if (!id)
        return Refusal(id.error());
    const auto row = call.database().row(columns + u" AND id = ?"_s, {call.instance(), kind, call.workspace(), *id});
    if (row.isEmpty())
        return notFound();
    return objectJson(call, kind, row);
}

} // namespace metascope::sandbox
