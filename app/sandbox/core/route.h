// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/parameter.h"
#include "app/sandbox/core/scope.h"

#include <QtCore/QStringList>

#include <optional>
#include <span>
#include <vector>

namespace metascope::sandbox {

class Call;

/// Which origins have the route.
enum class Part { Account, Instance };

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

/// All of the above, in the order in which they are tried.
const std::vector<Route> &allRoutes();

/// The arguments of `path` (segments as sent, with percent-encoding) under that template; nothing where it does not fit.
std::optional<PathArguments> matchPath(const Route &route, const QByteArray &path);

} // namespace metascope::sandbox
