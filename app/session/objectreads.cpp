// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/objectreads.h"

#include "app/api/codecs/listcodec.h"
#include "app/api/endpoints/kindoperations.h"
#include "app/domain/referencegraph.h"
#include "app/domain/section.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {
using Objects = QList<ObjectSummary>;
}

Reply<QList<ObjectSummary>> listObjects(Session &session, Kind kind, const ObjectPlace &place)
{
    if (isHistory(kind))
        return andThen(session.objects().page(kind, place, 1, newestRuns), &session,
                       [](Page<ObjectSummary> page) { return Reply<Objects>::ready(std::move(page.items)); });
    if (kind != Kind::File)
        return session.objects().list(kind, place);
    // A list has either the public files or the private ones.
    return andThen(session.objects().list(kind, place), &session, [&session, kind, place](const Objects &open) {
        ObjectPlace rest = place;
        rest.arePrivate = true;
        return andThen(session.objects().list(kind, rest), &session,
                       [open](const Objects &hidden) { return Reply<Objects>::ready(open + hidden); });
    });
}

Reply<ObjectSummary> readObject(Session &session, Kind kind, const ObjectPlace &place, const QString &key,
                                Priority priority)
{
    if (operationsOf(kind).get)
        return session.objects().get(kind, place, key, priority);
    return andThen(listObjects(session, kind, place), &session, [key](const Objects &objects) {
        const auto found = std::ranges::find(objects, key, &ObjectSummary::key);
        if (found != objects.end())
            return Reply<ObjectSummary>::ready(*found);
        return Reply<ObjectSummary>::ready(Failure(
            Error::local(ErrorKind::NotFound,
                         QCoreApplication::translate("metascope::ObjectReads", "it is not in the list any more"))));
    });
}

Reply<ObjectSummary> readTexts(Session &session, const ObjectPlace &place, const ObjectSummary &known,
                               Priority priority)
{
    if (known.kind != Kind::Table)
        return readObject(session, known.kind, place, known.key, priority);
    Request request;
    request.endpoint = EndpointId::SchemaGet;
    request.args = {QString::number(place.workspace.value()), known.key};
    request.priority = priority;
    return andThen(session.client().send<RawJson>(request, wholeListFromJson), &session,
                   [known](const RawJson &schema) {
                       ObjectSummary table = known;
                       const RawJson object = known.raw.isObject() ? known.raw : RawJson::object({});
                       table.raw = object.with(schemaMember, schema);
                       return Reply<ObjectSummary>::ready(std::move(table));
                   });
}

} // namespace metascope
