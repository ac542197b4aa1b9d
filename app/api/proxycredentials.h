// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/secret.h"

#include <QtCore/QString>

#include <optional>

namespace metascope {

/// What a person signs in to a proxy with.
struct ProxyLogin {
    QString user;
    Secret password;
    quint64 number = 0; ///< tells it from an earlier one of the same proxy; 0 before it is in use
};

/// Where the client asks for the login of a proxy that wants one. Answers from memory, at once.
class ProxyCredentials {
public:
    virtual ~ProxyCredentials() = default;
    /// The login stored for exactly this proxy, or nothing.
    [[nodiscard]] virtual std::optional<ProxyLogin> loginFor(const QString &host, quint16 port) const = 0;
    /// Told when a call ended because the proxy `HOST:PORT` got no login, or refused that of the number `refused`;
    /// 0: it got none.
    virtual void notLoggedIn(const QString &proxy, quint64 refused) const
    {
        Q_UNUSED(proxy)
        Q_UNUSED(refused)
    }
};

} // namespace metascope
