// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writelog.h"

#include <QtCore/QList>

namespace metascope::test {

/// A journal in memory, with every entry on disk at once unless a test says otherwise.
class NotedWrites final : public WriteLog {
public:
    struct Noted {
        WriteNote note;
        std::optional<WriteOutcome> outcome;
        QString words;
    };
    struct Judged {
        QString plan;
        int step = 0;
        WriteOutcome outcome = WriteOutcome::Unknown;
    };

    QList<Noted> notes;
    QList<Judged> judged;
    std::optional<Error> refusal; ///< why nothing comes on disk
    bool isSlow = false; ///< nothing comes on disk before release()

    Entry begin(const WriteNote &note) override
    {
        notes.append({note, {}, {}});
        const auto number = static_cast<quint64>(notes.size());
        if (refusal)
            return {number, Reply<Done>::ready(Failure(*refusal))};
        if (!isSlow)
            return {number, Reply<Done>::ready(Done{})};
        m_waiting.append(ReplyPromise<Done>());
        return {number, m_waiting.constLast().reply()};
    }
    void finish(quint64 number, WriteOutcome outcome, const QString &words) override
    {
        Noted &noted = notes[static_cast<qsizetype>(number) - 1];
        noted.outcome = outcome;
        noted.words = words;
    }
    void judge(const QString &plan, int step, WriteOutcome outcome, const QString &) override
    {
        judged.append({plan, step, outcome});
    }
    /// What waits is on disk now.
    void release()
    {
        const auto waiting = std::exchange(m_waiting, {});
        for (const ReplyPromise<Done> &promise : waiting)
            promise.resolve(Done{});
    }

private:
    QList<ReplyPromise<Done>> m_waiting;
};

/// For clients whose test does not look at it.
inline NotedWrites &anyJournal()
{
    static NotedWrites journal;
    return journal;
}

} // namespace metascope::test
