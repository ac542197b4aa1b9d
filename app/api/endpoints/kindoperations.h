// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/catalogue.h"
#include "app/domain/kind.h"

#include <algorithm>
#include <optional>

namespace metascope {

/// Where a kind is found. Elsewhere its list is refused: a matter of the engine or of the plan, not of the token.
enum class Found { Always, EngineOf2026, PaidPlan };

/// How the objects of a kind are listed and got; scope and paging stand in the rows of these operations. Beside the kind table
/// because the domain knows no operations.
struct KindOperations {
    Kind kind;
    EndpointId list;
    std::optional<EndpointId> get; ///< none: the list has all that there is
    bool isSorted = true; ///< the list takes `sort` and `order`
    bool hasScript = true; ///< the get takes `include_xanoscript`
    Found found = Found::Always;
};

inline constexpr std::array kindOperations{
    KindOperations{Kind::Instance, EndpointId::AccountInstances, EndpointId::AccountInstance, false, false,
                   Found::Always},
    KindOperations{Kind::Workspace, EndpointId::WorkspaceList, EndpointId::WorkspaceGet, false, false, Found::Always},
    KindOperations{Kind::Table, EndpointId::TableList, EndpointId::TableGet, true, true, Found::Always},
    KindOperations{Kind::ApiGroup, EndpointId::ApiGroupList, EndpointId::ApiGroupGet, true, true, Found::Always},
    KindOperations{Kind::Endpoint, EndpointId::EndpointList, EndpointId::EndpointGet, true, true, Found::Always},
    KindOperations{Kind::Function, EndpointId::FunctionList, EndpointId::FunctionGet, true, true, Found::Always},
    KindOperations{Kind::Task, EndpointId::TaskList, EndpointId::TaskGet, true, true, Found::PaidPlan},
    KindOperations{Kind::Middleware, EndpointId::MiddlewareList, EndpointId::MiddlewareGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::Addon, EndpointId::AddonList, EndpointId::AddonGet, true, true, Found::EngineOf2026},
    KindOperations{Kind::TableTrigger, EndpointId::TableTriggerList, EndpointId::TableTriggerGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::AgentTrigger, EndpointId::AgentTriggerList, EndpointId::AgentTriggerGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::McpTrigger, EndpointId::McpTriggerList, EndpointId::McpTriggerGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::RealtimeTrigger, EndpointId::RealtimeTriggerList, EndpointId::RealtimeTriggerGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::WorkspaceTrigger, EndpointId::WorkspaceTriggerList, EndpointId::WorkspaceTriggerGet, true,
                   true, Found::EngineOf2026},
    KindOperations{Kind::Agent, EndpointId::AgentList, EndpointId::AgentGet, true, true, Found::EngineOf2026},
    KindOperations{Kind::Tool, EndpointId::ToolList, EndpointId::ToolGet, true, true, Found::EngineOf2026},
    KindOperations{Kind::McpServer, EndpointId::McpServerList, EndpointId::McpServerGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::RealtimeChannel, EndpointId::RealtimeChannelList, EndpointId::RealtimeChannelGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::File, EndpointId::FileList, std::nullopt, true, false, Found::Always},
    KindOperations{Kind::Branch, EndpointId::BranchList, EndpointId::BranchGet, false, false, Found::Always},
    KindOperations{Kind::DataSource, EndpointId::DataSourceList, std::nullopt, false, false, Found::Always},
    KindOperations{Kind::WorkflowTest, EndpointId::WorkflowTestList, EndpointId::WorkflowTestGet, true, true,
                   Found::EngineOf2026},
    KindOperations{Kind::UnitTest, EndpointId::UnitTestList, std::nullopt, false, false, Found::EngineOf2026},
    KindOperations{Kind::StaticHost, EndpointId::StaticHostList, EndpointId::StaticHostGet, false, false,
                   Found::EngineOf2026},
    KindOperations{Kind::Release, EndpointId::ReleaseList, EndpointId::ReleaseGet, false, false, Found::EngineOf2026},
    KindOperations{Kind::RequestHistory, EndpointId::RequestHistoryList, std::nullopt, false, false, Found::Always},
    KindOperations{Kind::FunctionHistory, EndpointId::FunctionHistoryList, std::nullopt, false, false, Found::Always},
    KindOperations{Kind::TaskHistory, EndpointId::TaskHistoryList, std::nullopt, false, false, Found::Always},
    KindOperations{Kind::TriggerHistory, EndpointId::TriggerHistoryList, std::nullopt, false, false,
                   Found::EngineOf2026},
    KindOperations{Kind::MiddlewareHistory, EndpointId::MiddlewareHistoryList, std::nullopt, false, false,
                   Found::EngineOf2026},
    KindOperations{Kind::ToolHistory, EndpointId::ToolHistoryList, std::nullopt, false, false, Found::EngineOf2026},
};

constexpr const KindOperations &operationsOf(Kind kind)
{
    return kindOperations[static_cast<std::size_t>(kind)];
}

static_assert(kindOperations.size() == kindTable.size(), "each kind can be listed");
static_assert(
    [] {
        for (std::size_t i = 0; i < kindOperations.size(); ++i) {
            const Endpoint &list = endpointRow(kindOperations[i].list);
            if (kindOperations[i].kind != static_cast<Kind>(i) || list.effect != Effect::Read)
                return false;
            if (!kindOperations[i].get)
                continue;
            const Endpoint &get = endpointRow(*kindOperations[i].get);
            if (get.effect != Effect::Read
                || std::ranges::count(get.path, '{') != std::ranges::count(list.path, '{') + 1
                || !get.path.starts_with(list.path))
                return false;
        }
        return true;
    }(),
    "in the order of the enumeration; a get is its list's path with one more argument");

} // namespace metascope
