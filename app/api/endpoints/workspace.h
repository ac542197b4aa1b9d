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
    Endpoint{.id = EndpointId::WorkspaceUpdate,
             .verb = Verb::Put,
             .path = "/workspace/{workspace_id}",
             .scope = "Instance Workspace: Update",
             .effect = Effect::Write,
             .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::BranchList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/branch",
             .scope = "Instance Workspace: Read"},
    Endpoint{.id = EndpointId::BranchGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/branch/{branch_label}",
             .scope = "Instance Workspace: Read"},
    Endpoint{.id = EndpointId::BranchCreate,
             .verb = Verb::Post,
             .path = "/workspace/{workspace_id}/branch",
             .scope = "Instance Workspace: Update",
             .effect = Effect::Write,
             .idempotent = false,
             .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::BranchUpdate,
             .verb = Verb::Put,
             .path = "/workspace/{workspace_id}/branch/{branch_label}",
             .scope = "Instance Workspace: Update",
             .effect = Effect::Write,
             .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::BranchDelete,
             .verb = Verb::Delete,
             .path = "/workspace/{workspace_id}/branch/{branch_label}",
             .scope = "Instance Workspace: Update",
             .effect = Effect::Destructive,
             .timeout = TimeoutClass::Write},
    // It changes what everyone gets from now on, so it is never a matter of one button.
    Endpoint{.id = EndpointId::BranchSetLive,
             .verb = Verb::Post,
             .path = "/workspace/{workspace_id}/branch/{branch_label}/live",
             .scope = "",
             .effect = Effect::Destructive,
             .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::DataSourceList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/datasource",
             .scope = "Instance Workspace: Read"},
};

} // namespace metascope::endpoints
