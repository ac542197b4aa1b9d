// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/api.h"

#include "app/sandbox/core/metadataapi.h"
#include "app/sandbox/core/route.h"

namespace metascope::sandbox {

Result<std::unique_ptr<ApiHandler>> makeApi(const ApiOptions &options)
{
    auto api = std::make_unique<MetadataApi>(options);
    if (const auto opened = api->open(); !opened)
        return Failure(opened.error());
    return api;
}

QByteArray routesAsJson()
{
    QList<RawJson> rows;
    for (const Route &route : allRoutes()) {
        const QString scope = scopeText(route.scope);
        QStringList dialects;
        if (route.isOf(Dialect::Year2023))
            dialects.append(QStringLiteral("2023"));
        if (route.isOf(Dialect::Year2026))
            dialects.append(QStringLiteral("2026"));
        rows.append(RawJson::object(
            {{QStringLiteral("part"), RawJson::string(route.part == Part::Account ? u"account" : u"instance")},
             {QStringLiteral("verb"), RawJson::string(QString::fromLatin1(route.verb))},
             {QStringLiteral("path"), RawJson::string(QString::fromLatin1(route.path))},
             {QStringLiteral("dialects"), RawJson::strings(dialects)},
             {QStringLiteral("scope"), scope.isEmpty() ? RawJson() : RawJson::string(scope)},
             {QStringLiteral("query"), parametersAsJson(route.query)},
             {QStringLiteral("headers"),
              RawJson::strings(route.hasDataSource ? QStringList{QStringLiteral("x-data-source")} : QStringList())},
             {QStringLiteral("body"), parametersAsJson(route.body)}}));
    }
    return RawJson::array(rows).text();
}

} // namespace metascope::sandbox
