// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QThread>

#include <optional>

namespace metascope {

/// What is staged and not applied, kept through a crash, a kill or a lost network. One entry per key, opaque bytes. Written
/// to SQLite on a thread of its own, each change on disk before the next begins (synchronous=FULL); read from memory.
/// GUI thread; the destructor waits until everything is written.
class DraftStore final : public QObject {
    Q_OBJECT
public:
    struct Draft {
        QByteArray content;
        QDateTime savedAt; ///< UTC
    };

    /// Begins to read the file at once; loaded() tells when find() knows it all.
    explicit DraftStore(const QString &file, QObject *parent = nullptr);
    ~DraftStore() override;

    void put(const QString &key, const QByteArray &content);
    void remove(const QString &key);
    [[nodiscard]] std::optional<Draft> find(const QString &key) const;
    /// Whether the file was read, or cannot be: find() knows all that it will.
    [[nodiscard]] bool isRead() const { return m_isRead; }
    [[nodiscard]] QStringList keys() const { return m_drafts.keys(); }

Q_SIGNALS:
    /// From now on isRead(); comes once.
    void read();
    /// There were no problems; comes right after read().
    void loaded();
    /// Something is not on disk (a full disk, a file that cannot be written); it is still kept in memory.
    void failed(const metascope::Error &error);

private:
    class Writer;
    QThread m_thread;
    Writer *m_writer; ///< lives on the thread, goes with it
    QHash<QString, Draft> m_drafts;
    bool m_isRead = false;
};

} // namespace metascope
