// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference: the triggers of tables, agents, MCP servers, realtime channels and of the workspace.
inline constexpr std::array trigger{
    Endpoint{.id = EndpointId::TableTriggerList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/table/trigger",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::TableTriggerGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/table/trigger/{trigger_id}",
             .scope = ""},
    Endpoint{.id = EndpointId::AgentTriggerList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/agent/trigger",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::AgentTriggerGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/agent/trigger/{trigger_id}",
             .scope = ""},
    Endpoint{.id = EndpointId::McpTriggerList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/mcp_server/trigger",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::McpTriggerGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/mcp_server/trigger/{trigger_id}",
             .scope = ""},
    Endpoint{.id = EndpointId::RealtimeTriggerList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/realtime/channel/trigger",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::RealtimeTriggerGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/realtime/channel/trigger/{trigger_id}",
             .scope = ""},
    Endpoint{.id = EndpointId::WorkspaceTriggerList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/trigger",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::WorkspaceTriggerGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/trigger/{trigger_id}",
             .scope = ""},
};

} // namespace metascope::endpoints
