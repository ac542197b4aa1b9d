// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"
#include "app/base/origin.h"
#include "app/base/secret.h"

#include <memory>

namespace metascope {

/// Names one stored secret: the exact origin that it may be sent to, and an id of its own. An edited registry can name
/// another origin, but finds nothing there.
struct TokenKey {
    Origin origin;
    QString tokenId; ///< new for each stored secret; not the instance's id
    /// `ORIGIN|TOKENID`, as a person reads it in a keychain viewer.
    [[nodiscard]] QString toString() const { return origin.toString() + QLatin1Char('|') + tokenId; }
    bool operator==(const TokenKey &) const = default;
};

/// A token id that no other stored secret has.
QString newTokenId();

/// Secrets are handed on without being copied.
using SharedSecret = std::shared_ptr<const Secret>;

/// Keeps tokens. Calls are asynchronous and have a deadline; a failed read never changes anything. GUI thread.
class TokenStore {
public:
    virtual ~TokenStore() = default;
    /// The store's name, for people ("Secret Service (GNOME Keyring, KWallet)").
    [[nodiscard]] virtual QString name() const = 0;
    /// Errors: KeychainUnavailable, KeychainLocked, KeychainDenied, Timeout (it may still land: delivery Unknown).
    virtual Reply<Done> write(const TokenKey &key, Secret secret) = 0;
    /// Errors: as write(), and KeychainMissing where the store works and has no such entry.
    virtual Reply<SharedSecret> read(const TokenKey &key) = 0;
    /// Gone and verified; a missing entry counts as gone. Errors: as write().
    virtual Reply<Done> remove(const TokenKey &key) = 0;
    /// Wipes the tokens that it holds in memory; one that keeps them elsewhere holds none. What was kept in memory alone is
    /// gone then, and KeychainMissing to read().
    virtual void forgetAll() {}
};

} // namespace metascope
