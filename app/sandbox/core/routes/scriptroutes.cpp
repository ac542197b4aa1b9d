// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/routes/objectlist.h"

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr char16_t middlewareKind[] = u"middleware";
constexpr char16_t middlewareId[] = u"middleware_id";
constexpr char16_t addonKind[] = u"addon";
constexpr char16_t addonId[] = u"addon_id";
constexpr char16_t agentKind[] = u"agent";
constexpr char16_t agentId[] = u"agent_id";
constexpr char16_t toolKind[] = u"tool";
constexpr char16_t toolId[] = u"tool_id";
constexpr char16_t mcpServerKind[] = u"mcp_server";
constexpr char16_t mcpServerId[] = u"mcp_server_id";
constexpr char16_t workflowTestKind[] = u"workflow_test";
constexpr char16_t workflowTestId[] = u"workflow_test_id";
constexpr char16_t channelKind[] = u"realtime_channel";
constexpr char16_t channelId[] = u"channel_id";

/// The tests of functions, endpoints and middleware have texts for ids, and no list that is sorted.
RawJson unitTestJson(const Database::Row &row)
{
    const RawJson json = storedJson(row[2]);
    const auto stored = [&json](QStringView key) { return json.member(key).value_or(RawJson()); };
    return RawJson::object({{u"id"_s, RawJson::string(u"ut-%1"_s.arg(row[0].toLongLong(), 6, 16, QLatin1Char('0')))},
                            {u"name"_s, RawJson::string(row[1].toString())},
                            {u"obj_type"_s, stored(u"obj_type")},
                            {u"obj_name"_s, stored(u"obj_name")},
                            {u"obj_id"_s, RawJson::integer(row[3].toLongLong())}});
}

Answer listUnitTests(Call &call)
{
    const auto branch = call.branch();
    if (!branch)
        return Refusal(branch.error());
    const auto page = readPage(call, Page::LargestList);
    if (!page)
        return Refusal(page.error());
    const QString type = call.query(u"obj_type");
    QList<RawJson> all;
    for (const auto &row : call.database().rows(
             u"SELECT id, name, json, parent FROM logic WHERE instance = ? AND kind = 'unit_test' AND workspace = ?"
             " AND branch = ? ORDER BY id"_s,
             {call.instance(), call.workspace(), *branch})) {
        const RawJson test = unitTestJson(row);
        if (type.isEmpty() || textOf(test, u"obj_type") == type)
            all.append(test);
    }
    return shortEnvelope(*page, all);
}

/// Channels are of the whole workspace, and sorted by nothing but their names.
Answer listChannels(Call &call)
{
    return listWhere(call, QString::fromUtf16(channelKind), {}, {}, u"name"_s);
}

constexpr std::array unitTestQuery{branchParameter, pageParameter, pageSizeParameter, Parameter{"obj_type"}};
constexpr std::array channelListQuery{
    scriptParameter, pageParameter, pageSizeParameter, searchParameter, Parameter{"sort", Type::Text, false, "name"},
    orderParameter};
constexpr std::array channelQuery{scriptParameter};

constexpr Route route(const char *path, Scope scope, Answer (*handler)(Call &), std::span<const Parameter> query)
{
    return {.part = Part::Instance,
            .verb = "GET",
            .path = path,
            .scope = scope,
            .handler = handler,
            .query = query,
            .years = Years::From2026};
}

constexpr std::array routes{
    route("/workspace/{workspace_id}/middleware", {}, listKind<middlewareKind>, scriptListQuery),
    route("/workspace/{workspace_id}/middleware/{middleware_id}", {}, getKind<middlewareKind, middlewareId>,
          scriptQuery),
    route("/workspace/{workspace_id}/addon", {Area::Addon, Right::Read}, listKind<addonKind>, scriptListQuery),
    route("/workspace/{workspace_id}/addon/{addon_id}", {Area::Addon, Right::Read}, getKind<addonKind, addonId>,
          scriptQuery),
    route("/workspace/{workspace_id}/agent", {}, listKind<agentKind>, scriptListQuery),
    route("/workspace/{workspace_id}/agent/{agent_id}", {}, getKind<agentKind, agentId>, scriptQuery),
    route("/workspace/{workspace_id}/tool", {}, listKind<toolKind>, scriptListQuery),
    route("/workspace/{workspace_id}/tool/{tool_id}", {}, getKind<toolKind, toolId>, scriptQuery),
    route("/workspace/{workspace_id}/mcp_server", {}, listKind<mcpServerKind>, scriptListQuery),
    route("/workspace/{workspace_id}/mcp_server/{mcp_server_id}", {}, getKind<mcpServerKind, mcpServerId>, scriptQuery),
    route("/workspace/{workspace_id}/workflow_test", {}, listKind<workflowTestKind>, scriptListQuery),
    route("/workspace/{workspace_id}/workflow_test/{workflow_test_id}", {}, getKind<workflowTestKind, workflowTestId>,
          scriptQuery),
    route("/workspace/{workspace_id}/unit_test", {}, listUnitTests, unitTestQuery),
    route("/workspace/{workspace_id}/realtime/channel", {}, listChannels, channelListQuery),
    route("/workspace/{workspace_id}/realtime/channel/{channel_id}", {}, getKind<channelKind, channelId>, channelQuery),
};

} // namespace

std::span<const Route> scriptRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
