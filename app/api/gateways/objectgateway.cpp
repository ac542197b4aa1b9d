// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gateways/objectgateway.h"

#include "app/api/codecs/workspacecodec.h"
#include "app/api/endpoints/kindoperations.h"
#include "app/api/gateways/pagedlist.h"

namespace metascope {

namespace {

QStringList argsOf(const ObjectPlace &place)
{
    QStringList args{QString::number(place.workspace.value())};
    if (place.group)
        args.append(QString::number(place.group->value()));
    return args;
}

Request listRequest(Kind kind, const ObjectPlace &place)
{
    Request request;
    request.endpoint = operationsOf(kind).list;
    request.args = argsOf(place);
    if (endpointRow(request.endpoint).carries == Carries::Branch)
        request.branch = place.branch;
    request.query
        = {{QStringLiteral("sort"), QStringLiteral("name")}, {QStringLiteral("order"), QStringLiteral("asc")}};
    return request;
}

} // namespace

Reply<QList<ObjectSummary>> ObjectGateway::list(Kind kind, const ObjectPlace &place)
{
    return fetchAll<ObjectSummary>(
        m_client, listRequest(kind, place),
        [kind](const RawJson &json, const QString &path) { return objectFromJson(kind, json, path); });
}

Reply<std::optional<ObjectSummary>> ObjectGateway::first(Kind kind, const ObjectPlace &place)
{
    using First = std::optional<ObjectSummary>;
    Request request = listRequest(kind, place);
    request.query.append({QStringLiteral("page"), QStringLiteral("1")});
    request.query.append({QStringLiteral("per_page"), QStringLiteral("1")});
    return m_client.send<First>(request, [kind](const RawJson &json) -> Result<First> {
        const auto page = pageFromJson<ObjectSummary>(
            json, [kind](const RawJson &item, const QString &path) { return objectFromJson(kind, item, path); });
        if (!page)
            return Failure(page.error());
        return page->items.isEmpty() ? First() : First(page->items.constFirst());
    });
}

Reply<ObjectSummary> ObjectGateway::get(Kind kind, const ObjectPlace &place, ObjectId id)
{
    Request request;
    request.endpoint = operationsOf(kind).get;
    request.args = argsOf(place) + QStringList{QString::number(id.value())};
    request.query = {{QStringLiteral("include_xanoscript"), QStringLiteral("true")}};
    return m_client.send<ObjectSummary>(
        request, [kind](const RawJson &json) { return objectFromJson(kind, json, QStringLiteral("$")); });
}

} // namespace metascope
