// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/guardlevel.h"
#include "app/api/reply.h"
#include "app/api/request.h"
#include "app/domain/target.h"

namespace metascope {

/// What a write is about in terms that a person knows, told by whoever had it confirmed. A value.
struct WriteStory {
    QString plan; ///< the confirmation that it belongs to, the same for all of its steps; empty where it stands alone
    int step = 0; ///< from 1; 0 where it stands alone
    int steps = 0;
    Target target;
    TableId table;
    QString tableName;
    QString sentence; ///< what happens, for people
    std::optional<RawJson> before; ///< none where there is nothing before; of a whole list the gate sets what was read
    std::optional<RawJson> after; ///< none where nothing is left
    bool operator==(const WriteStory &) const = default;
};

/// A write that was let through and is about to leave.
struct WriteNote {
    InstanceId instance;
    QString host; ///< of the server, with its port where it is not the usual one
    WorkspaceId workspace;
    Request request;
    WriteStory story;
    GuardLevel guard = GuardLevel::Confirm;
    Confirmation confirmation = Confirmation::Review;
};

/// What is known of a write.
enum class WriteOutcome {
    Pending, ///< under way
    Done,
    Failed, ///< refused or never sent: nothing was changed
    Unknown, ///< no clear answer: it may have been carried out
};

/// Where each write is taken down before it leaves. Implemented by the store; lives in the thread of the clients.
class WriteLog {
public:
    virtual ~WriteLog() = default;

    struct Entry {
        quint64 number = 0;
        Reply<Done> onDisk; ///< settles once it would survive a loss of power; an error: the write must not leave
    };
    virtual Entry begin(const WriteNote &note) = 0;
    /// The end of that write; `words` are the server's, or why there are none.
    virtual void finish(quint64 number, WriteOutcome outcome, const QString &words) = 0;
    /// What a reading has shown of a step that was left Unknown. No effect on any other.
    virtual void judge(const QString &plan, int step, WriteOutcome outcome, const QString &words) = 0;
};

} // namespace metascope
