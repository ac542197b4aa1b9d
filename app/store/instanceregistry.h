// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writegate.h"
#include "app/base/ids.h"
#include "app/base/origin.h"

#include <QtCore/QList>
#include <QtCore/QObject>

#include <optional>

namespace metascope {

/// Where a token of an instance is kept.
enum class TokenPlace { Keychain, Session };

/// One instance that the person has connected to. Holds no secret.
struct InstanceEntry {
    InstanceId id;
    QString name; ///< for people
    ApiBase base;
    QString tokenId; ///< of the entry in the keychain
    TokenPlace place = TokenPlace::Keychain;
    QString person; ///< who the token belongs to, as told when it was checked
    std::optional<bool> rateLimited; ///< as the account told
    GuardLevel guard = GuardLevel::Confirm;
    RawJson raw; ///< as in the file: keys of other versions stay
    bool operator==(const InstanceEntry &) const = default;
};

/// The list of known instances, in one file apart from every secret (0600, written as a whole or not at all). Entries for one
/// session only are never written. GUI thread.
class InstanceRegistry final : public QObject, public GuardPolicy {
    Q_OBJECT
public:
    explicit InstanceRegistry(QString file, QObject *parent = nullptr);

    /// Reads the file. One that cannot be understood is set aside under another name and said so: the error's `detail` is that
    /// name, and the registry is empty then. One that can be neither read nor set aside is never written over: put() and
    /// remove() fail until a load() succeeds. Error: Storage.
    Result<Done> load();

    [[nodiscard]] const QList<InstanceEntry> &entries() const { return m_entries; }
    [[nodiscard]] std::optional<InstanceEntry> find(const InstanceId &id) const;
    /// Adds it under a new id made from its name, or replaces the entry of its id. Error: Storage; nothing is changed then.
    Result<InstanceId> put(InstanceEntry entry);
    Result<Done> remove(const InstanceId &id);

    [[nodiscard]] GuardLevel guardLevel(const InstanceId &instance, WorkspaceId workspace) const override;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Result<Done> save(const QList<InstanceEntry> &entries) const;
    Result<Done> take(QList<InstanceEntry> entries);
    [[nodiscard]] InstanceId freeId(const QString &name) const;

    QString m_file;
    QList<InstanceEntry> m_entries;
    bool m_unread = false; ///< the file holds something that is not in m_entries
};

} // namespace metascope
