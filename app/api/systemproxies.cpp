// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/systemproxies.h"

#include "app/base/origin.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct ProxyWords {
    Q_DECLARE_TR_FUNCTIONS(metascope::SystemProxies)
};

} // namespace

QList<QNetworkProxy> SystemProxies::queryProxy(const QNetworkProxyQuery &query)
{
    const auto origin = Origin::fromUrl(query.url());
    if (!origin || origin->isLoopback())
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    const QList<QNetworkProxy> offered = m_system ? m_system(query) : systemProxyForQuery(query);
    QList<QNetworkProxy> usable;
    for (QNetworkProxy proxy : offered) {
        // A caching proxy reads what passes; the same server also tunnels.
        if (proxy.type() == QNetworkProxy::HttpCachingProxy) {
            proxy.setType(QNetworkProxy::HttpProxy);
            proxy.setCapabilities(QNetworkProxy(QNetworkProxy::HttpProxy).capabilities());
        }
        if (isUsable(proxy))
            usable.append(proxy);
    }
    if (!usable.isEmpty())
        return usable;
    if (offered.isEmpty())
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    // An empty list would mean a direct connection to Qt; a proxy for FTP is one that it cannot take.
    QNetworkProxy unusable = offered.constFirst();
    unusable.setType(QNetworkProxy::FtpCachingProxy);
    unusable.setCapabilities({});
    return {unusable};
}

bool isUsable(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::NoProxy;
}

QString proxyText(const QNetworkProxy &proxy)
{
    const QString host = proxy.hostName();
    const QString named = host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
    return named + QLatin1Char(':') + QString::number(proxy.port());
}

QString proxyLoginProblem(const QString &name, bool wasGiven)
{
    return wasGiven ? ProxyWords::tr("%1 did not accept the user name and password that it was given (407).").arg(name)
                    : ProxyWords::tr("%1 wants a user name and a password (407).").arg(name);
}

QString proxyProblem(const QNetworkProxy &proxy, QNetworkReply::NetworkError error)
{
    const QString name = proxyText(proxy);
    if (error == QNetworkReply::ProxyAuthenticationRequiredError)
        return proxyLoginProblem(name, !proxy.user().isEmpty());
    if (!isUsable(proxy))
        return ProxyWords::tr("%1 is of a kind that is not used here. Set a proxy for HTTPS.").arg(name);
    if (error == QNetworkReply::ProxyNotFoundError)
        return ProxyWords::tr("%1 was not found.").arg(name);
    return ProxyWords::tr("%1 can not be reached, or opens no way to the server.").arg(name);
}

} // namespace metascope
