// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/columntypes.h"
#include "app/sandbox/core/recordstore.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

RawJson done(const Call &call)
{
    return call.is2023() ? RawJson() : RawJson::object({});
}

Answer getSchema(Call &call)
{
    const auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    return RawJson::array(table->columns);
}

Answer putSchema(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const auto list = body->member(u"schema");
    if (!list)
        return inputError(u"schema"_s);
    const auto columns = readColumns(*list, table->columns);
    if (!columns)
        return Refusal(columns.error());
    table->columns = *columns;
    dropOrphans(*table);
    saveTable(call, *table);
    reshapeRecords(call, *table);
    return done(call);
}

Answer getColumn(Call &call)
{
    const auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const qsizetype at = columnIndex(*table, call.argument(u"schema_name"));
    if (at < 0)
        return notFound();
    return table->columns[at];
}

Answer deleteColumn(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const qsizetype at = columnIndex(*table, call.argument(u"schema_name"));
    if (at < 0)
        return notFound();
    if (at == 0)
        return badRequest(u"The primary key cannot be deleted."_s);
    table->columns.removeAt(at);
    dropOrphans(*table);
    saveTable(call, *table);
    reshapeRecords(call, *table);
    return done(call);
}

Answer renameColumn(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const QString from = textOf(*body, u"old_name").value_or(QString());
    const QString to = textOf(*body, u"new_name").value_or(QString());
    const qsizetype at = columnIndex(*table, from);
    if (at < 0)
        return inputError(u"old_name"_s);
    const bool isTaken = std::ranges::any_of(table->columns, [&](const RawJson &column) {
        return nameOf(column) != from && nameOf(column).compare(to, Qt::CaseInsensitive) == 0;
    });
    if (at == 0 || to.isEmpty() || isTaken)
        return inputError(u"new_name"_s);
    table->columns[at] = table->columns[at].with(u"name", RawJson::string(to));
    followRename(*table, from, to);
    saveTable(call, *table);
    rewriteRecords(call, table->id, [&](const RawJson &record) {
        QList<std::pair<QString, RawJson>> members;
        for (const RawJson::Member &member : record.members())
            members.append({member.key == from ? to : member.key, member.value});
        return RawJson::object(members);
    });
    return done(call);
}

Answer createColumn(Call &call, const ColumnType &type)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const auto column = makeColumn(type, *body);
    if (!column)
        return Refusal(column.error());
    const QString name = nameOf(*column);
    const bool isTaken = std::ranges::any_of(
        table->columns, [&name](const RawJson &each) { return nameOf(each).compare(name, Qt::CaseInsensitive) == 0; });
    if (isTaken)
        return inputError(u"name"_s);
    table->columns.append(*column);
    saveTable(call, *table);
    reshapeRecords(call, *table);
    return RawJson::object({{u"name"_s, RawJson::string(name)}});
}

/// Each type has a call of its own. A route's path is a text of the program, so it cannot be put together here.
constexpr std::array createPaths{
    std::pair{"attachment", "/workspace/{workspace_id}/table/{table_id}/schema/type/attachment"},
    std::pair{"audio", "/workspace/{workspace_id}/table/{table_id}/schema/type/audio"},
    std::pair{"bool", "/workspace/{workspace_id}/table/{table_id}/schema/type/bool"},
    std::pair{"date", "/workspace/{workspace_id}/table/{table_id}/schema/type/date"},
    std::pair{"decimal", "/workspace/{workspace_id}/table/{table_id}/schema/type/decimal"},
    std::pair{"email", "/workspace/{workspace_id}/table/{table_id}/schema/type/email"},
    std::pair{"enum", "/workspace/{workspace_id}/table/{table_id}/schema/type/enum"},
    std::pair{"geo_linestring", "/workspace/{workspace_id}/table/{table_id}/schema/type/geo_linestring"},
    std::pair{"geo_multilinestring", "/workspace/{workspace_id}/table/{table_id}/schema/type/geo_multilinestring"},
    std::pair{"geo_multipoint", "/workspace/{workspace_id}/table/{table_id}/schema/type/geo_multipoint"},
    std::pair{"geo_multipolygon", "/workspace/{workspace_id}/table/{table_id}/schema/type/geo_multipolygon"},
    std::pair{"geo_point", "/workspace/{workspace_id}/table/{table_id}/schema/type/geo_point"},
    std::pair{"geo_polygon", "/workspace/{workspace_id}/table/{table_id}/schema/type/geo_polygon"},
    std::pair{"image", "/workspace/{workspace_id}/table/{table_id}/schema/type/image"},
    std::pair{"int", "/workspace/{workspace_id}/table/{table_id}/schema/type/int"},
    std::pair{"json", "/workspace/{workspace_id}/table/{table_id}/schema/type/json"},
    std::pair{"object", "/workspace/{workspace_id}/table/{table_id}/schema/type/object"},
    std::pair{"password", "/workspace/{workspace_id}/table/{table_id}/schema/type/password"},
    std::pair{"tableref", "/workspace/{workspace_id}/table/{table_id}/schema/type/tableref"},
    std::pair{"tablerefuuid", "/workspace/{workspace_id}/table/{table_id}/schema/type/tablerefuuid"},
    std::pair{"text", "/workspace/{workspace_id}/table/{table_id}/schema/type/text"},
    std::pair{"timestamp", "/workspace/{workspace_id}/table/{table_id}/schema/type/timestamp"},
    std::pair{"uuid", "/workspace/{workspace_id}/table/{table_id}/schema/type/uuid"},
    std::pair{"vector", "/workspace/{workspace_id}/table/{table_id}/schema/type/vector"},
    std::pair{"video", "/workspace/{workspace_id}/table/{table_id}/schema/type/video"},
};

const ColumnType &typeNamed(const char *name)
{
    const auto types = columnTypes();
    return *std::ranges::find_if(types, [name](const ColumnType &each) { return QByteArrayView(each.name) == name; });
}

template <std::size_t Index>
Answer createOfType(Call &call)
{
    return createColumn(call, typeNamed(createPaths[Index].first));
}

template <std::size_t... Indexes>
constexpr auto createRoutes(std::index_sequence<Indexes...>)
{
    return std::array{Route{Part::Instance,
                            "POST",
                            createPaths[Indexes].second,
                            {Area::Database, Right::Create},
                            createOfType<Indexes>}...};
}

constexpr auto typeRoutes = createRoutes(std::make_index_sequence<createPaths.size()>());

constexpr std::array putBody{Parameter{"schema", Type::List, true}};
constexpr std::array renameBody{Parameter{"old_name", Type::Text, true}, Parameter{"new_name", Type::Text, true}};

constexpr std::array routes{
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}/schema",
          {Area::Database, Right::Read},
          getSchema},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/table/{table_id}/schema",
          {Area::Database, Right::Update},
          putSchema,
          {},
          putBody},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table/{table_id}/schema/rename",
          {Area::Database, Right::Update},
          renameColumn,
          {},
          renameBody},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}/schema/{schema_name}",
          {Area::Database, Right::Read},
          getColumn},
    Route{Part::Instance,
          "DELETE",
          "/workspace/{workspace_id}/table/{table_id}/schema/{schema_name}",
          {Area::Database, Right::Delete},
          deleteColumn},
};

} // namespace

std::span<const Route> schemaRoutes()
{
    return routes;
}

std::span<const Route> columnTypeRoutes()
{
    static const std::vector<Route> all = [] {
        std::vector<Route> made(typeRoutes.begin(), typeRoutes.end());
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i].body = typeNamed(createPaths[i].first).parameters();
        return made;
    }();
    return all;
}

} // namespace metascope::sandbox
