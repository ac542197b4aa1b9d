// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/timestamps.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr Parameter outputParameter{"include_output", Type::Flag};

/// A parameter that leaves only the runs of one thing, and the member that has its number.
struct Filter {
    const char16_t *parameter;
    const char16_t *member;
};

bool passes(const RawJson &run, const QString &member, qint64 wanted)
{
    const auto value = run.member(member);
    return value && value->toInteger() == wanted;
}

/// The newest first. What came out of a run is shown where it is asked for.
Answer listRuns(Call &call, const QString &kind, std::initializer_list<Filter> filters, bool isOfBranch)
{
    const auto branch = call.branch();
    if (!branch)
        return Refusal(branch.error());
    const auto page = readPage(call, Page::LargestHistory);
    if (!page)
        return Refusal(page.error());
    QList<std::pair<QString, qint64>> wanted;
    for (const Filter &filter : filters) {
        const auto number = call.number(filter.parameter, 0);
        if (!number)
            return Refusal(number.error());
        if (*number != 0)
            wanted.append({QString::fromUtf16(filter.member), *number});
    }
    QList<RawJson> all;
    for (const auto &row : call.database().rows(
             u"SELECT id, created_at, branch, json FROM history WHERE instance = ? AND kind = ? AND workspace = ?"
             " AND (? = 0 OR branch = ?) ORDER BY created_at DESC, id DESC"_s,
             {call.instance(), kind, call.workspace(), isOfBranch ? 1 : 0, *branch})) {
        const RawJson stored = storedJson(row[3]);
        if (!std::ranges::all_of(wanted, [&](const auto &each) { return passes(stored, each.first, each.second); }))
            continue;
        RawJson run = RawJson::object({{u"id"_s, RawJson::integer(row[0].toLongLong())},
                                       {u"created_at"_s, timestamp(row[1].toLongLong(), Spelling::Zone)},
                                       {u"workspace_id"_s, RawJson::integer(call.workspace())}});
        for (const RawJson::Member &member : stored.members())
            if (member.key != "output"_L1 || call.flag(u"include_output"))
                run = run.with(member.key, member.value);
        // The runs of endpoints name their branch by a number among their own members, those of triggers not at all.
        if (isOfBranch && !run.member(u"branch_id"))
            run = run.with(u"branch", RawJson::string(row[2].toString()));
        all.append(run);
    }
    return shortEnvelope(*page, all);
}

Answer listRequests(Call &call)
{
    return listRuns(call, u"request"_s,
                    {{u"apigroup_id", u"api_id"}, {u"api_id", u"api_id"}, {u"query_id", u"query_id"}}, true);
}

Answer listFunctionRuns(Call &call)
{
    return listRuns(call, u"function"_s, {{u"function_id", u"function_id"}}, true);
}

Answer listTaskRuns(Call &call)
{
    return listRuns(call, u"task"_s, {{u"task_id", u"task_id"}}, true);
}

Answer listTriggerRuns(Call &call)
{
    return listRuns(call, u"trigger"_s, {{u"trigger_id", u"trigger_id"}}, false);
}

Answer listMiddlewareRuns(Call &call)
{
    return listRuns(call, u"middleware"_s,
                    {{u"middleware_id", u"middleware_id"},
                     {u"query_id", u"query_id"},
                     {u"function_id", u"function_id"},
                     {u"task_id", u"task_id"}},
                    true);
}

Answer listToolRuns(Call &call)
{
    return listRuns(call, u"tool"_s, {{u"tool_id", u"tool_id"}}, true);
}

// An API group was called an API until it was renamed.
constexpr std::array requestQuery2025{pageParameter,
                                      pageSizeParameter,
                                      branchParameter,
                                      Parameter{"api_id", Type::Integer},
                                      Parameter{"query_id", Type::Integer},
                                      outputParameter};
constexpr std::array requestQuery{pageParameter,
                                  pageSizeParameter,
                                  branchParameter,
                                  Parameter{"apigroup_id", Type::Integer},
                                  Parameter{"query_id", Type::Integer},
                                  outputParameter};
constexpr std::array functionQuery{pageParameter, pageSizeParameter, branchParameter,
                                   Parameter{"function_id", Type::Integer}, outputParameter};
constexpr std::array taskQuery{pageParameter, pageSizeParameter, branchParameter, Parameter{"task_id", Type::Integer},
                               outputParameter};
constexpr std::array triggerQuery{pageParameter, pageSizeParameter, Parameter{"trigger_id", Type::Integer},
                                  outputParameter};
constexpr std::array middlewareQuery{pageParameter,
                                     pageSizeParameter,
                                     branchParameter,
                                     Parameter{"middleware_id", Type::Integer},
                                     Parameter{"query_id", Type::Integer},
                                     Parameter{"function_id", Type::Integer},
                                     Parameter{"task_id", Type::Integer},
                                     outputParameter};
constexpr std::array toolQuery{pageParameter, pageSizeParameter, branchParameter, Parameter{"tool_id", Type::Integer},
                               outputParameter};

constexpr Route route(const char *path, Answer (*handler)(Call &), std::span<const Parameter> query,
                      Years years = Years::All)
{
    return {.part = Part::Instance,
            .verb = "GET",
            .path = path,
            .scope = {Area::RequestHistory, Right::Read},
            .handler = handler,
            .query = query,
            .years = years};
}

constexpr std::array routes{
    route("/workspace/{workspace_id}/request_history", listRequests, requestQuery2025, Years::To2025),
    route("/workspace/{workspace_id}/request_history", listRequests, requestQuery, Years::From2026),
    route("/workspace/{workspace_id}/function_history", listFunctionRuns, functionQuery),
    route("/workspace/{workspace_id}/task_history", listTaskRuns, taskQuery),
    route("/workspace/{workspace_id}/trigger_history", listTriggerRuns, triggerQuery, Years::From2026),
    route("/workspace/{workspace_id}/middleware_history", listMiddlewareRuns, middlewareQuery, Years::From2026),
    route("/workspace/{workspace_id}/tool_history", listToolRuns, toolQuery, Years::From2026),
};

} // namespace

std::span<const Route> historyRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
