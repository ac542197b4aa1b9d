// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gateways/objectgateway.h"

#include "app/api/codecs/workspacecodec.h"
#include "app/api/endpoints/kindoperations.h"
#include "app/api/gateways/pagedlist.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct GatewayText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ObjectGateway)
};

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
    if (kind == Kind::File)
        request.query.append(
            {QStringLiteral("access"), place.arePrivate ? QStringLiteral("private") : QStringLiteral("public")});
    if (operationsOf(kind).isSorted) {
        request.query.append({QStringLiteral("sort"), QStringLiteral("name")});
        request.query.append({QStringLiteral("order"), QStringLiteral("asc")});
    }
    return request;
}

Request pageRequest(Kind kind, const ObjectPlace &place, int number, int size)
{
    Request request = listRequest(kind, place);
    const Endpoint &row = endpointRow(request.endpoint);
    if (row.paging == Paging::Pages)
        request.query.append({QStringLiteral("page"), QString::number(number)});
    if (row.paging == Paging::Pages && row.largestPage > 0)
        request.query.append({QStringLiteral("per_page"), QString::number(std::clamp(size, 1, row.largestPage))});
    return request;
}

} // namespace

Reply<QList<ObjectSummary>> ObjectGateway::list(Kind kind, const ObjectPlace &place)
{
    return fetchAll<ObjectSummary>(
        m_client, listRequest(kind, place),
        [kind](const RawJson &json, const QString &path) { return objectFromJson(kind, json, path); });
}

Reply<Page<ObjectSummary>> ObjectGateway::page(Kind kind, const ObjectPlace &place, int number, int size)
{
    return m_client.send<Page<ObjectSummary>>(pageRequest(kind, place, number, size), [kind](const RawJson &json) {
        return pageFromJson<ObjectSummary>(
            json, [kind](const RawJson &item, const QString &path) { return objectFromJson(kind, item, path); });
    });
}

Reply<std::optional<ObjectSummary>> ObjectGateway::first(Kind kind, const ObjectPlace &place)
{
    using First = std::optional<ObjectSummary>;
    return m_client.send<First>(pageRequest(kind, place, 1, 1), [kind](const RawJson &json) -> Result<First> {
        const auto page = pageFromJson<ObjectSummary>(
            json, [kind](const RawJson &item, const QString &path) { return objectFromJson(kind, item, path); });
        if (!page)
            return Failure(page.error());
        return page->items.isEmpty() ? First() : First(page->items.constFirst());
    });
}

Reply<ObjectSummary> ObjectGateway::get(Kind kind, const ObjectPlace &place, ObjectId id)
{
    return get(kind, place, QString::number(id.value()));
}

Reply<ObjectSummary> ObjectGateway::get(Kind kind, const ObjectPlace &place, const QString &key, Priority priority)
{
    const KindOperations &operations = operationsOf(kind);
    if (!operations.get)
        return Reply<ObjectSummary>::ready(Failure(
            Error::local(ErrorKind::NotFound, GatewayText::tr("The API has no details of this beside its list."))));
    Request request;
    request.endpoint = *operations.get;
    request.args = argsOf(place) + QStringList{key};
    request.priority = priority;
    if (operations.hasScript)
        request.query = {{QStringLiteral("include_xanoscript"), QStringLiteral("true")}};
    return m_client.send<ObjectSummary>(
        request, [kind](const RawJson &json) { return objectFromJson(kind, json, QStringLiteral("$")); });
}

} // namespace metascope
