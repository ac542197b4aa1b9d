// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/recordstore.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

/// Table and data source of a call on records.
struct Place {
    TableState table;
    QString source;
};

Outcome<Place> placeOf(const Call &call)
{
    const auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto source = call.dataSource();
    if (!source)
        return Refusal(source.error());
    return Place{*table, *source};
}

const QString ofPlace = u" FROM record WHERE instance = ? AND tableid = ? AND source = ?"_s;

QVariantList keyOf(const Call &call, const Place &place)
{
    return {call.instance(), place.table.id, place.source};
}

Answer listRecords(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return Refusal(place.error());
    const auto page = readPage(call, Page::LargestContent);
    if (!page)
        return Refusal(page.error());
    const qint64 total = call.database().row("SELECT count(*)"_L1 + ofPlace, keyOf(call, *place)).value(0).toLongLong();
    QList<RawJson> items;
    for (const auto &row : call.database().rows("SELECT json"_L1 + ofPlace + " ORDER BY id LIMIT ? OFFSET ?"_L1,
                                                keyOf(call, *place) + QVariantList{page->size, page->offset()}))
        items.append(storedJson(row[0]));
    return fullEnvelope(*page, total, items, call.is2023());
}

Outcome<RawJson> find(const Call &call, const Place &place, qint64 id)
{
    const auto row
        = call.database().row("SELECT json"_L1 + ofPlace + " AND id = ?"_L1, keyOf(call, place) + QVariantList{id});
    if (row.isEmpty())
        return notFound(u"Record not found"_s);
    return storedJson(row[0]);
}

Answer getRecord(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return Refusal(place.error());
    const auto id = call.id(u"content_id");
    if (!id)
        return Refusal(id.error());
    return find(call, *place, *id);
}

Answer createRecord(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return Refusal(place.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const qint64 id
        = call.database().nextId(u"record/%1/%2/%3"_s.arg(call.instance()).arg(place->table.id).arg(place->source));
    const RawJson record = shapedRecord(place->table.columns, body->with(u"id", RawJson::integer(id)), call.now());
    call.database().run(u"INSERT INTO record VALUES(?, ?, ?, ?, ?)"_s,
                        keyOf(call, *place) + QVariantList{id, record.text()});
    return record;
}

/// PUT merges: what the body leaves out stays.
Answer updateRecord(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return Refusal(place.error());
    const auto id = call.id(u"content_id");
    if (!id)
        return Refusal(id.error());
    auto record = find(call, *place, *id);
    if (!record)
        return record;
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    for (const RawJson::Member &member : body->members())
        if (member.key != "id"_L1 && columnIndex(place->table, member.key) >= 0)
            record = record->with(member.key, member.value);
    call.database().run(u"UPDATE record SET json = ? WHERE instance = ? AND tableid = ? AND source = ? AND id = ?"_s,
                        QVariantList{record->text()} + keyOf(call, *place) + QVariantList{*id});
    return record;
}

Answer deleteRecord(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return Refusal(place.error());
    const auto id = call.id(u"content_id");
    if (!id)
        return Refusal(id.error());
    if (const auto record = find(call, *place, *id); !record)
        return record;
    call.database().run("DELETE"_L1 + ofPlace + " AND id = ?"_L1, keyOf(call, *place) + QVariantList{*id});
    return RawJson();
}

constexpr std::array routes{
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}/content",
          {Area::Content, Right::Read},
          listRecords},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/content",
          {Area::Content, Right::Create},
          createRecord},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
          {Area::Content, Right::Read},
          getRecord},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
          {Area::Content, Right::Update},
          updateRecord},
    Route{Part::Instance,
          "DELETE",
          "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
          {Area::Content, Right::Delete},
          deleteRecord},
};

} // namespace

std::span<const Route> recordRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
