// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace metascope {

/// The operations of the Metadata API that this program calls by name.
enum class EndpointId {
    AccountMe,
    AccountInstances,
    AccountInstance,
    Me,
    WorkspaceList,
    WorkspaceGet,
    WorkspaceUpdate,
    BranchList,
    BranchGet,
    BranchCreate,
    BranchUpdate,
    BranchDelete,
    BranchSetLive,
    DataSourceList,
    TableList,
    TableGet,
    TableCreate,
    TableUpdate,
    TableDelete,
    TableSecurity,
    TableAutocomplete,
    SchemaGet,
    SchemaPut,
    SchemaRename,
    SchemaCreate,
    SchemaFieldDelete,
    IndexGet,
    IndexPut,
    IndexCreate,
    IndexDelete,
    RecordList,
    RecordGet,
    RecordCreate,
    RecordUpdate,
    RecordDelete,
    ApiGroupList,
    ApiGroupGet,
    EndpointList,
    EndpointGet,
    FunctionList,
    FunctionGet,
    TaskList,
    TaskGet,
    MiddlewareList,
    MiddlewareGet,
    AddonList,
    AddonGet,
    WorkflowTestList,
    WorkflowTestGet,
    UnitTestList,
    TableTriggerList,
    TableTriggerGet,
    AgentTriggerList,
    AgentTriggerGet,
    McpTriggerList,
    McpTriggerGet,
    RealtimeTriggerList,
    RealtimeTriggerGet,
    WorkspaceTriggerList,
    WorkspaceTriggerGet,
    AgentList,
    AgentGet,
    ToolList,
    ToolGet,
    McpServerList,
    McpServerGet,
    RealtimeChannelList,
    RealtimeChannelGet,
    FileList,
    StaticHostList,
    StaticHostGet,
    ReleaseList,
    ReleaseGet,
    RequestHistoryList,
    FunctionHistoryList,
    TaskHistoryList,
    TriggerHistoryList,
    MiddlewareHistoryList,
    ToolHistoryList,
    Count, ///< not an operation
};

enum class Verb { Get, Post, Put, Delete };

/// What a call does on the server. Only reads are ever repeated; everything else needs a ticket of the WriteGate.
enum class Effect { Read, Write, Destructive };

/// How a list is handed out. Both shapes are accepted everywhere; this says what to ask for.
enum class Paging { None, Pages };

/// Which deadlines a call has; see Deadlines.
enum class TimeoutClass { Quick, List, Write };

/// What of the target a call carries besides its path.
enum class Carries { Nothing, Branch, DataSource };

/// One operation, as a row.
struct Endpoint {
    EndpointId id;
    Verb verb;
    std::string_view path; ///< below `/api:meta`; `{name}` stands for one percent-encoded argument
    std::string_view scope; ///< as the operation's page names it; empty where it names none
    Effect effect = Effect::Read;
    bool idempotent = true;
    Paging paging = Paging::None;
    int largestPage
        = 10'000; ///< the documented maximum of `per_page`; 0 where the server alone says how long a page is
    TimeoutClass timeout = TimeoutClass::Quick;
    Carries carries = Carries::Nothing;
    /// What in its bodies must not be kept in a log: JSON pointers (RFC 6901) separated by a space, `*` for any member
    /// or element.
    std::string_view secrets = {};
};

} // namespace metascope
