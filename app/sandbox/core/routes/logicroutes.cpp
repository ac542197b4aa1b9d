// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/timestamps.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr char16_t groupKind[] = u"apigroup";
constexpr char16_t endpointKind[] = u"api";
constexpr char16_t functionKind[] = u"function";
constexpr char16_t taskKind[] = u"task";

const QString columns
    = u"SELECT id, created_at, updated_at, json, script, branch FROM logic WHERE instance = ? AND kind = ? AND workspace = ?"_s;

RawJson objectJson(const Call &call, const QString &kind, const Database::Row &row)
{
    const Spelling spelling = call.is2023() ? Spelling::Milliseconds : Spelling::Zone;
    RawJson json = RawJson::object({{u"id"_s, RawJson::integer(row[0].toLongLong())},
                                    {u"created_at"_s, timestamp(row[1].toLongLong(), spelling)},
                                    {u"updated_at"_s, timestamp(row[2].toLongLong(), spelling)}});
    for (const RawJson::Member &member : storedJson(row[3]).members())
        json = json.with(member.key, member.value);
    if (kind != QStringView(endpointKind))
        json = json.with(u"branch", RawJson::string(row[5].toString()));
    return call.flag(u"include_xanoscript") ? json.with(u"xanoscript", xanoScript(call, row[4].toString())) : json;
}

Answer listWhere(Call &call, const QString &kind, const QString &condition, const QVariantList &values)
{
    const auto page = readPage(call, Page::LargestList);
    if (!page)
        return Refusal(page.error());
    const auto order = orderClause(call, u"created_at"_s, u"desc"_s);
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

Answer listGroups(Call &call)
{
    return listOf(call, QString::fromUtf16(groupKind));
}

Answer getGroup(Call &call)
{
    return getOf(call, QString::fromUtf16(groupKind), u"apigroup_id");
}

Answer listEndpoints(Call &call)
{
    if (const auto group = getGroup(call); !group)
        return group;
    return listWhere(call, QString::fromUtf16(endpointKind), u" AND parent = ?"_s, {*call.id(u"apigroup_id")});
}

Answer getEndpoint(Call &call)
{
    if (const auto group = getGroup(call); !group)
        return group;
    return getOf(call, QString::fromUtf16(endpointKind), u"api_id");
}

Answer listFunctions(Call &call)
{
    return listOf(call, QString::fromUtf16(functionKind));
}

Answer getFunction(Call &call)
{
    return getOf(call, QString::fromUtf16(functionKind), u"function_id");
}

Answer listTasks(Call &call)
{
    return listOf(call, QString::fromUtf16(taskKind));
}

Answer getTask(Call &call)
{
    return getOf(call, QString::fromUtf16(taskKind), u"task_id");
}

constexpr std::array groupListQuery{branchParameter,   scriptParameter, middlewareParameter, pageParameter,
                                    pageSizeParameter, searchParameter, sortParameter,       orderParameter};
constexpr std::array groupQuery{scriptParameter, middlewareParameter};
constexpr std::array endpointListQuery{draftParameter,  scriptParameter, pageParameter, pageSizeParameter,
                                       searchParameter, sortParameter,   orderParameter};
constexpr std::array listQuery{branchParameter,   draftParameter,  scriptParameter, pageParameter,
                               pageSizeParameter, searchParameter, sortParameter,   orderParameter};
constexpr std::array getQuery{draftParameter, scriptParameter};

constexpr std::array routes{
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/apigroup",
          {Area::Api, Right::Read},
          listGroups,
          groupListQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/apigroup/{apigroup_id}",
          {Area::Api, Right::Read},
          getGroup,
          groupQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/apigroup/{apigroup_id}/api",
          {Area::Api, Right::Read},
          listEndpoints,
          endpointListQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/apigroup/{apigroup_id}/api/{api_id}",
          {Area::Api, Right::Read},
          getEndpoint,
          getQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/function",
          {Area::Function, Right::Read},
          listFunctions,
          listQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/function/{function_id}",
          {Area::Function, Right::Read},
          getFunction,
          getQuery},
    Route{Part::Instance, "GET", "/workspace/{workspace_id}/task", {Area::Task, Right::Read}, listTasks, listQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/task/{task_id}",
          {Area::Task, Right::Read},
          getTask,
          getQuery},
};

} // namespace

std::span<const Route> logicRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
