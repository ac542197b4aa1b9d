// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/parameter.h"
#include "app/sandbox/core/scope.h"
#include "app/sandbox/options.h"

#include <QtCore/QStringList>

#include <optional>
#include <span>
#include <vector>

namespace metascope::sandbox {

class Call;

/// Which origins have the route.
enum class Part { Account, Instance };

/// Which engines have the route.
enum class Years { All, To2025, From2026 };

/// One row of the sandbox's own table of operations: on purpose not the client's, so that one wrong fact is never
/// wrong on both sides.
struct Route {
    Part part = Part::Instance;
    const char *verb = "";
    const char *path = ""; ///< after `/api:meta`, with `{name}` for a segment that varies
    Scope scope;
    Answer (*handler)(Call &call) = nullptr;
    std::span<const Parameter> query = {};
    std::span<const Parameter> body = {};
    bool hasDataSource = false; ///< reads the header `x-data-source`
    Years years = Years::All;

    [[nodiscard]] bool isOf(Dialect dialect) const
    {
        return years == Years::All || (years == Years::From2026) == (dialect == Dialect::Year2026);
    }
};

/// Values of a path's varying segments, by name.
using PathArguments = QList<std::pair<QString, QString>>;

std::span<const Route> accountRoutes();
std::span<const Route> workspaceRoutes();
std::span<const Route> branchRoutes();
std::span<const Route> tableRoutes();
std::span<const Route> schemaRoutes();
std::span<const Route> columnTypeRoutes();
std::span<const Route> indexRoutes();
std::span<const Route> recordRoutes();
std::span<const Route> logicRoutes();
/// The triggers of everything that has some: before the routes with an id in the place of their word.
std::span<const Route> triggerRoutes();
/// Middleware, addons, agents, tools, MCP servers, tests, realtime channels.
std::span<const Route> scriptRoutes();
std::span<const Route> fileRoutes();
/// Static hosts and releases.
std::span<const Route> hostRoutes();
std::span<const Route> historyRoutes();

/// All of the above, in the order in which they are tried.
const std::vector<Route> &allRoutes();

/// The arguments of `path` (segments as sent, with percent-encoding) under that template; nothing where it does not fit.
std::optional<PathArguments> matchPath(const Route &route, const QByteArray &path);

} // namespace metascope::sandbox
