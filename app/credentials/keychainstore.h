// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/secretservice.h"
#include "app/credentials/tokenstore.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <chrono>
#include <functional>

namespace QKeychain {
class Job;
}

namespace metascope {

/// The keychain of the operating system, through QtKeychain: the Secret Service on Linux. There is no fallback to a file.
/// Nothing is touched before the first call. GUI thread.
class KeychainStore final : public QObject, public TokenStore {
    Q_OBJECT
public:
    /// A call without an answer within `deadline` ends with Timeout; long enough for a person to unlock the keyring.
    explicit KeychainStore(std::chrono::milliseconds deadline = std::chrono::seconds(30), QObject *parent = nullptr);

    [[nodiscard]] QString name() const override;
    /// A write that lands after its deadline or its abort() is taken back: nobody would know of the entry.
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;

private:
    using State = SecretService::State;

    /// The service's state, or the error that stands for it where no call can be made at all.
    Reply<State> usableState();
    Reply<Done> writeEntry(const QString &key, const SharedSecret &secret);
    /// Reads with a keyring that was in `state` just before, and tells a missing entry from one that is locked away.
    Reply<SharedSecret> readEntry(const QString &key, State state);
    Reply<Done> removeEntry(const QString &key);
    /// Done where the entry can be shown to be gone.
    Reply<Done> verifyGone(const QString &key);
    /// Starts `job` and resolves with what it came to; `job` deletes itself. It cannot be stopped: one that is given up
    /// runs on (`givenUp` says what that means), and calls `late` if it succeeds.
    template <typename T>
    Reply<T> run(QKeychain::Job *job, Delivery givenUp, std::function<Result<T>()> value,
                 std::function<void()> late = {});
    /// `call`, given up when the deadline passes.
    template <typename T>
    Reply<T> inTime(const Reply<T> &call);

    SecretService m_service;
    std::chrono::milliseconds m_deadline;
    QHash<QString, quint64> m_latestWrite; ///< by key: only the latest write of a key may be taken back
    quint64 m_writes = 0;
};

} // namespace metascope
