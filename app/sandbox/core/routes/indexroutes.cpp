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

/// Adds what the body says under a new id. `op` or `priority` is what each field says beside its name; nothing is
/// added where `isFine` finds one that says it wrongly.
Answer createIndex(Call &call, const QString &type, QStringView member, bool (*isFine)(const RawJson &))
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const RawJson fields = body->member(u"fields").value_or(RawJson());
    if (const auto fine = checkIndexFields(type, fields, *table); !fine)
        return Refusal(fine.error());
    for (const RawJson &field : fields.elements()) {
        if (!isFine(field.member(member).value_or(RawJson())))
            return inputError("fields."_L1 + member.toString());
    }
    const QString id = newIndexId();
    QList<std::pair<QString, RawJson>> members{{u"id"_s, RawJson::string(id)}, {u"type"_s, RawJson::string(type)}};
    for (const RawJson::Member &each : body->members())
        members.append({each.key, each.value});
    table->indexes.append(RawJson::object(members));
    saveTable(call, *table);
    return RawJson::object({{u"id"_s, RawJson::string(id)}});
}

bool isDirection(const RawJson &op)
{
    return op.toString() == u"asc"_s || op.toString() == u"desc"_s;
}

Answer createBtree(Call &call)
{
    return createIndex(call, u"btree"_s, u"op", isDirection);
}

Answer createUnique(Call &call)
{
    return createIndex(call, u"btree|unique"_s, u"op", isDirection);
}

Answer createSearch(Call &call)
{
    return createIndex(call, u"search"_s, u"priority",
                       [](const RawJson &priority) { return priority.toInteger().has_value(); });
}

Answer createSpatial(Call &call)
{
    return createIndex(call, u"spatial"_s, u"op",
                       [](const RawJson &op) { return op.toString() == u"gist_geometry_ops_2d"_s; });
}

Answer createVector(Call &call)
{
    return createIndex(call, u"vector"_s, u"op", [](const RawJson &op) {
        static const QStringList all{u"vector_ip_ops"_s, u"vector_cosine_ops"_s, u"vector_l1_ops"_s,
                                     u"vector_l2_ops"_s};
        return all.contains(op.toString().value_or(QString()));
    });
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
constexpr std::array searchBody{
    Parameter{"name", Type::Text, true},
    Parameter{"lang", Type::Text, true,
              "simple|arabic|danish|dutch|english|finnish|french|german|hungarian|indonesian|irish|italian|lithuanian|"
              "nepali|norwegian|portuguese|romanian|russian|spanish|swedish|tamil|turkish"},
    Parameter{"fields", Type::List, true}};

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
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/index/search",
          {Area::Database, Right::Create},
          createSearch,
          {},
          searchBody},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/index/spatial",
          {Area::Database, Right::Create},
          createSpatial,
          {},
          createBody},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/index/vector",
          {Area::Database, Right::Create},
          createVector,
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
