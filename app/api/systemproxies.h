// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>

#include <functional>

namespace metascope {

/// What the system says of the proxies for a request, best first.
using ProxyLookup = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

/// The proxies of a client: the system's, none for this machine itself, and of all kinds only the one that tunnels with
/// CONNECT. Where the system asks for another kind alone, nothing goes around it: the answer is one that Qt refuses to use.
class SystemProxies final : public QNetworkProxyFactory {
public:
    explicit SystemProxies(ProxyLookup system) : m_system(std::move(system)) {}
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    ProxyLookup m_system;
};

/// Whether requests can go through it: a tunnel, or no proxy at all.
bool isUsable(const QNetworkProxy &proxy);
/// `HOST:PORT`; never the user or the password.
QString proxyText(const QNetworkProxy &proxy);
/// That a proxy wants a login, or did not accept the one that it was given, for people.
QString proxyLoginProblem(const QString &name, bool wasGiven);
/// What went wrong at the proxy and what to do, for people.
QString proxyProblem(const QNetworkProxy &proxy, QNetworkReply::NetworkError error);

} // namespace metascope
