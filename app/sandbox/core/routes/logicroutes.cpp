// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/routes/objectlist.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr char16_t groupKind[] = u"apigroup";
constexpr char16_t endpointKind[] = u"api";
constexpr char16_t functionKind[] = u"function";
constexpr char16_t functionId[] = u"function_id";
constexpr char16_t taskKind[] = u"task";
constexpr char16_t taskId[] = u"task_id";

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

constexpr std::array groupListQuery{branchParameter,   scriptParameter, middlewareParameter, pageParameter,
                                    pageSizeParameter, searchParameter, sortParameter,       orderParameter};
constexpr std::array groupQuery{scriptParameter, middlewareParameter};
constexpr std::array endpointListQuery{draftParameter,  scriptParameter, pageParameter, pageSizeParameter,
                                       searchParameter, sortParameter,   orderParameter};

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
          scriptQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/function",
          {Area::Function, Right::Read},
          listKind<functionKind>,
          scriptListQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/function/{function_id}",
          {Area::Function, Right::Read},
          getKind<functionKind, functionId>,
          scriptQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/task",
          {Area::Task, Right::Read},
          listKind<taskKind>,
          scriptListQuery},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/task/{task_id}",
          {Area::Task, Right::Read},
          getKind<taskKind, taskId>,
          scriptQuery},
};

} // namespace

std::span<const Route> logicRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
