// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/account.h"
#include "app/api/endpoints/ai.h"
#include "app/api/endpoints/history.h"
#include "app/api/endpoints/hosting.h"
#include "app/api/endpoints/logic.h"
#include "app/api/endpoints/record.h"
#include "app/api/endpoints/table.h"
#include "app/api/endpoints/trigger.h"
#include "app/api/endpoints/workspace.h"

#include <cstddef>

namespace metascope {

namespace detail {

template <std::size_t... Sizes>
constexpr auto joinRows(const std::array<Endpoint, Sizes> &...areas)
{
    std::array<Endpoint, (Sizes + ...)> rows{};
    std::size_t at = 0;
    const auto append = [&rows, &at](const auto &area) {
        for (const Endpoint &row : area)
            rows[at++] = row;
    };
    (append(areas), ...);
    return rows;
}

constexpr bool isWellFormed(std::string_view path)
{
    if (!path.starts_with('/') || path.ends_with('/'))
        return false;
    bool inside = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char c = path[i];
        if (c == '{' && (inside || path[i - 1] != '/'))
            return false;
        if (c == '}' && (!inside || (i + 1 < path.size() && path[i + 1] != '/')))
            return false;
        if (c == '{' || c == '}')
            inside = c == '{';
    }
    return !inside;
}

} // namespace detail

/// Every operation that this program can call, in the order of EndpointId. No path stands anywhere else.
inline constexpr auto catalogue
    = detail::joinRows(endpoints::account, endpoints::workspace, endpoints::table, endpoints::record, endpoints::logic,
                       endpoints::trigger, endpoints::ai, endpoints::hosting, endpoints::history);

constexpr const Endpoint &endpointRow(EndpointId id)
{
    return catalogue[static_cast<std::size_t>(id)];
}

static_assert(catalogue.size() == static_cast<std::size_t>(EndpointId::Count), "one row per operation");
static_assert(
    [] {
        for (std::size_t i = 0; i < catalogue.size(); ++i)
            if (catalogue[i].id != static_cast<EndpointId>(i))
                return false;
        return true;
    }(),
    "unique ids, in the order of the enumeration");
static_assert(
    [] {
        for (const Endpoint &row : catalogue)
            if (!detail::isWellFormed(row.path))
                return false;
        return true;
    }(),
    "templates are absolute and their braces match");
static_assert(
    [] {
        for (const Endpoint &row : catalogue)
            if (row.effect != Effect::Read && !row.path.starts_with("/workspace/{workspace_id}"))
                return false;
        return true;
    }(),
    "a write is of one workspace, whose guard level the gate asks for");
static_assert(
    [] {
        for (const Endpoint &row : catalogue)
            if ((row.effect == Effect::Read) == (row.timeout == TimeoutClass::Write)
                || (row.verb == Verb::Delete) > (row.effect == Effect::Destructive)
                || (!row.idempotent && row.verb != Verb::Post)
                || (row.paging == Paging::Pages && row.verb != Verb::Get))
                return false;
        return true;
    }(),
    "writes have the deadlines of writes, a DELETE destroys, nothing but a POST is not idempotent");
static_assert(
    [] {
        for (const Endpoint &row : catalogue)
            if (!row.secrets.empty() && row.secrets.front() != '/')
                return false;
        return true;
    }(),
    "secrets are JSON pointers");
static_assert(
    [] {
        for (const Endpoint &row : catalogue)
            if ((row.verb == Verb::Get) != (row.effect == Effect::Read))
                return false;
        return true;
    }(),
    "a GET reads; nothing else in this catalogue does");

} // namespace metascope
