// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/timestamps.h"

#include <array>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr qint64 HostPage = 25; ///< how long a page of hosts is, whatever is asked for
constexpr qint64 ReleasePage = 25;

const QString columns
    = u"SELECT id, created_at, updated_at, json FROM logic WHERE instance = ? AND kind = ? AND workspace = ?"_s;

RawJson dated(const Database::Row &row)
{
    RawJson json = RawJson::object({{u"id"_s, RawJson::integer(row[0].toLongLong())},
                                    {u"created_at"_s, timestamp(row[1].toLongLong(), Spelling::Zone)},
                                    {u"updated_at"_s, timestamp(row[2].toLongLong(), Spelling::Zone)}});
    for (const RawJson::Member &member : storedJson(row[3]).members())
        json = json.with(member.key, member.value);
    return json;
}

QList<RawJson> all(const Call &call, const QString &kind)
{
    QList<RawJson> list;
    for (const auto &row : call.database().rows(columns + u" ORDER BY created_at DESC, id DESC"_s,
                                                {call.instance(), kind, call.workspace()}))
        list.append(dated(row));
    return list;
}

Answer listHosts(Call &call)
{
    auto page = readPage(call, Page::LargestList);
    if (!page)
        return Refusal(page.error());
    page->size = HostPage;
    const QList<RawJson> hosts = all(call, u"static_host"_s);
    return hostEnvelope(*page, hosts.size(), partOf(hosts, *page));
}

/// By name; an unknown one is answered with 500.
Answer getHost(Call &call)
{
    const auto row
        = call.database().row(columns + u" AND name = ?"_s,
                              {call.instance(), u"static_host"_s, call.workspace(), call.argument(u"static_host")});
    if (row.isEmpty())
        return Refusal(Problem{500, "ERROR_FATAL", u"Invalid host"_s, {}});
    return dated(row);
}

/// A page that is asked to be too long comes back empty rather than refused.
Answer listReleases(Call &call)
{
    const auto size = call.number(u"per_page", ReleasePage);
    if (!size)
        return Refusal(size.error());
    auto page = readPage(call, std::numeric_limits<int>::max());
    if (!page)
        return Refusal(page.error());
    page->size = *size;
    return shortEnvelope(*page, page->size > Page::LargestReleases ? QList<RawJson>() : all(call, u"release"_s));
}

Answer getRelease(Call &call)
{
    const auto id = call.id(u"release_id");
    if (!id)
        return Refusal(id.error());
    const auto row
        = call.database().row(columns + u" AND id = ?"_s, {call.instance(), u"release"_s, call.workspace(), *id});
    if (row.isEmpty())
        return notFound();
    return dated(row);
}

constexpr std::array hostListQuery{pageParameter};
constexpr std::array releaseListQuery{pageParameter, pageSizeParameter};

constexpr Route route(const char *path, Answer (*handler)(Call &), std::span<const Parameter> query)
{
    return {.part = Part::Instance,
            .verb = "GET",
            .path = path,
            .scope = {},
            .handler = handler,
            .query = query,
            .years = Years::From2026};
}

constexpr std::array routes{
    route("/workspace/{workspace_id}/static_host", listHosts, hostListQuery),
    route("/workspace/{workspace_id}/static_host/{static_host}", getHost, {}),
    route("/workspace/{workspace_id}/release", listReleases, releaseListQuery),
    route("/workspace/{workspace_id}/release/{release_id}", getRelease, {}),
};

} // namespace

std::span<const Route> hostRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
