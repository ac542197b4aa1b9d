// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/journalentry.h"

#include <QtCore/QCoreApplication>

namespace metascope {

struct JournalText {
    Q_DECLARE_TR_FUNCTIONS(metascope::WriteJournal)
};

/// How an entry's states are written down.
struct JournalStateWords {
    QString outcome;
    QString guard;
    QString confirmation;
};

/// An entry as the object that an export holds; what stood before and after is as it was kept.
RawJson journalJson(const JournalEntry &entry, const JournalTexts &texts, const JournalStateWords &words);

} // namespace metascope
