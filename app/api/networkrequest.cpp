// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/networkrequest.h"

#include <QtNetwork/QSslConfiguration>

namespace metascope {

QNetworkRequest networkRequest(const ApiBase &base, const Request &request, const QByteArray &authorization,
                               const QList<QSslCertificate> &extraAuthorities, bool isPinned)
{
    QNetworkRequest network(requestUrl(base, request));
    // Qt 6.4's default follows a redirect with the Authorization header, also to another host.
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Qt refuses a body of a high compression ratio on its own, unless told how large it may become.
    network.setDecompressedSafetyCheckThreshold(request.bodyLimit);
    network.setRawHeader("Accept", "application/json");
    network.setRawHeader("Authorization", authorization);
    if (!extraAuthorities.isEmpty() || isPinned) {
        QSslConfiguration tls = network.sslConfiguration();
        tls.addCaCertificates(extraAuthorities);
        tls.setSslOption(QSsl::SslOptionDisableSessionSharing, isPinned);
        network.setSslConfiguration(tls);
    }
    if (request.dataSource)
        network.setRawHeader("x-data-source", request.dataSource->value().toUtf8());
    if (request.body)
        network.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    return network;
}

bool failedBeforeSending(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError: return true;
    default: return false;
    }
}

QList<std::pair<QByteArray, QByteArray>> headersOf(const QNetworkRequest &request)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    for (const QByteArray &name : request.rawHeaderList())
        headers.append({name, request.rawHeader(name)});
    return headers;
}

} // namespace metascope
