// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference: agent, tool, mcp_server.
inline constexpr std::array ai{
    Endpoint{.id = EndpointId::AgentList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/agent",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::AgentGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/agent/{agent_id}",
             .scope = ""},
    Endpoint{.id = EndpointId::ToolList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/tool",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{
        .id = EndpointId::ToolGet, .verb = Verb::Get, .path = "/workspace/{workspace_id}/tool/{tool_id}", .scope = ""},
    Endpoint{.id = EndpointId::McpServerList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/mcp_server",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::McpServerGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/mcp_server/{mcp_server_id}",
             .scope = ""},
};

} // namespace metascope::endpoints
