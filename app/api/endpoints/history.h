// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// What people and programs sent and got: passwords and tokens among it.
inline constexpr std::string_view historySecrets
    = "/items/*/input /items/*/output /items/*/uri /items/*/request_headers /items/*/response_headers";

/// docs.xano.com/api-reference: request history, of everything that runs.
inline constexpr std::array history{
    Endpoint{.id = EndpointId::RequestHistoryList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/request_history",
             .scope = "Workspace Request History: Read",
             .paging = Paging::Pages,
             .largestPage = 500,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch,
             .secrets = historySecrets},
    Endpoint{.id = EndpointId::FunctionHistoryList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/function_history",
             .scope = "Workspace Request History: Read",
             .paging = Paging::Pages,
             .largestPage = 500,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch,
             .secrets = historySecrets},
    Endpoint{.id = EndpointId::TaskHistoryList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/task_history",
             .scope = "Workspace Request History: Read",
             .paging = Paging::Pages,
             .largestPage = 500,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch,
             .secrets = historySecrets},
    Endpoint{.id = EndpointId::TriggerHistoryList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/trigger_history",
             .scope = "Workspace Request History: Read",
             .paging = Paging::Pages,
             .largestPage = 500,
             .timeout = TimeoutClass::List,
             .secrets = historySecrets},
    Endpoint{.id = EndpointId::MiddlewareHistoryList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/middleware_history",
             .scope = "Workspace Request History: Read",
             .paging = Paging::Pages,
             .largestPage = 500,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch,
             .secrets = historySecrets},
    Endpoint{.id = EndpointId::ToolHistoryList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/tool_history",
             .scope = "Workspace Request History: Read",
             .paging = Paging::Pages,
             .largestPage = 500,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch,
             .secrets = historySecrets},
};

} // namespace metascope::endpoints
