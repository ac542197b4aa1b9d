// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference: realtime channel, file, static host; releases as the command line client calls them.
/// A page of releases over 100 comes back empty, so no more than that is ever asked for.
inline constexpr std::array hosting{
    Endpoint{.id = EndpointId::RealtimeChannelList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/realtime/channel",
             .scope = "",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List},
    Endpoint{.id = EndpointId::RealtimeChannelGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/realtime/channel/{channel_id}",
             .scope = ""},
    Endpoint{.id = EndpointId::FileList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/file",
             .scope = "Workspace File: Read",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List},
    Endpoint{.id = EndpointId::StaticHostList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/static_host",
             .scope = "",
             .paging = Paging::Pages,
             .largestPage = 0,
             .timeout = TimeoutClass::List,
             .secrets = "/items/*/git/private_key"},
    Endpoint{.id = EndpointId::StaticHostGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/static_host/{static_host}",
             .scope = "",
             .secrets = "/git/private_key"},
    Endpoint{.id = EndpointId::ReleaseList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/release",
             .scope = "",
             .paging = Paging::Pages,
             .largestPage = 100,
             .timeout = TimeoutClass::List},
    Endpoint{.id = EndpointId::ReleaseGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/release/{release_id}",
             .scope = ""},
};

} // namespace metascope::endpoints
