// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/api/connectproxy.h"
#include "tests/api/tlsstub.h"

namespace metascope::test {

inline ProxyLookup always(const QNetworkProxy &proxy)
{
    return [proxy](const QNetworkProxyQuery &) { return QList<QNetworkProxy>{proxy}; };
}

/// A server far away that only the proxy can reach, and the options that lead there.
struct Far {
    explicit Far(const QByteArray &answer = stubAnswer("[]")) : server(certificate, answer), proxy(server.port())
    {
        options.deadlines.list = {std::chrono::seconds(5), std::chrono::seconds(10)};
        options.extraAuthorities = {server.leaf};
        options.systemProxies = always(proxy.proxy());
    }
    [[nodiscard]] QString url() const { return server.url(QStringLiteral("proxied.test")); }
    [[nodiscard]] QString proxyName() const { return QStringLiteral("127.0.0.1:%1").arg(proxy.port()); }

    TestCertificate certificate{"DNS:proxied.test"};
    TlsStub server;
    ConnectProxy proxy;
    ClientOptions options = quickOptions();
};

} // namespace metascope::test
