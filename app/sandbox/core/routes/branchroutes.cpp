// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/call.h"
#include "app/sandbox/core/timestamps.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

const QString reservedLabel = u"v1"_s;

struct BranchState {
    QString label;
    bool isLive = false;
    QString description;
    QString color;
    qint64 createdAt = 0;
};

/// Rows that are not live leave `live` out, as the service does.
RawJson branchJson(const Call &call, const BranchState &branch)
{
    const Spelling spelling = call.is2023() ? Spelling::Milliseconds : Spelling::Zone;
    QList<std::pair<QString, RawJson>> members{{u"created_at"_s, timestamp(branch.createdAt, spelling)},
                                               {u"label"_s, RawJson::string(branch.label)},
                                               {u"description"_s, RawJson::string(branch.description)},
                                               {u"color"_s, RawJson::string(branch.color)},
                                               {u"backup"_s, RawJson::boolean(false)}};
    if (branch.isLive)
        members.append({u"live"_s, RawJson::boolean(true)});
    return RawJson::object(members);
}

BranchState stateOf(const Database::Row &row)
{
    return {row[0].toString(), row[1].toBool(), row[2].toString(), row[3].toString(), row[4].toLongLong()};
}

const QString selectBranch
    = u"SELECT label, live, description, color, created_at FROM branch WHERE instance = ? AND workspace = ?"_s;

std::optional<BranchState> find(const Call &call, const QString &label)
{
    const auto row
        = call.database().row(selectBranch + u" AND label = ?"_s, {call.instance(), call.workspace(), label});
    return row.isEmpty() ? std::nullopt : std::optional(stateOf(row));
}

Answer listBranches(Call &call)
{
    QList<RawJson> list;
    for (const auto &row :
         call.database().rows(selectBranch + u" ORDER BY created_at, label"_s, {call.instance(), call.workspace()}))
        list.append(branchJson(call, stateOf(row)));
    return RawJson::array(list);
}

Answer getBranch(Call &call)
{
    const auto branch = find(call, call.argument(u"branch_label"));
    if (!branch)
        return notFound();
    return branchJson(call, *branch);
}

/// The kind of the object that one of `kind` stands below; empty where it stands by itself.
QString parentKind(const QString &kind, const RawJson &json)
{
    if (kind == "api"_L1)
        return u"apigroup"_s;
    if (kind != "unit_test"_L1)
        return {};
    const QString type = textOf(json, u"obj_type").value_or(QString());
    return type == "query"_L1 ? u"api"_s : type;
}

/// The copies of one branch's objects in another: new ids, and what stands below others stands below their copies.
void copyLogic(const Call &call, const QString &from, const QString &to)
{
    QHash<std::pair<QString, qint64>, qint64> copies;
    const auto rows
        = call.database().rows(u"SELECT kind, id, parent, name, created_at, updated_at, json, script FROM logic"
                               " WHERE instance = ? AND workspace = ? AND branch = ?"
                               " ORDER BY kind <> 'apigroup', kind = 'unit_test'"_s,
                               {call.instance(), call.workspace(), from});
    for (const auto &row : rows) {
        const QString kind = row[0].toString();
        const qint64 id = call.database().nextId(u"logic/%1/%2"_s.arg(call.instance()).arg(kind));
        copies.insert({kind, row[1].toLongLong()}, id);
        const qint64 parent = copies.value({parentKind(kind, storedJson(row[6])), row[2].toLongLong()});
        call.database().run(
            u"INSERT INTO logic VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {call.instance(), kind, id, call.workspace(), to, parent, row[3], row[4], row[5], row[6], row[7]});
    }
}

Answer createBranch(Call &call)
{
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const BranchState made{textOf(*body, u"label").value_or(QString()), false,
                           textOf(*body, u"description").value_or(QString()),
                           textOf(*body, u"color").value_or(QString()), call.now()};
    const QString from = textOf(*body, u"source_branch").value_or(reservedLabel);
    // The dashboard has a rule for labels; the API stores any text.
    if (made.label == reservedLabel)
        return inputError(u"label"_s);
    if (find(call, made.label))
        return inputError(u"label"_s, u"This branch already exists."_s);
    if (!find(call, from))
        return notFound();
    call.database().run(u"INSERT INTO branch VALUES(?, ?, ?, ?, 0, ?, ?)"_s,
                        {call.instance(), call.workspace(), made.label, made.createdAt, made.description, made.color});
    copyLogic(call, from, made.label);
    return branchJson(call, made);
}

Answer updateBranch(Call &call)
{
    auto branch = find(call, call.argument(u"branch_label"));
    if (!branch)
        return notFound();
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const QString old = branch->label;
    if (const auto label = textOf(*body, u"label"); label && !label->isEmpty())
        branch->label = *label;
    if (branch->label != old && (old == reservedLabel || branch->label == reservedLabel || find(call, branch->label)))
        return inputError(u"label"_s);
    branch->description = textOf(*body, u"description").value_or(branch->description);
    branch->color = textOf(*body, u"color").value_or(branch->color);
    call.database().run(
        u"UPDATE branch SET label = ?, description = ?, color = ? WHERE instance = ? AND workspace = ? AND label = ?"_s,
        {branch->label, branch->description, branch->color, call.instance(), call.workspace(), old});
    call.database().run(u"UPDATE logic SET branch = ? WHERE instance = ? AND workspace = ? AND branch = ?"_s,
                        {branch->label, call.instance(), call.workspace(), old});
    return branchJson(call, *branch);
}

Answer deleteBranch(Call &call)
{
    const auto branch = find(call, call.argument(u"branch_label"));
    if (!branch)
        return notFound();
    if (branch->isLive || branch->label == reservedLabel)
        return badRequest(u"This branch cannot be deleted."_s);
    const QVariantList key{call.instance(), call.workspace(), branch->label};
    call.database().run(u"DELETE FROM logic WHERE instance = ? AND workspace = ? AND branch = ?"_s, key);
    call.database().run(u"DELETE FROM branch WHERE instance = ? AND workspace = ? AND label = ?"_s, key);
    return RawJson::object({});
}

Answer setLive(Call &call)
{
    auto branch = find(call, call.argument(u"branch_label"));
    if (!branch)
        return notFound();
    call.database().run(u"UPDATE branch SET live = (label = ?) WHERE instance = ? AND workspace = ?"_s,
                        {branch->label, call.instance(), call.workspace()});
    branch->isLive = true;
    return branchJson(call, *branch);
}

constexpr Parameter labelParameter{"label"};
constexpr Parameter descriptionParameter{"description"};
constexpr Parameter colorParameter{"color"};
constexpr std::array createBody{Parameter{"label", Type::Text, true}, Parameter{"source_branch"}, descriptionParameter,
                                colorParameter};
constexpr std::array updateBody{labelParameter, descriptionParameter, colorParameter};

constexpr std::array routes{
    Route{Part::Instance, "GET", "/workspace/{workspace_id}/branch", {Area::Workspace, Right::Read}, listBranches},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/branch",
          {Area::Workspace, Right::Update},
          createBranch,
          {},
          createBody},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/branch/{branch_label}",
          {Area::Workspace, Right::Read},
          getBranch},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/branch/{branch_label}",
          {Area::Workspace, Right::Update},
          updateBranch,
          {},
          updateBody},
    Route{Part::Instance,
          "DELETE",
          "/workspace/{workspace_id}/branch/{branch_label}",
          {Area::Workspace, Right::Update},
          deleteBranch},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/branch/{branch_label}/live",
          {Area::Workspace, Right::Update},
          setLive},
};

} // namespace

std::span<const Route> branchRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
