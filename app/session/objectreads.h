// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"

namespace metascope {

/// How many runs of a history are listed: the newest.
inline constexpr int newestRuns = 50;

/// Every object of a kind in one place: all pages, files of both accesses; of a history the newest runs. The session is the
/// context; errors: the client's.
Reply<QList<ObjectSummary>> listObjects(Session &session, Kind kind, const ObjectPlace &place);
/// One object with all that the API tells of it. A kind that is only listed is looked up in its list; error there: NotFound.
Reply<ObjectSummary> readObject(Session &session, Kind kind, const ObjectPlace &place, const QString &key,
                                Priority priority = Priority::Foreground);
/// What search and references look at, in one request: of a table `known` with its schema, of others what readObject() tells.
/// Errors: the client's.
Reply<ObjectSummary> readTexts(Session &session, const ObjectPlace &place, const ObjectSummary &known,
                               Priority priority);

} // namespace metascope
