// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/call.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

Answer listWorkspaces(Call &call)
{
    QList<RawJson> list;
    for (const auto &row :
         call.database().rows(u"SELECT json FROM workspace WHERE instance = ? ORDER BY id"_s, {call.instance()}))
        list.append(storedJson(row[0]));
    return RawJson::array(list);
}

RawJson load(const Call &call)
{
    return storedJson(
        call.database()
            .row(u"SELECT json FROM workspace WHERE instance = ? AND id = ?"_s, {call.instance(), call.workspace()})
            .value(0));
}

Answer getWorkspace(Call &call)
{
    return load(call);
}

Answer updateWorkspace(Call &call)
{
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    RawJson workspace = load(call);
    for (const QString &key : {u"name"_s, u"description"_s, u"swagger"_s, u"documentation"_s, u"preferences"_s})
        if (const auto value = body->member(key); value && !value->isNull())
            workspace = workspace.with(key, *value);
    call.database().run(u"UPDATE workspace SET json = ? WHERE instance = ? AND id = ?"_s,
                        {workspace.text(), call.instance(), call.workspace()});
    return workspace;
}

Answer listDataSources(Call &call)
{
    QList<RawJson> list;
    for (
        const auto &row : call.database().rows(
            u"SELECT label, color FROM datasource WHERE instance = ? AND workspace = ? ORDER BY label <> 'live', label"_s,
            {call.instance(), call.workspace()}))
        list.append(RawJson::object(
            {{u"label"_s, RawJson::string(row[0].toString())}, {u"color"_s, RawJson::string(row[1].toString())}}));
    return RawJson::array(list);
}

constexpr std::array routes{
    Route{Part::Instance, "GET", "/workspace", {Area::Workspace, Right::Read}, listWorkspaces},
    Route{Part::Instance, "GET", "/workspace/{workspace_id}", {Area::Workspace, Right::Read}, getWorkspace},
    Route{Part::Instance, "PUT", "/workspace/{workspace_id}", {Area::Workspace, Right::Update}, updateWorkspace},
    Route{
        Part::Instance, "GET", "/workspace/{workspace_id}/datasource", {Area::Workspace, Right::Read}, listDataSources},
};

} // namespace

std::span<const Route> workspaceRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
