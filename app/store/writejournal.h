// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/journalfile.h"

#include <QtCore/QHash>
#include <QtCore/QThread>

#include <functional>
#include <memory>
#include <unordered_map>

namespace metascope {

/// Every write that this program sends, in SQLite: on disk before its first byte leaves (synchronous=FULL, on a thread of
/// its own that the write waits for), then completed. GUI thread; must outlive the clients. The destructor waits until
/// everything is written.
class WriteJournal final : public QObject, public WriteLog {
    Q_OBJECT
public:
    /// Begins to open the file at once.
    explicit WriteJournal(const QString &file, QObject *parent = nullptr, JournalBounds bounds = {});
    ~WriteJournal() override;

    Entry begin(const WriteNote &note) override;
    void finish(quint64 number, WriteOutcome outcome, const QString &words) override;
    void judge(const QString &plan, int step, WriteOutcome outcome, const QString &words) override;

    /// What of an instance must not come into the file, whatever text it stands in; replaces what was said before.
    void hide(const InstanceId &instance, JournalFile::Secrets secrets);

    /// All of them, latest first. Error: Storage.
    Reply<QList<JournalEntry>> entries();
    /// Errors: Storage, NotFound where it went for the bounds.
    Reply<JournalTexts> texts(qint64 id);
    /// As a JSON array in the order of time, redacted as it is kept. Error: Storage.
    Reply<QByteArray> exported(const QList<qint64> &ids);

Q_SIGNALS:
    /// A new one, or one whose outcome is known now.
    void changed(const metascope::JournalEntry &entry);
    /// These went for the bounds.
    void pruned(const QList<qint64> &ids);
    /// The file could not be used as it was; it is now at `file`, and the journal begins anew.
    void setAside(const QString &file);
    /// The file cannot be used, or an outcome could not be written down: until it can, no write leaves.
    void failed(const metascope::Error &error);

private:
    template <typename T>
    Reply<T> ask(std::function<Result<T>(JournalFile &)> work);
    void tell(const Result<QList<JournalEntry>> &entries);
    void complete(std::function<Result<QList<JournalEntry>>(JournalFile &)> work);

    QThread m_thread;
    JournalFile *m_file; ///< lives on the thread, goes with it
    std::unordered_map<quint64, std::shared_ptr<void>> m_promises; ///< of what is not settled
    QHash<quint64, InstanceId> m_open; ///< writes under way
    QHash<InstanceId, JournalFile::Secrets> m_hidden;
    quint64 m_lastCall = 0;
    quint64 m_lastNumber = 0;
};

} // namespace metascope
