// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/endpoint.h"

#include <array>

namespace metascope::endpoints {

/// docs.xano.com/api-reference: table, table / schema, table / index.
inline constexpr std::array table{
    Endpoint{.id = EndpointId::TableList, .verb = Verb::Get, .path = "/workspace/{workspace_id}/table",
             .scope = "Workspace Database: Read", .paging = Paging::Pages, .timeout = TimeoutClass::List,
             .carries = Carries::Branch},
    Endpoint{.id = EndpointId::TableGet, .verb = Verb::Get, .path = "/workspace/{workspace_id}/table/{table_id}",
             .scope = "Workspace Database: Read"},
    Endpoint{.id = EndpointId::TableCreate, .verb = Verb::Post, .path = "/workspace/{workspace_id}/table",
             .scope = "Workspace Database: Create", .effect = Effect::Write, .idempotent = false,
             .timeout = TimeoutClass::Write, .carries = Carries::Branch},
    Endpoint{.id = EndpointId::TableUpdate, .verb = Verb::Put, .path = "/workspace/{workspace_id}/table/{table_id}",
             .scope = "Workspace Database: Update", .effect = Effect::Write, .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::TableDelete, .verb = Verb::Delete, .path = "/workspace/{workspace_id}/table/{table_id}",
             .scope = "Workspace Database: Delete", .effect = Effect::Destructive, .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::SchemaGet, .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/table/{table_id}/schema", .scope = "Workspace Database: Read"},
    Endpoint{.id = EndpointId::SchemaPut, .verb = Verb::Put,
             .path = "/workspace/{workspace_id}/table/{table_id}/schema", .scope = "Workspace Database: Update",
             .effect = Effect::Destructive, .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::SchemaRename, .verb = Verb::Post,
             .path = "/workspace/{workspace_id}/table/{table_id}/schema/rename",
             .scope = "Workspace Database: Update", .effect = Effect::Write, .idempotent = false,
             .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::SchemaCreate, .verb = Verb::Post,
             .path = "/workspace/{workspace_id}/table/{table_id}/schema/type/{type}",
             .scope = "Workspace Database: Create", .effect = Effect::Write, .idempotent = false,
             .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::SchemaFieldDelete, .verb = Verb::Delete,
             .path = "/workspace/{workspace_id}/table/{table_id}/schema/{schema_name}",
             .scope = "Workspace Database: Delete", .effect = Effect::Destructive, .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::IndexGet, .verb = Verb::Get,
             .path = "/workspace/{workspace_id}/table/{table_id}/index", .scope = "Workspace Database: Read"},
    Endpoint{.id = EndpointId::IndexPut, .verb = Verb::Put,
             .path = "/workspace/{workspace_id}/table/{table_id}/index", .scope = "Workspace Database: Update",
             .effect = Effect::Destructive, .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::IndexCreate, .verb = Verb::Post,
             .path = "/workspace/{workspace_id}/table/{table_id}/index/{type}",
             .scope = "Workspace Database: Create", .effect = Effect::Write, .idempotent = false,
             .timeout = TimeoutClass::Write},
    Endpoint{.id = EndpointId::IndexDelete, .verb = Verb::Delete,
             .path = "/workspace/{workspace_id}/table/{table_id}/index/{index_id}",
             .scope = "Workspace Database: Delete", .effect = Effect::Destructive, .timeout = TimeoutClass::Write},
};

} // namespace metascope::endpoints
