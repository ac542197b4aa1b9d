// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/tablestate.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

RawJson done(const Call &call)
{
    return call.is2023() ? RawJson() : RawJson::object({});
}

Answer getIndexes(Call &call)
{
    const auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    return RawJson::array(table->indexes);
}

Answer putIndexes(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const auto list = body->member(u"index");
    if (!list)
        return inputError(u"index"_s);
    const auto indexes = readIndexes(*list, *table);
    if (!indexes)
        return Refusal(indexes.error());
    table->indexes = *indexes;
    saveTable(call, *table);
    return done(call);
}

Answer createIndex(Call &call, const QString &type)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const auto fields = body->member(u"fields");
    if (!fields || !fields->isArray() || fields->elements().isEmpty())
        return inputError(u"fields"_s);
    for (const RawJson &field : fields->elements()) {
        const auto op = textOf(field, u"op");
        if (columnIndex(*table, nameOf(field)) < 0)
            return inputError(u"fields.name"_s);
        if (op != u"asc"_s && op != u"desc"_s)
            return inputError(u"fields.op"_s);
    }
    const QString id = newIndexId();
    table->indexes.append(
        RawJson::object({{u"id"_s, RawJson::string(id)}, {u"type"_s, RawJson::string(type)}, {u"fields"_s, *fields}}));
    saveTable(call, *table);
    return RawJson::object({{u"id"_s, RawJson::string(id)}});
}

Answer createBtree(Call &call)
{
    return createIndex(call, u"btree"_s);
}

Answer createUnique(Call &call)
{
    return createIndex(call, u"btree|unique"_s);
}

Answer deleteIndex(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const QString id = call.argument(u"index_id");
    const auto found
        = std::ranges::find_if(table->indexes, [&id](const RawJson &index) { return textOf(index, u"id") == id; });
    if (found == table->indexes.end())
        return notFound();
    if (textOf(*found, u"type") == u"primary"_s)
        return badRequest(u"The primary index cannot be deleted."_s);
    table->indexes.erase(found);
    saveTable(call, *table);
    return done(call);
}

constexpr std::array putBody{Parameter{"index", Type::List, true}};
constexpr std::array createBody{Parameter{"fields", Type::List, true}};

constexpr std::array routes{
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}/index",
          {Area::Database, Right::Read},
          getIndexes},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/table/{table_id}/index",
          {Area::Database, Right::Update},
          putIndexes,
          {},
          putBody},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/index/btree",
          {Area::Database, Right::Create},
          createBtree,
          {},
          createBody},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/index/unique",
          {Area::Database, Right::Create},
          createUnique,
          {},
          createBody},
    Route{Part::Instance,
          "DELETE",
          "/workspace/{workspace_id}/table/{table_id}/index/{index_id}",
          {Area::Database, Right::Delete},
          deleteIndex},
};

} // namespace

std::span<const Route> indexRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
