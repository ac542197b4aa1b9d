// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/proxycredentials.h"
#include "app/api/replyscope.h"
#include "app/credentials/keychainstore.h"

#include <QtCore/QObject>
#include <QtCore/QSet>

#include <map>

namespace metascope {

/// The logins of proxies, by `HOST:PORT`: in memory for this run and, where the person wishes, in the keychain under the
/// name `proxy HOST:PORT`. The keychain is first asked when a proxy has wanted a login, once per proxy and run. GUI thread.
class ProxyLogins final : public QObject, public ProxyCredentials {
    Q_OBJECT
public:
    /// `keychain` outlives it; null: nothing is kept beyond the run.
    explicit ProxyLogins(KeychainStore *keychain, QObject *parent = nullptr);

    [[nodiscard]] std::optional<ProxyLogin> loginFor(const QString &host, quint16 port) const override;
    void notLoggedIn(const QString &proxy, quint64 refused) const override;

    /// Uses the login from now on and stores it if it is to be kept. Errors: Validation for a user name that a proxy cannot
    /// be told, and those of the keychain: the login is used all the same.
    Reply<Done> give(const QString &proxy, ProxyLogin login, bool isKept);
    [[nodiscard]] bool canKeep() const { return m_keychain != nullptr; }
    /// Lets go of one login of this run.
    void forget(const QString &proxy);
    /// Lets go of every login of this run, and of a reading under way. The keychain may be asked again then.
    void forgetAll();

Q_SIGNALS:
    /// A call ended at that proxy, and the person has to be asked. `wasRefused`: a login was given and not accepted.
    void wanted(const QString &proxy, bool wasRefused);
    /// The keychain held its login: what failed can be retried.
    void recalled(const QString &proxy);

private:
    void look(const QString &proxy, quint64 refused);
    void use(const QString &proxy, ProxyLogin login);

    KeychainStore *m_keychain;
    std::map<QString, ProxyLogin> m_logins;
    quint64 m_latest = 0; ///< the number of the login that came last
    QSet<QString> m_lookedUp; ///< asked for in the keychain already
    std::map<QString, ReplyScope> m_reading; ///< by proxy
};

} // namespace metascope
