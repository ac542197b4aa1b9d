// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"
#include "app/sandbox/sandbox.h"
#include "tests/api/rawclient.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

namespace metascope::test {

/// The claims of a JWT; null for another text.
inline RawJson payloadOf(const QByteArray &token)
{
    const QByteArray part = token.split('.').value(1);
    return RawJson::parse(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).value_or(RawJson());
}

/// An origin of the sandbox; each request goes out on a connection of its own.
class Place final {
public:
    explicit Place(const QString &url) : m_port(static_cast<quint16>(QUrl(url).port())) {}

    [[nodiscard]] QByteArray get(const QByteArray &target, const QByteArray &token = {}) const
    {
        RawClient client(m_port);
        const QByteArray header = token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n";
        client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n");
        return client.readResponse();
    }
    [[nodiscard]] int status(const QByteArray &path, const QByteArray &token) const
    {
        return RawClient::status(get(sandbox::MetaPrefix + path, token));
    }
    [[nodiscard]] RawJson json(const QByteArray &path, const QByteArray &token) const
    {
        return RawJson::parse(RawClient::body(get(sandbox::MetaPrefix + path, token))).value_or(RawJson());
    }

private:
    quint16 m_port = 0;
};

/// A sandbox that runs, with its origins.
class Running final {
public:
    explicit Running(const sandbox::ApiOptions &api = {})
    {
        sandbox::SandboxOptions options;
        options.api = api;
        auto started = m_sandbox.start(options);
        if (!started)
            qFatal("the sandbox did not start: %s", qPrintable(started.error().message));
        ready = *std::move(started);
    }
    [[nodiscard]] Place account() const { return Place(ready.accountUrl); }
    [[nodiscard]] Place instance(qsizetype index = 0) const { return Place(ready.instances[index].url); }

    sandbox::Ready ready;

private:
    sandbox::Sandbox m_sandbox;
};

/// Several instances with two workspaces each.
inline sandbox::ApiOptions agency()
{
    sandbox::ApiOptions options;
    options.sample = sandbox::Sample::Agency;
    return options;
}

/// The links of a page, as a browser reads them.
inline QList<QByteArray> linksOf(const QByteArray &response)
{
    static const QRegularExpression link(QStringLiteral("<a href=\"([^\"]*)\">"));
    QList<QByteArray> links;
    for (const auto &match : link.globalMatch(QString::fromUtf8(RawClient::body(response))))
        links.append(match.captured(1).replace(QLatin1String("&amp;"), QLatin1String("&")).toUtf8());
    return links;
}

/// The code that a page shows, empty where it shows none.
inline QByteArray codeOf(const QByteArray &response)
{
    static const QRegularExpression code(QStringLiteral("<code id=\"code\">([^<]*)</code>"));
    return code.match(QString::fromUtf8(RawClient::body(response))).captured(1).toUtf8();
}

/// A token for the first workspace of the first instance, by the way of the code.
inline QByteArray signedIn(const Place &account)
{
    const auto links = linksOf(account.get("/login?dest=cli&display=code"));
    return links.isEmpty() ? QByteArray() : codeOf(account.get(links.first()));
}

} // namespace metascope::test
