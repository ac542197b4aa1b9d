// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/recordstore.h"

#include <QtCore/QUuid>

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

bool hasTextKey(const Place &place)
{
    return !place.table.columns.isEmpty() && textOf(place.table.columns.first(), u"type") == u"uuid"_s;
}

/// The key that the path names, as the table keeps it. A text where keys are numbers is one that no record has.
QVariant recordKey(const Call &call, const Place &place)
{
    const QString text = call.argument(u"content_id");
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && !hasTextKey(place) ? QVariant(number) : QVariant(text);
}

Outcome<RawJson> find(const Call &call, const Place &place, const QVariant &id)
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
    const QVariant id = recordKey(call, *place);
    return find(call, *place, id);
}

Answer createRecord(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return Refusal(place.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const bool isText = hasTextKey(*place);
    const QVariant id = isText
        ? QVariant(QUuid::createUuid().toString(QUuid::WithoutBraces))
        : call.database().nextId(u"record/%1/%2/%3"_s.arg(call.instance()).arg(place->table.id).arg(place->source));
    const RawJson key = isText ? RawJson::string(id.toString()) : RawJson::integer(id.toLongLong());
    const RawJson record = shapedRecord(place->table.columns, body->with(u"id", key), call.now());
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
    const QVariant id = recordKey(call, *place);
    auto record = find(call, *place, id);
    if (!record)
        return record;
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    for (const RawJson::Member &member : body->members())
        if (member.key != "id"_L1 && columnIndex(place->table, member.key) >= 0)
            record = record->with(member.key, member.value);
    call.database().run(u"UPDATE record SET json = ? WHERE instance = ? AND tableid = ? AND source = ? AND id = ?"_s,
                        QVariantList{record->text()} + keyOf(call, *place) + QVariantList{id});
    return record;
}

Answer deleteRecord(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return Refusal(place.error());
    const QVariant id = recordKey(call, *place);
    if (const auto record = find(call, *place, id); !record)
        return record;
    call.database().run("DELETE"_L1 + ofPlace + " AND id = ?"_L1, keyOf(call, *place) + QVariantList{id});
    return RawJson();
}

constexpr std::array listQuery{pageParameter, pageSizeParameter};

constexpr std::array routes{
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}/content",
          {Area::Content, Right::Read},
          listRecords,
          listQuery,
          {},
          true},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/content",
          {Area::Content, Right::Create},
          createRecord,
          {},
          anyMember,
          true},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
          {Area::Content, Right::Read},
          getRecord,
          {},
          {},
          true},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
          {Area::Content, Right::Update},
          updateRecord,
          {},
          anyMember,
          true},
    Route{Part::Instance,
          "DELETE",
          "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
          {Area::Content, Right::Delete},
          deleteRecord,
          {},
          {},
          true},
};

} // namespace

std::span<const Route> recordRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
