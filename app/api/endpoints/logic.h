// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference: apigroup, api, function, task. Items are addressed by id, which is of one branch already.
inline constexpr std::array logic{
    Endpoint{.id = EndpointId::ApiGroupList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/apigroup",
             .scope = "Workspace Api: Read",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::ApiGroupGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/apigroup/{apigroup_id}",
             .scope = "Workspace Api: Read"},
    Endpoint{.id = EndpointId::EndpointList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/apigroup/{apigroup_id}/api",
             .scope = "Workspace Api: Read",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List},
    Endpoint{.id = EndpointId::EndpointGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/apigroup/{apigroup_id}/api/{api_id}",
             .scope = "Workspace Api: Read"},
    Endpoint{.id = EndpointId::FunctionList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/function",
             .scope = "Workspace Function: Read",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::FunctionGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/function/{function_id}",
             .scope = "Workspace Function: Read"},
    Endpoint{.id = EndpointId::TaskList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/task",
             .scope = "Workspace Task: Read",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::TaskGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/task/{task_id}",
             .scope = "Workspace Task: Read"},
};

} // namespace metascope::endpoints
