// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference, account part ("Master Metadata API").
inline constexpr std::array account{
    Endpoint{.id = EndpointId::AccountMe, .verb = Verb::Get, .path = "/auth/me", .scope = ""},
    Endpoint{.id = EndpointId::AccountInstances,
             .verb = Verb::Get,
             .path = "/instance",
             .scope = "",
             .timeout = TimeoutClass::List},
    Endpoint{.id = EndpointId::AccountInstance, .verb = Verb::Get, .path = "/instance/{name}", .scope = ""},
    Endpoint{.id = EndpointId::Me, .verb = Verb::Get, .path = "/auth/me", .scope = ""},
};

} // namespace metascope::endpoints
