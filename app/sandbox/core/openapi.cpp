// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/openapi.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

RawJson operation(const Route &route)
{
    const QString scope = scopeText(route.scope);
    const QString description = scope.isEmpty() ? QString() : "Required API Scope: "_L1 + scope;
    const RawJson answers
        = RawJson::object({{u"200"_s, RawJson::object({{u"description"_s, RawJson::string(u"Success!")}})}});
    return RawJson::object({{u"description"_s, RawJson::string(description)}, {u"responses"_s, answers}});
}

} // namespace

RawJson openApiDocument(Part part, Dialect dialect, const QByteArray &serverUrl)
{
    QList<std::pair<QString, RawJson>> paths;
    for (const Route &route : allRoutes()) {
        if (route.part != part || !route.isOf(dialect))
            continue;
        const QString path = QString::fromLatin1(route.path);
        const QString verb = QString::fromLatin1(route.verb).toLower();
        const auto known = std::ranges::find_if(paths, [&path](const auto &entry) { return entry.first == path; });
        if (known == paths.end())
            paths.append({path, RawJson::object({{verb, operation(route)}})});
        else
            known->second = known->second.with(verb, operation(route));
    }
    const RawJson server = RawJson::object({{u"url"_s, RawJson::string(QString::fromLatin1(serverUrl))}});
    return RawJson::object(
        {{u"openapi"_s, RawJson::string(u"3.0.0")},
         {u"info"_s,
          RawJson::object({{u"title"_s, RawJson::string(u"Metadata API")}, {u"version"_s, RawJson::string(u"0.0.1")}})},
         {u"servers"_s, RawJson::array({server})},
         {u"paths"_s, RawJson::object(paths)}});
}

} // namespace metascope::sandbox
