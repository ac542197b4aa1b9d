// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"
#include "app/store/cachetypes.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QThread>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace metascope {

class CacheReader;
class CacheWriter;
class Secret;

/// What was last read of all workspaces, for the start, for browsing without network and for the search over texts: one
/// SQLite file; and, of the instances that keepInMemory() names, one database that no disk ever sees. Metadata alone: histories are refused, records have no place in it, and secrets are taken out of an object's
/// JSON before it is written (app/store/cachesecrets.h). Out of all texts and the JSON go the tokens that hide() names, and
/// whatever looks like a JWT, whosever it is: `eyJ`, then letters, digits, `-` and `_` with two dots, 60 characters or more.
/// Redactor::mark stands in their place.
///
/// GUI thread; nothing here touches the disk on it. Reads and writes run on a thread each: a long write holds no read up, and a
/// read sees what was written when its reply came. A file that is damaged, or that a newer version wrote, is set aside and begun
/// anew. One that another program holds, or that the disk does not allow, is done without: reads are empty then, writes fail
/// with Storage, and that is told once. abort() of a reply stops a read at its next row, and a write that has not begun.
class WorkspaceCache final : public QObject {
    Q_OBJECT
public:
    /// Begins to open the file at once; calls wait for that.
    explicit WorkspaceCache(const QString &file, QObject *parent = nullptr);
    /// Replies that are not settled are Cancelled; what is queued for writing is written if two seconds are enough.
    ~WorkspaceCache() override;

    /// Whether a list of that kind may be kept at all: not the instances (the registry has them), and no history.
    static bool isKept(Kind kind);

    /// Whether what is stored of the instance stays in memory, until this or clear() ends. What was kept of it on the other side
    /// is forgotten. Stays as it was said last, also when the instance is gone.
    void keepInMemory(const InstanceId &instance, bool isInMemory);
    [[nodiscard]] bool isInMemory(const InstanceId &instance) const { return m_inMemory.contains(instance.value()); }

    /// What is stored of the instance from now on is kept without these: its access tokens, which a server may repeat and a
    /// person may paste into a description. They take the place of those named before; an empty list takes them away. What
    /// was given to store() before this call is not touched. They are held until what was asked for meanwhile is written.
    void hide(const InstanceId &instance, QList<std::shared_ptr<const Secret>> secrets);

    /// Makes the list as it is here. Rows that say the same stay untouched; of a list that is not whole, what it does not name
    /// stays too. An object whose list entry is no newer (`updatedAt`) and without script keeps the JSON and the script that
    /// were read in full. Of a key that stands twice the first counts. With a workspace, a branch or an API group that is gone
    /// from a whole list goes what was known below it. Error: Validation for a kind that is not kept, Storage.
    Reply<Done> store(const CachePlace &place, const CachedList &list);
    /// One object as read in full: JSON with what the list lacks, and script. Errors as store().
    Reply<Done> storeDetail(const CachePlace &place, const ObjectSummary &object);

    /// Everything known of an instance, without JSON and scripts.
    Reply<QList<CachedPlace>> all(const InstanceId &instance);
    /// One list with all that is kept; empty where it never was read. What SQLite holds for no character (NUL, half of a
    /// surrogate pair) comes back as U+FFFD; the JSON is as it was, but for secrets and for how a script in it is escaped.
    Reply<CachedList> list(const CachePlace &place);
    Reply<std::optional<ObjectSummary>> detail(const CachePlace &place, const QString &key);
    /// The place that differs from `place` in nothing but its branch, whichever that is, and whose list was read last.
    Reply<std::optional<CachePlace>> latest(const CachePlace &place);
    /// What coverage() does not count as indexed, by place: the objects that have to be read one by one for that.
    Reply<QList<CachedPlace>> unread(const InstanceId &instance, std::optional<WorkspaceId> workspace = {});

    /// Bytes on disk that an instance takes, about: its share, by the length of its texts, of the database with its log.
    Reply<qint64> size(const InstanceId &instance);
    /// Forgets an instance; nothing of it is left in any file, those set aside included. Error: Storage, also where another
    /// program's reading keeps the old pages in the log.
    Reply<Done> clear(const InstanceId &instance);
    Reply<Done> clearAll();
    /// Forgets all but these: for the start, when one was removed while the file could not be used. Errors as clear().
    Reply<Done> keepOnly(const QList<InstanceId> &instances);

    /// The objects in whose name, description, docs, field names (of tables read with their schema) or script `text` stands,
    /// literally and without case. Of one or two characters names alone are looked at. At most `limit` objects.
    Reply<SearchResult> search(const QString &text, const SearchScope &scope, qsizetype limit = 200);
    /// How much of an instance, or of one workspace in it, search() looks at in full.
    Reply<CacheCoverage> coverage(const InstanceId &instance, std::optional<WorkspaceId> workspace = {});

    /// Whether the file can be used: false before opened() and after unavailable().
    [[nodiscard]] bool isAvailable() const { return m_file.isAvailable; }

Q_SIGNALS:
    void opened();
    /// The file could not be used as it was; it is now at `file`, and the cache begins anew.
    void setAside(const QString &file);
    /// This run goes on without the cache. Comes once.
    void unavailable(const metascope::Error &error);
    /// An instance is about to be forgotten: what is stored from now on stays.
    void clearing(const metascope::InstanceId &instance);
    /// It is forgotten.
    void cleared(const metascope::InstanceId &instance);

private:
    /// One database and those who work on it. In memory both do so on one thread, so that none finds it locked.
    struct Side {
        QThread readThread;
        QThread writeThread;
        CacheReader *reader = nullptr; ///< lives on its thread, goes with it
        CacheWriter *writer = nullptr; ///< likewise
        bool isInMemory = false;
        bool isStarting = true;
        bool isAvailable = false;
        int recoveries = 0;
    };
    using Open = std::function<Result<QString>(CacheWriter &)>;

    void begin(Side &side, const QString &name);
    static void end(Side &side);
    [[nodiscard]] Side &sideOf(const InstanceId &instance);
    template <typename T, typename Worker, typename Work>
    Reply<T> ask(Side &side, Worker *worker, Work work);
    void start(Side &side, Open open);
    void settleStart(Side &side, const Result<QString> &outcome);
    void recover(Side &side);
    Reply<SearchResult> searchIn(Side &side, const QString &text, const SearchScope &scope, qsizetype limit);

    Side m_file;
    std::unique_ptr<Side> m_memory; ///< made when it is first needed
    QSet<QString> m_inMemory; ///< instances
    /// Of the replies that are not settled. They stay in the GUI thread: only their numbers go to the others.
    std::unordered_map<quint64, std::shared_ptr<void>> m_promises;
    QHash<QString, QList<std::shared_ptr<const Secret>>> m_hidden; ///< by instance
    quint64 m_lastCall = 0;
};

} // namespace metascope
