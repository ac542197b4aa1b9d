// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/keyringservice.h"

class QDBusError;

namespace metascope {

/// The Secret Service of GNOME Keyring, KWallet and others. With a locked keyring QtKeychain 0.13 answers a read with "no
/// such entry" and a deletion with success.
class SecretService final : public KeyringService {
    Q_OBJECT
public:
    using KeyringService::KeyringService;
    Reply<State> state() override;
    Reply<Done> unlock(std::chrono::milliseconds limit) override;
    [[nodiscard]] QString serviceName() const override { return m_name; }

private:
    /// The promise is held by the calls under way alone, so that it is lost with them.
    void askLocked(const QString &collection, const std::shared_ptr<ReplyPromise<State>> &promise);
    /// Learns the name of the process that answers, once.
    void askName();

    QString m_collection; ///< the default one, as state() last found it
    QString m_process; ///< the name of its process; empty where that cannot be known
    QString m_name;
    bool m_isNameAsked = false;
};

/// Whether a session bus can be had without launching one.
bool hasSessionBus();
/// Whether the error means that no answer came at all.
bool isSilence(const QDBusError &error);

} // namespace metascope
