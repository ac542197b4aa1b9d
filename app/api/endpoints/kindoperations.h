// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/catalogue.h"
#include "app/domain/kind.h"

#include <algorithm>

namespace metascope {

/// How the objects of a kind are listed and got; scope and paging stand in the rows of these operations. Beside the kind table
/// because the domain knows no operations.
struct KindOperations {
    Kind kind;
    EndpointId list;
    EndpointId get;
};

inline constexpr std::array kindOperations{
    KindOperations{Kind::Instance, EndpointId::AccountInstances, EndpointId::AccountInstance},
    KindOperations{Kind::Workspace, EndpointId::WorkspaceList, EndpointId::WorkspaceGet},
    KindOperations{Kind::Table, EndpointId::TableList, EndpointId::TableGet},
    KindOperations{Kind::ApiGroup, EndpointId::ApiGroupList, EndpointId::ApiGroupGet},
    KindOperations{Kind::Endpoint, EndpointId::EndpointList, EndpointId::EndpointGet},
    KindOperations{Kind::Function, EndpointId::FunctionList, EndpointId::FunctionGet},
    KindOperations{Kind::Task, EndpointId::TaskList, EndpointId::TaskGet},
};

constexpr const KindOperations &operationsOf(Kind kind)
{
    return kindOperations[static_cast<std::size_t>(kind)];
}

static_assert(kindOperations.size() == kindTable.size(), "each kind can be listed and got");
static_assert(
    [] {
        for (std::size_t i = 0; i < kindOperations.size(); ++i) {
            const Endpoint &list = endpointRow(kindOperations[i].list);
            const Endpoint &get = endpointRow(kindOperations[i].get);
            if (kindOperations[i].kind != static_cast<Kind>(i) || list.effect != Effect::Read
                || get.effect != Effect::Read
                || std::ranges::count(get.path, '{') != std::ranges::count(list.path, '{') + 1
                || !get.path.starts_with(list.path))
                return false;
        }
        return true;
    }(),
    "in the order of the enumeration; a get is its list's path with one more argument");

} // namespace metascope
