// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/call.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

/// The guid of a workspace is made up of its number.
RawJson guidOf(qint64 workspace)
{
    return RawJson::string(QString(u"workspace-"_s + QString::number(workspace)));
}

/// A token that is bound to a workspace does not know of other instances.
bool isShown(const Call &call, qsizetype index)
{
    return !call.grants().binding || call.grants().binding->instance == index;
}

RawJson instanceJson(const Call &call, qsizetype index)
{
    const Environment &environment = call.environment();
    const InstanceInfo &instance = environment.inventory.instances[index];
    const QString origin = QString::fromLatin1(environment.origins.instances.value(index));
    return RawJson::object({{u"id"_s, RawJson::integer(index + 1)},
                            {u"name"_s, RawJson::string(instance.name)},
                            {u"display"_s, RawJson::string(instance.name)},
                            {u"xano_domain"_s, RawJson::string(origin.section(u"://"_s, 1))},
                            {u"custom_domain"_s, RawJson::string(u"")},
                            {u"rate_limit"_s, RawJson::boolean(environment.options.plan == Plan::Free)},
                            {u"meta_api"_s, RawJson::string(QString(origin + QLatin1String(MetaPrefix)))},
                            {u"meta_swagger"_s, RawJson::string(QString(origin + u"/apispec:meta?type=json"_s))}});
}

Answer listInstances(Call &call)
{
    QList<RawJson> list;
    for (qsizetype i = 0; i < call.environment().inventory.instances.size(); ++i)
        if (isShown(call, i))
            list.append(instanceJson(call, i));
    return RawJson::array(list);
}

Answer getInstance(Call &call)
{
    const auto &instances = call.environment().inventory.instances;
    const auto found = std::ranges::find(instances, call.argument(u"name"), &InstanceInfo::name);
    if (found == instances.end() || !isShown(call, found - instances.begin()))
        return notFound();
    return instanceJson(call, found - instances.begin());
}

/// Who the token belongs to; the instance part also tells the instance and the person's role there.
Answer me(Call &call)
{
    QList<std::pair<QString, RawJson>> extras;
    if (call.instance() >= 0) {
        const InstanceInfo &instance = call.environment().inventory.instances[call.instance()];
        QList<RawJson> workspaces;
        for (const WorkspaceInfo &workspace : instance.workspaces)
            workspaces.append(
                RawJson::object({{u"guid"_s, guidOf(workspace.id)}, {u"id"_s, RawJson::integer(workspace.id)}}));
        const bool isFree = call.environment().options.plan == Plan::Free;
        extras.append({u"instance"_s,
                       RawJson::object({{u"id"_s, RawJson::integer(call.instance() + 1)},
                                        {u"name"_s, RawJson::string(instance.name)},
                                        {u"display"_s, RawJson::string(instance.name)},
                                        {u"membership"_s,
                                         RawJson::object({{u"role"_s, RawJson::string(isFree ? u"explore" : u"admin")},
                                                          {u"workspace"_s, RawJson::array(workspaces)}})}})});
    }
    if (const auto &binding = call.grants().binding)
        extras.append({u"oauth"_s,
                       RawJson::object({{u"scope"_s, RawJson::string(u"workspace")},
                                        {u"workspace"_s, guidOf(binding->workspace)}})});
    return RawJson::object({{u"id"_s, RawJson::integer(1)},
                            {u"name"_s, RawJson::string(u"Sandbox Developer")},
                            {u"email"_s, RawJson::string(u"developer@sandbox.invalid")},
                            {u"created_at"_s, RawJson::integer(1'690'000'000)},
                            {u"extras"_s, RawJson::object(extras)}});
}

constexpr std::array routes{
    Route{Part::Account, "GET", "/auth/me", {}, me},
    Route{Part::Account, "GET", "/instance", {}, listInstances},
    Route{Part::Account, "GET", "/instance/{name}", {}, getInstance},
    Route{Part::Instance, "GET", "/auth/me", {}, me},
};

} // namespace

std::span<const Route> accountRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
