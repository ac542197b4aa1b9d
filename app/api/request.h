// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/endpoints/catalogue.h"
#include "app/base/ids.h"
#include "app/base/origin.h"
#include "app/base/rawjson.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

#include <optional>
#include <utility>

namespace metascope {

/// A person waits for it, or it fills something in the background.
enum class Priority { Foreground, Background };

using TicketId = StrongId<struct TicketTag, quint64>;

/// One call, as a value: what is asked of which operation. Says nothing of hosts or tokens.
struct Request {
    EndpointId endpoint = EndpointId::Me;
    QStringList args; ///< the template's arguments in order, as they are (encoded in requestPath() only)
    QList<std::pair<QString, QString>> query; ///< besides branch
    std::optional<RawJson> body;
    std::optional<BranchLabel> branch; ///< required where the row carries one
    std::optional<DataSourceLabel> dataSource; ///< required where the row carries one
    std::optional<TicketId> ticket; ///< the WriteGate's leave, for everything that is not a read
    Priority priority = Priority::Foreground;
    qint64 bodyLimit = 64 * 1024 * 1024; ///< bytes of the decompressed answer
};

/// The path below `/api:meta`, percent-encoded, without a query.
QByteArray requestPath(const Request &request);
/// The query with `branch` where the call carries it; empty or beginning with '?'.
QByteArray requestQuery(const Request &request);
/// The whole URL: the base's path with the request's appended (never resolved against it: `/tenant/NAME` must stay).
QUrl requestUrl(const ApiBase &base, const Request &request);
/// "GET", "POST" …
QByteArray verbText(Verb verb);
/// Method and path, for people and logs.
QString requestTitle(const Request &request);
/// What is wrong with the request as such (arguments missing, no branch or data source on a call that carries it).
Result<Done> checkRequest(const Request &request);

} // namespace metascope
