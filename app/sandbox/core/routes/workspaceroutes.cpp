// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/call.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

/// The members that are shown, of what is stored: `preferences` can be set, but is nowhere in an answer.
RawJson shown(const RawJson &stored, const QString &branch, bool isDetail)
{
    QList<std::pair<QString, RawJson>> members;
    for (const QString &key : {u"id"_s, u"name"_s, u"description"_s})
        members.append({key, stored.member(key).value_or(RawJson())});
    members.append({u"branch"_s, RawJson::string(branch)});
    if (isDetail)
        for (const QString &key : {u"swagger"_s, u"documentation"_s})
            members.append({key, stored.member(key).value_or(RawJson())});
    return RawJson::object(members);
}

Answer listWorkspaces(Call &call)
{
    QList<RawJson> list;
    for (const auto &row : call.database().rows(
             u"SELECT json, label FROM workspace LEFT JOIN branch ON branch.instance = workspace.instance"
             " AND branch.workspace = workspace.id AND live = 1 WHERE workspace.instance = ? ORDER BY id"_s,
             {call.instance()}))
        list.append(shown(storedJson(row[0]), row[1].toString(), false));
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
    return shown(load(call), call.liveBranch(), true);
}

Answer updateWorkspace(Call &call)
{
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    RawJson workspace = load(call);
    for (const RawJson::Member &member : body->members())
        if (!member.value.isNull())
            workspace = workspace.with(member.key, member.value);
    call.database().run(u"UPDATE workspace SET json = ? WHERE instance = ? AND id = ?"_s,
                        {workspace.text(), call.instance(), call.workspace()});
    return shown(workspace, call.liveBranch(), false);
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

constexpr std::array updateBody{Parameter{"name"}, Parameter{"description"}, Parameter{"swagger", Type::Flag},
                                Parameter{"documentation", Type::Object}, Parameter{"preferences", Type::Object}};

constexpr std::array routes{
    Route{Part::Instance, "GET", "/workspace", {Area::Workspace, Right::Read}, listWorkspaces},
    Route{Part::Instance, "GET", "/workspace/{workspace_id}", {Area::Workspace, Right::Read}, getWorkspace},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}",
          {Area::Workspace, Right::Update},
          updateWorkspace,
          {},
          updateBody},
    Route{
        Part::Instance, "GET", "/workspace/{workspace_id}/datasource", {Area::Workspace, Right::Read}, listDataSources},
};

} // namespace

std::span<const Route> workspaceRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
