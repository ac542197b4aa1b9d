// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"
#include "app/base/rawjson.h"
#include "app/domain/schemadiff.h"

namespace metascope {

/// What applying a plan needs of the server: the schema calls of one table. Implemented over the client and its
/// WriteGate, and by a fake in tests. GUI thread; must outlive the runner.
class SchemaServer {
public:
    virtual ~SchemaServer() = default;

    /// Asks for leave to carry out these steps, in this order, each once. Called before the first write and again when a
    /// person continues a paused plan. Error: Refused, with the reason.
    virtual Result<Done> authorize(const QList<PlanStep> &steps) = 0;
    /// The plan has ended, one way or the other: what is left of the leave is void.
    virtual void release() = 0;

    /// `GET …/schema`: an array.
    virtual Reply<RawJson> readSchema() = 0;
    /// `GET …/index`: an array.
    virtual Reply<RawJson> readIndexes() = 0;
    /// `GET` of the table itself: an object. Asked for only where the properties of the table were loaded.
    virtual Reply<RawJson> readTable() = 0;
    /// `POST …/schema/rename`; body is `{old_name,new_name}`.
    virtual Reply<Done> rename(const RawJson &body) = 0;
    /// `POST …/schema/type/{type}`.
    virtual Reply<Done> create(const QString &type, const RawJson &body) = 0;
    /// `PUT …/schema`; `fields` is the array alone, made from the read right before.
    virtual Reply<Done> putSchema(const RawJson &fields) = 0;
    /// `DELETE …/schema/{name}`.
    virtual Reply<Done> deleteField(const QString &name) = 0;
    /// `POST …/index/{type}`.
    virtual Reply<Done> createIndex(const QString &type, const RawJson &body) = 0;
    /// `PUT …/index`; `indexes` is the array alone, made from the read right before.
    virtual Reply<Done> putIndexes(const RawJson &indexes) = 0;
    /// `DELETE …/index/{id}`.
    virtual Reply<Done> deleteIndex(const QString &id) = 0;
    /// `PUT` of the table itself, without its lists: what the body does not name stays.
    virtual Reply<Done> putProperties(const RawJson &body) = 0;
    /// `PUT …/security`.
    virtual Reply<Done> putSecurity(const RawJson &body) = 0;
    /// `PUT …/autocomplete`.
    virtual Reply<Done> putAutocomplete(const RawJson &body) = 0;
};

} // namespace metascope
