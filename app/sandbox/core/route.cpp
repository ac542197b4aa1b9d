// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/route.h"

#include <QtCore/QUrl>

namespace metascope::sandbox {

const std::vector<Route> &allRoutes()
{
    static const std::vector<Route> routes = [] {
        std::vector<Route> all;
        for (const auto group : {triggerRoutes(), accountRoutes(), workspaceRoutes(), branchRoutes(), tableRoutes(),
                                 schemaRoutes(), columnTypeRoutes(), indexRoutes(), recordRoutes(), logicRoutes(),
                                 scriptRoutes(), fileRoutes(), hostRoutes(), historyRoutes()})
            all.insert(all.end(), group.begin(), group.end());
        return all;
    }();
    return routes;
}

std::optional<PathArguments> matchPath(const Route &route, const QByteArray &path)
{
    const QList<QByteArray> wanted = QByteArray(route.path).split('/');
    const QList<QByteArray> given = path.split('/');
    if (wanted.size() != given.size())
        return std::nullopt;
    PathArguments arguments;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QString text = QUrl::fromPercentEncoding(given[i]);
        if (wanted[i].startsWith('{'))
            arguments.append({QString::fromLatin1(wanted[i].mid(1, wanted[i].size() - 2)), text});
        else if (text != QString::fromLatin1(wanted[i]))
            return std::nullopt;
    }
    return arguments;
}

} // namespace metascope::sandbox
