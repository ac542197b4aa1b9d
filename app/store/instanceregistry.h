// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writegate.h"
#include "app/base/ids.h"
#include "app/base/origin.h"
#include "app/domain/targetmark.h"
#include "app/domain/tokenfacts.h"

#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QObject>

#include <functional>
#include <optional>

namespace metascope {

/// Where a token of an instance is kept.
enum class TokenPlace {
    Keychain, ///< the operating system's
    Session, ///< in memory; the instance is forgotten with it
    Ask, ///< nowhere: the person is asked each time that the instance is opened
};

/// What a person has settled for one workspace of an instance.
struct WorkspaceSettings {
    std::optional<GuardLevel> guard; ///< nothing: the instance's
    TargetMark mark;
    [[nodiscard]] bool isDefault() const { return *this == WorkspaceSettings(); }
    bool operator==(const WorkspaceSettings &) const = default;
};

/// One instance that the person has connected to. Holds no secret.
struct InstanceEntry {
    InstanceId id;
    QString name; ///< for people
    ApiBase base;
    QString tokenId; ///< of the entry in the keychain; empty: its token was removed
    TokenPlace place = TokenPlace::Keychain;
    TokenFacts token;
    std::optional<bool> rateLimited; ///< as the account told
    GuardLevel guard = GuardLevel::Confirm;
    TargetMark mark;
    QMap<WorkspaceId, WorkspaceSettings> workspaces; ///< without those that are as the instance is
    QByteArray pinnedCertificate; ///< SHA-256 (32 bytes) of the one certificate that is trusted by hand; else empty
    RawJson raw; ///< as in the file: keys of other versions stay
    /// What was true of its token alone, once that is gone.
    void forgetToken();
    bool operator==(const InstanceEntry &) const = default;
};

/// The list of known instances, in one file apart from every secret (0600, written as a whole or not at all, read again
/// before each change: another process may have changed it). Entries for one session only are never written. GUI thread.
class InstanceRegistry final : public QObject, public GuardPolicy {
    Q_OBJECT
public:
    explicit InstanceRegistry(QString file, QObject *parent = nullptr);

    /// Reads the file; one of an older version is understood and written anew with the next change. One that cannot be
    /// understood is set aside under another name and said so: the error's `detail` is that name. Entries that could be
    /// understood are on the list all the same. One that can be neither read nor set aside, or is of a newer version, is never
    /// written over: every change fails until a load() succeeds. Error: Storage.
    Result<Done> load();

    [[nodiscard]] const QList<InstanceEntry> &entries() const { return m_entries; }
    [[nodiscard]] std::optional<InstanceEntry> find(const InstanceId &id) const;
    /// Adds it under a new id made from its name (one for a session has an id that no entry of the file can have), or replaces the entry of its id. Error: Storage; nothing is changed then.
    Result<InstanceId> put(InstanceEntry entry);
    /// Changes the entries that `isMeant` names, all or none. Errors: NotFound where it names none, Storage.
    Result<Done> change(const std::function<bool(const InstanceEntry &)> &isMeant,
                        const std::function<void(InstanceEntry &)> &edit);
    /// Changes one entry.
    Result<Done> change(const InstanceId &id, const std::function<void(InstanceEntry &)> &edit);
    Result<Done> remove(const InstanceId &id);

    /// The workspace's own level where it has one, else the instance's; Confirm for an instance that is not on the list.
    [[nodiscard]] GuardLevel guardLevel(const InstanceId &instance, WorkspaceId workspace) const override;

Q_SIGNALS:
    void changed();

private:
    using Edit = std::function<Result<Done>(QList<InstanceEntry> &)>;
    /// Brings what others wrote meanwhile in, edits, writes.
    Result<Done> take(const Edit &edit);
    Result<QList<InstanceEntry>> current() const;
    [[nodiscard]] Result<QByteArray> save(const QList<InstanceEntry> &entries) const;
    Result<Done> setAside(const QByteArray &text, qsizetype lost);

    QString m_file;
    QList<InstanceEntry> m_entries;
    QByteArray m_text; ///< of the file, as it was last read or written here
    bool m_unread = false; ///< the file holds something that is not in m_entries
};

} // namespace metascope
