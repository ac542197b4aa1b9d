// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writelog.h"

#include <QtCore/QDateTime>

namespace metascope {

/// One write as the journal holds it, without what stood before and after. A value; its texts are redacted and plain.
struct JournalEntry {
    qint64 id = 0; ///< grows with time
    QDateTime startedAt; ///< UTC
    QDateTime endedAt; ///< UTC; invalid while it is not known how it ended
    InstanceId instance;
    QString instanceName; ///< as it was called then, like the other names
    QString host;
    WorkspaceId workspace;
    QString workspaceName;
    QString branch; ///< empty where the call names none
    QString dataSource; ///< the same
    TableId table; ///< 0: not of a table
    QString tableName;
    QString method;
    QString pathTemplate; ///< of the catalogue
    QString path; ///< below the API's base
    QString sentence;
    WriteOutcome outcome = WriteOutcome::Pending; ///< Pending of this run alone: of an earlier one it is Unknown
    QString words; ///< the server's, or why it is not known; empty where there is nothing to say
    GuardLevel guard = GuardLevel::Confirm;
    Confirmation confirmation = Confirmation::Review;
    QString plan;
    int step = 0;
    int steps = 0;
    bool operator==(const JournalEntry &) const = default;
};

/// What an entry holds besides: JSON as it was, but for what is not kept.
struct JournalTexts {
    std::optional<RawJson> before;
    std::optional<RawJson> after;
    bool operator==(const JournalTexts &) const = default;
};

} // namespace metascope
