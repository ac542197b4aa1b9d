// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <array>
#include <optional>
#include <string_view>

namespace metascope {

/// The kinds of nodes in the explorer: groups are named by the kind that they hold.
enum class Kind {
    Instance,
    Workspace,
    Table,
    ApiGroup,
    Endpoint,
    Function,
    Task,
    Middleware,
    Addon,
    TableTrigger,
    AgentTrigger,
    McpTrigger,
    RealtimeTrigger,
    WorkspaceTrigger,
    Agent,
    Tool,
    McpServer,
    RealtimeChannel,
    File,
    Branch,
    DataSource,
    WorkflowTest,
    UnitTest,
    StaticHost,
    Release,
    RequestHistory,
    FunctionHistory,
    TaskHistory,
    TriggerHistory,
    MiddlewareHistory,
    ToolHistory,
};

/// Which member of an object it is called by, in paths and in keys.
enum class ObjectKey { Id, TextId, Label, Name };

/// One row per kind: everything that the rest of the program asks about a kind in general.
struct KindRow {
    Kind kind;
    std::string_view key; ///< in deep links, drafts and settings
    const char *name; ///< singular, for tr() in the context "Kind"
    const char *plural; ///< the group's title, for tr() in the context "Kind"
    std::string_view icon; ///< file name below :/metascope/icons, without .svg
    ObjectKey objectKey = ObjectKey::Id;
};

inline constexpr std::array kindTable{
    KindRow{Kind::Instance, "instance", QT_TRANSLATE_NOOP("Kind", "Instance"), QT_TRANSLATE_NOOP("Kind", "Instances"),
            "instance", ObjectKey::Name},
    KindRow{Kind::Workspace, "workspace", QT_TRANSLATE_NOOP("Kind", "Workspace"),
            QT_TRANSLATE_NOOP("Kind", "Workspaces"), "workspace"},
    KindRow{Kind::Table, "table", QT_TRANSLATE_NOOP("Kind", "Table"), QT_TRANSLATE_NOOP("Kind", "Tables"), "table"},
    KindRow{Kind::ApiGroup, "apigroup", QT_TRANSLATE_NOOP("Kind", "API group"), QT_TRANSLATE_NOOP("Kind", "API"),
            "apigroup"},
    KindRow{Kind::Endpoint, "endpoint", QT_TRANSLATE_NOOP("Kind", "Endpoint"), QT_TRANSLATE_NOOP("Kind", "Endpoints"),
            "endpoint"},
    KindRow{Kind::Function, "function", QT_TRANSLATE_NOOP("Kind", "Function"), QT_TRANSLATE_NOOP("Kind", "Functions"),
            "function"},
    KindRow{Kind::Task, "task", QT_TRANSLATE_NOOP("Kind", "Task"), QT_TRANSLATE_NOOP("Kind", "Tasks"), "task"},
    KindRow{Kind::Middleware, "middleware", QT_TRANSLATE_NOOP("Kind", "Middleware"),
            QT_TRANSLATE_NOOP("Kind", "Middleware"), "function"},
    KindRow{Kind::Addon, "addon", QT_TRANSLATE_NOOP("Kind", "Addon"), QT_TRANSLATE_NOOP("Kind", "Addons"), "reference"},
    KindRow{Kind::TableTrigger, "tabletrigger", QT_TRANSLATE_NOOP("Kind", "Table trigger"),
            QT_TRANSLATE_NOOP("Kind", "Table Triggers"), "task"},
    KindRow{Kind::AgentTrigger, "agenttrigger", QT_TRANSLATE_NOOP("Kind", "Agent trigger"),
            QT_TRANSLATE_NOOP("Kind", "Agent Triggers"), "task"},
    KindRow{Kind::McpTrigger, "mcptrigger", QT_TRANSLATE_NOOP("Kind", "MCP server trigger"),
            QT_TRANSLATE_NOOP("Kind", "MCP Server Triggers"), "task"},
    KindRow{Kind::RealtimeTrigger, "realtimetrigger", QT_TRANSLATE_NOOP("Kind", "Realtime trigger"),
            QT_TRANSLATE_NOOP("Kind", "Realtime Triggers"), "task"},
    KindRow{Kind::WorkspaceTrigger, "trigger", QT_TRANSLATE_NOOP("Kind", "Workspace trigger"),
            QT_TRANSLATE_NOOP("Kind", "Workspace Triggers"), "task"},
    KindRow{Kind::Agent, "agent", QT_TRANSLATE_NOOP("Kind", "Agent"), QT_TRANSLATE_NOOP("Kind", "Agents"), "agent"},
    KindRow{Kind::Tool, "tool", QT_TRANSLATE_NOOP("Kind", "Tool"), QT_TRANSLATE_NOOP("Kind", "Tools"), "function"},
    KindRow{Kind::McpServer, "mcpserver", QT_TRANSLATE_NOOP("Kind", "MCP server"),
            QT_TRANSLATE_NOOP("Kind", "MCP Servers"), "instance"},
    KindRow{Kind::RealtimeChannel, "channel", QT_TRANSLATE_NOOP("Kind", "Realtime channel"),
            QT_TRANSLATE_NOOP("Kind", "Realtime"), "refresh"},
    KindRow{Kind::File, "file", QT_TRANSLATE_NOOP("Kind", "File"), QT_TRANSLATE_NOOP("Kind", "Files"), "typefile"},
    KindRow{Kind::Branch, "branch", QT_TRANSLATE_NOOP("Kind", "Branch"), QT_TRANSLATE_NOOP("Kind", "Branches"),
            "branch", ObjectKey::Label},
    KindRow{Kind::DataSource, "datasource", QT_TRANSLATE_NOOP("Kind", "Data source"),
            QT_TRANSLATE_NOOP("Kind", "Data Sources"), "datasource", ObjectKey::Label},
    KindRow{Kind::WorkflowTest, "workflowtest", QT_TRANSLATE_NOOP("Kind", "Workflow test"),
            QT_TRANSLATE_NOOP("Kind", "Workflow Tests"), "check"},
    KindRow{Kind::UnitTest, "unittest", QT_TRANSLATE_NOOP("Kind", "Unit test"), QT_TRANSLATE_NOOP("Kind", "Unit Tests"),
            "check", ObjectKey::TextId},
    KindRow{Kind::StaticHost, "statichost", QT_TRANSLATE_NOOP("Kind", "Static host"),
            QT_TRANSLATE_NOOP("Kind", "Static Hosts"), "browser", ObjectKey::Name},
    KindRow{Kind::Release, "release", QT_TRANSLATE_NOOP("Kind", "Release"), QT_TRANSLATE_NOOP("Kind", "Releases"),
            "folder"},
    KindRow{Kind::RequestHistory, "requesthistory", QT_TRANSLATE_NOOP("Kind", "Request"),
            QT_TRANSLATE_NOOP("Kind", "Requests"), "typetimestamp"},
    KindRow{Kind::FunctionHistory, "functionhistory", QT_TRANSLATE_NOOP("Kind", "Function run"),
            QT_TRANSLATE_NOOP("Kind", "Function Runs"), "typetimestamp"},
    KindRow{Kind::TaskHistory, "taskhistory", QT_TRANSLATE_NOOP("Kind", "Task run"),
            QT_TRANSLATE_NOOP("Kind", "Task Runs"), "typetimestamp"},
    KindRow{Kind::TriggerHistory, "triggerhistory", QT_TRANSLATE_NOOP("Kind", "Trigger run"),
            QT_TRANSLATE_NOOP("Kind", "Trigger Runs"), "typetimestamp"},
    KindRow{Kind::MiddlewareHistory, "middlewarehistory", QT_TRANSLATE_NOOP("Kind", "Middleware run"),
            QT_TRANSLATE_NOOP("Kind", "Middleware Runs"), "typetimestamp"},
    KindRow{Kind::ToolHistory, "toolhistory", QT_TRANSLATE_NOOP("Kind", "Tool run"),
            QT_TRANSLATE_NOOP("Kind", "Tool Runs"), "typetimestamp"},
};

constexpr const KindRow &kindRow(Kind kind)
{
    return kindTable[static_cast<std::size_t>(kind)];
}

static_assert(
    [] {
        for (std::size_t i = 0; i < kindTable.size(); ++i)
            if (kindTable[i].kind != static_cast<Kind>(i))
                return false;
        return true;
    }(),
    "the rows stand in the order of the enumeration");

static_assert(
    [] {
        for (const KindRow &row : kindTable) {
            std::size_t same = 0;
            for (const KindRow &other : kindTable)
                same += other.key == row.key ? 1U : 0U;
            const bool isNamed = !std::string_view(row.name).empty() && !std::string_view(row.plural).empty();
            if (same != 1 || row.key.empty() || row.icon.empty() || !isNamed || row.key.find('/') != row.key.npos)
                return false;
        }
        return true;
    }(),
    "unique keys that fit into a path; names and icons for all");

/// KindRow::key as text.
QString kindKey(Kind kind);
/// The kind of that key; nothing for another text.
std::optional<Kind> kindFromKey(const QString &key);
/// "Table", for people.
QString kindName(Kind kind);
/// "Tables", for people.
QString kindPlural(Kind kind);

} // namespace metascope
