// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/secretservice.h"
#include "app/credentials/tokenstore.h"

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
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;

private:
    /// Whether a call can be made at all; an error where it cannot.
    Reply<Done> available();
    /// What "no such entry" means: missing, or locked.
    Reply<Done> reallyMissing();
    Reply<SharedSecret> readEntry(const TokenKey &key);
    /// Starts `job` and resolves with what it came to; `job` deletes itself.
    template <typename T>
    Reply<T> run(QKeychain::Job *job, std::function<Result<T>()> value);

    SecretService m_service;
    std::chrono::milliseconds m_deadline;
};

} // namespace metascope
