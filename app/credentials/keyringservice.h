// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"

#include <QtCore/QObject>

#include <chrono>

namespace metascope {

/// Asks the service behind the keychain itself what QtKeychain 0.13 cannot tell or wait for. Asynchronous D-Bus calls only.
/// GUI thread.
class KeyringService : public QObject {
    Q_OBJECT
public:
    enum class State {
        NoBus, ///< no session bus: a call would try to launch one and stall
        NoProvider, ///< nothing on the bus keeps secrets, and nothing would be started for it
        NotReady, ///< it is being started, or did not come up
        TurnedOff, ///< it runs, and the person has switched it off
        NoKeyring, ///< a provider without a default keyring: the first write makes one, and asks the person for it
        Locked,
        Unlocked,
    };

    using QObject::QObject;
    /// Errors: Timeout, when the service does not answer; KeychainUnavailable, when it does not know its own keyring.
    virtual Reply<State> state() = 0;
    /// Has the desktop ask the person to unlock what state() found locked, and waits for that up to `limit`; abort() takes
    /// the question away where the service can. Errors: KeychainLocked, where it stayed locked; Cancelled.
    virtual Reply<Done> unlock(std::chrono::milliseconds limit) = 0;
    /// The service's own name for people, once it is known; else empty.
    [[nodiscard]] virtual QString serviceName() const = 0;
};

} // namespace metascope
