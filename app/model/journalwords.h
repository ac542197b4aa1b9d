// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/journalentry.h"

#include <QtCore/QStringList>

namespace metascope::journalwords {

/// "done", "failed" …
QString outcome(WriteOutcome outcome);
/// "Confirmed in a review, guard level Confirm".
QString confirmation(const JournalEntry &entry);
/// "Acme › shop › orders"; what has no name is left out.
QString place(const JournalEntry &entry);
/// Moment of a person's clock, to the second.
QString time(const QDateTime &utc);

/// In which ways two JSON values differ, a sentence each and `most` of them at most (the last then says so). Lists whose
/// entries have names are compared by those.
QStringList differences(const std::optional<RawJson> &before, const std::optional<RawJson> &after,
                        qsizetype most = 200);

} // namespace metascope::journalwords
