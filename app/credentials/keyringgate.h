// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/keyringservice.h"

#include <chrono>
#include <map>
#include <memory>

namespace metascope {

/// How long the keychain is waited for.
struct KeychainLimits {
    std::chrono::milliseconds deadline = std::chrono::seconds(30); ///< of each step of a call
    std::chrono::milliseconds person
        = std::chrono::minutes(2); ///< for a person who is asked for the keyring's password
    std::chrono::milliseconds retry = std::chrono::seconds(2); ///< before a service that is not ready is asked again
};

/// What stands before each call of the keychain: whether it can be made now. Asks the service that QtKeychain will use, once
/// more after a while where that is not ready yet, and has the person asked to unlock it. GUI thread.
class KeyringGate final : public QObject {
    Q_OBJECT
public:
    using State = KeyringService::State;

    explicit KeyringGate(const KeychainLimits &limits, QObject *parent = nullptr);
    ~KeyringGate() override;

    /// NoKeyring, Locked or Unlocked, or the error that stands for a service that no call can be made to.
    Reply<State> state();
    /// One question for all who wait at a time; it is taken away when the last of them aborts.
    Reply<Done> unlock();
    /// The service's own name, once it is known; else empty.
    [[nodiscard]] QString serviceName() const;

private:
    Reply<State> askOnce();
    Reply<State> askAgain();
    void leave(quint64 waiting);
    void unlocked(quint64 question, const Result<Done> &result);

    KeychainLimits m_limits;
    std::unique_ptr<KeyringService> m_service;
    std::unique_ptr<KeyringService> m_wallet; ///< the one before, on which calls under way still hang
    bool m_isKWallet = false;
    bool m_isAbsenceSure = false; ///< nothing keeps secrets here, and waiting for it has not helped
    std::map<quint64, ReplyPromise<Done>> m_waiting;
    quint64 m_lastWaiting = 0;
    std::unique_ptr<Reply<Done>> m_question; ///< under way while someone waits
    quint64 m_questionNumber = 0; ///< that of the first who waited for it
};

} // namespace metascope
