// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/cachefile.h"
#include "app/store/cacheredactor.h"
#include "app/store/journalentry.h"

#include <QtCore/QObject>

namespace metascope {

/// How much the journal keeps. Past either bound the oldest writes whose end is known go, never one that is under way or
/// whose end nobody knows.
struct JournalBounds {
    qsizetype entries = 10'000;
    qint64 bytes = 64LL * 1024 * 1024; ///< of what stood before and after
};

/// The journal's file; every member but the constructor runs on the journal's thread. Errors: Storage.
class JournalFile final : public QObject {
public:
    using Secrets = CacheRedactor::Secrets;

    /// `run` names this run of the program among all that have written to the file.
    JournalFile(const QString &file, QString run, JournalBounds bounds);

    /// Opens it where it is not. The value is the name that a broken one has now, else empty.
    Result<QString> open();
    /// On disk when it returns; nothing of `secrets`, of the catalogue's secret values and of sensitive ones is.
    Result<JournalEntry> begin(quint64 number, const WriteNote &note, const QDateTime &at, const Secrets &secrets);
    Result<QList<JournalEntry>> finish(quint64 number, WriteOutcome outcome, const QString &words, const QDateTime &at,
                                       const Secrets &secrets);
    Result<QList<JournalEntry>> judge(const QString &plan, int step, WriteOutcome outcome, const QString &words);
    /// Latest first.
    Result<QList<JournalEntry>> entries();
    Result<JournalTexts> texts(qint64 id);
    /// As a JSON array in the order of time.
    Result<QByteArray> exported(const QList<qint64> &ids);
    /// What had to go for the bounds.
    Result<QList<qint64>> prune();

private:
    Result<QList<JournalEntry>> read(QSqlQuery &query);
    JournalEntry entryOf(const QSqlQuery &query) const;
    bool insert(quint64 number, const WriteNote &note, const QDateTime &at, const Secrets &secrets);
    /// Opens it again where it was taken away.
    bool isReady();

    CacheFile m_file;
    QString m_run;
    JournalBounds m_bounds;
};

} // namespace metascope
