// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"
#include "app/store/cachetypes.h"

#include <QtCore/QString>

namespace metascope {

/// `text` as SQLite can keep it: what is no character there (NUL, half of a surrogate pair, U+FFFE, U+FFFF, a U+FEFF that
/// begins it) becomes U+FFFD. As long as before, and never null.
QString storable(QString text);
/// `text` for comparing without case, by the same rule as Qt::CaseInsensitive. Idempotent.
QString caseFolded(const QString &text);
/// Characters, not UTF-16 units: an emoji is one.
qsizetype characterCount(const QString &text);

/// The member `docs` of an object's JSON.
QString docsOf(const RawJson &raw);
/// The names of a table's fields where its JSON has the schema, one a line; nested ones by their path. A line break in a
/// name becomes a space, so that a line stays a field.
QString fieldNamesOf(const RawJson &raw);

/// The lines of `text` in which `wanted` begins, at most `most` of them; sets `*hasMore` where there are others.
QList<SearchMatch> matchesIn(SearchPart part, const QString &text, const QString &wanted, qsizetype most,
                             bool *hasMore);

} // namespace metascope
