// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/credentials/keyringservice.h"

namespace QKeychain {
class Job;
}

namespace metascope {

/// The sentences of the keychain's states, each with its next step.

/// Why no call can be made in such a state; none where one can.
std::optional<Error> unusableState(KeyringService::State state);
/// What a job of QtKeychain ended with. `isWrite`: it was to store an entry.
Error errorOfJob(const QKeychain::Job &job, bool isWrite);
Error lockedError();
Error stillThereError();
Error missingError(const QString &key);
/// A call that was given up at its deadline, as `delivery` says in which state. `isBehind`: an earlier call hangs, and
/// QtKeychain carries out one at a time.
Error lateError(Delivery delivery, bool isBehind);

} // namespace metascope
