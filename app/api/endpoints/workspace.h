// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference: workspace, branch, datasource.
inline constexpr std::array workspace{
    Endpoint{.id = EndpointId::WorkspaceList,
             .verb = Verb::Get,
             .path = "/workspace",
             .scope = "Instance Workspace: Read",
             .timeout = TimeoutClass::List},
    Endpoint{.id = EndpointId::WorkspaceGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}",
             .scope = "Instance Workspace: Read"},
    Endpoint{.id = EndpointId::BranchList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/branch",
             .scope = "Instance Workspace: Read"},
    Endpoint{.id = EndpointId::DataSourceList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/datasource",
             .scope = "Instance Workspace: Read"},
};

} // namespace metascope::endpoints
