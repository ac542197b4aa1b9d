// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"

#include <QtCore/QObject>

namespace metascope {

/// Asks the Secret Service itself what QtKeychain 0.13 cannot tell: with a locked keyring it answers a read with "no such
/// entry" and a deletion with success. Asynchronous D-Bus calls only. GUI thread.
class SecretService final : public QObject {
    Q_OBJECT
public:
    enum class State {
        NoBus, ///< no session bus: a call would try to launch one and stall
        NoProvider, ///< nothing on the bus keeps secrets
        NoKeyring, ///< a provider without a default keyring: the first write makes one, and asks the person for it
        Locked,
        Unlocked,
    };

    explicit SecretService(QObject *parent = nullptr);
    /// Errors: Timeout, when the service does not answer; KeychainUnavailable, when it does not know its own keyring.
    Reply<State> state();

private:
    /// The promise is held by the calls under way alone, so that it is lost with them.
    void askLocked(const QString &collection, const std::shared_ptr<ReplyPromise<State>> &promise);
};

} // namespace metascope
