// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference: table / content. Each carries `x-data-source`, since its default is `live`. Which of a
/// record's values are passwords is known to the table alone, so none of them is kept in a log.
inline constexpr std::array record{
    Endpoint{.id = EndpointId::RecordList,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/table/{table_id}/content",
             .scope = "Workspace Content: Read",
             .paging = Paging::Pages,
             .timeout = TimeoutClass::List,
             .carries = Carries::DataSource,
             .secrets = "/*/*"},
    Endpoint{.id = EndpointId::RecordGet,
             .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
             .scope = "Workspace Content: Read",
             .carries = Carries::DataSource,
             .secrets = "/*"},
    Endpoint{.id = EndpointId::RecordCreate,
             .verb = Verb::Post,
             .path = "/workspace/{workspace_id}/table/{table_id}/content",
             .scope = "Workspace Content: Create",
             .effect = Effect::Write,
             .idempotent = false,
             .timeout = TimeoutClass::Write,
             .carries = Carries::DataSource,
             .secrets = "/*"},
    Endpoint{.id = EndpointId::RecordUpdate,
             .verb = Verb::Put,
             .path = "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
             .scope = "Workspace Content: Update",
             .effect = Effect::Write,
             .timeout = TimeoutClass::Write,
             .carries = Carries::DataSource,
             .secrets = "/*"},
    Endpoint{.id = EndpointId::RecordDelete,
             .verb = Verb::Delete,
             .path = "/workspace/{workspace_id}/table/{table_id}/content/{content_id}",
             .scope = "Workspace Content: Delete",
             .effect = Effect::Destructive,
             .timeout = TimeoutClass::Write,
             .carries = Carries::DataSource},
};

} // namespace metascope::endpoints
