// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/routes/objectlist.h"

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

// Their ids are of one kind each: a table trigger 1 and an agent trigger 1 are two things.
constexpr char16_t tableTrigger[] = u"table_trigger";
constexpr char16_t agentTrigger[] = u"agent_trigger";
constexpr char16_t mcpTrigger[] = u"mcp_trigger";
constexpr char16_t realtimeTrigger[] = u"realtime_trigger";
constexpr char16_t workspaceTrigger[] = u"workspace_trigger";
constexpr char16_t triggerId[] = u"trigger_id";

constexpr std::array listQuery{branchParameter,   draftParameter, scriptParameter, pageParameter,
                               pageSizeParameter, sortParameter,  orderParameter};

constexpr Route listRoute(const char *path, Answer (*handler)(Call &))
{
    return {.part = Part::Instance,
            .verb = "GET",
            .path = path,
            .scope = {},
            .handler = handler,
            .query = listQuery,
            .years = Years::From2026};
}

constexpr Route getRoute(const char *path, Answer (*handler)(Call &))
{
    return {.part = Part::Instance,
            .verb = "GET",
            .path = path,
            .scope = {},
            .handler = handler,
            .query = scriptQuery,
            .years = Years::From2026};
}

constexpr std::array routes{
    listRoute("/workspace/{workspace_id}/table/trigger", listKind<tableTrigger>),
    getRoute("/workspace/{workspace_id}/table/trigger/{trigger_id}", getKind<tableTrigger, triggerId>),
    listRoute("/workspace/{workspace_id}/agent/trigger", listKind<agentTrigger>),
    getRoute("/workspace/{workspace_id}/agent/trigger/{trigger_id}", getKind<agentTrigger, triggerId>),
    listRoute("/workspace/{workspace_id}/mcp_server/trigger", listKind<mcpTrigger>),
    getRoute("/workspace/{workspace_id}/mcp_server/trigger/{trigger_id}", getKind<mcpTrigger, triggerId>),
    listRoute("/workspace/{workspace_id}/realtime/channel/trigger", listKind<realtimeTrigger>),
    getRoute("/workspace/{workspace_id}/realtime/channel/trigger/{trigger_id}", getKind<realtimeTrigger, triggerId>),
    listRoute("/workspace/{workspace_id}/trigger", listKind<workspaceTrigger>),
    getRoute("/workspace/{workspace_id}/trigger/{trigger_id}", getKind<workspaceTrigger, triggerId>),
};

} // namespace

std::span<const Route> triggerRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
