// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/origin.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace metascope {

namespace {

struct AddressText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Origin)
};

const QString apiSegment = QStringLiteral("/api:meta");
const QString localName = QStringLiteral("localhost");

auto refuse(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

int defaultPort(const QString &scheme)
{
    return scheme == QLatin1String("https") ? 443 : 80;
}

/// 127.0.0.0/8 in its plain spelling; no other spelling of an IPv4 address is taken for one.
bool isLoopbackV4(const QString &host)
{
    // 127.0.0.256 is no address but a name that somebody's resolver may know.
    static const QRegularExpression pattern(QStringLiteral("^127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}$"));
    return pattern.match(host).hasMatch();
}

QUrl parts(const QString &origin)
{
    return QUrl(origin, QUrl::StrictMode);
}

Result<QUrl> typedUrl(const QString &text)
{
    QString typed = text.trimmed();
    if (typed.isEmpty())
        return refuse(AddressText::tr("the address is empty"));
    if (!typed.contains(QLatin1String("://")))
        typed.prepend(QLatin1String("https://"));
    const QUrl url(typed, QUrl::StrictMode);
    if (!url.isValid())
        return refuse(AddressText::tr("“%1” is not an address").arg(text.trimmed().left(200)));
    return url;
}

} // namespace

Result<Origin> Origin::fromUrl(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("http"))
        return refuse(AddressText::tr("an address begins with https://"));
    if (!url.userInfo().isEmpty() || url.authority().contains(QLatin1Char('@')))
        return refuse(AddressText::tr("an address must not hold a user name or password"));
    // The ASCII form of a name is its one spelling; an empty one is no name.
    const QString host = url.host(QUrl::EncodeUnicode).toLower();
    if (host.isEmpty())
        return refuse(AddressText::tr("the address names no host"));
    Origin origin;
    origin.m_text = scheme + QLatin1String("://")
        + (host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host);
    if (url.port() != -1 && url.port() != defaultPort(scheme))
        origin.m_text += QLatin1Char(':') + QString::number(url.port());
    return origin;
}

QString Origin::scheme() const
{
    return m_text.section(QLatin1Char(':'), 0, 0);
}

QString Origin::host() const
{
    return parts(m_text).host(QUrl::EncodeUnicode);
}

int Origin::port() const
{
    return parts(m_text).port(defaultPort(scheme()));
}

bool Origin::isLoopback() const
{
    const QString name = host();
    return name == localName || name == QLatin1String("::1") || isLoopbackV4(name);
}

Result<ApiBase> ApiBase::fromUrl(const QUrl &url)
{
    const auto origin = Origin::fromUrl(url);
    if (!origin)
        return Failure(origin.error());
    if (!origin->isSecure() && !origin->isLoopback())
        return refuse(
            AddressText::tr("%1 would send the token without encryption: only https is used, and http on this "
                            "machine alone")
                .arg(origin->toString()));
    static const QRegularExpression tenant(QStringLiteral("^(/tenant/[^/]+)(/|$)"));
    const auto match = tenant.match(url.path(QUrl::FullyEncoded));
    return ApiBase{*origin, match.captured(1) + apiSegment};
}

Result<ApiBase> ApiBase::fromUserInput(const QString &text)
{
    const auto url = typedUrl(text);
    return url ? fromUrl(*url) : Result<ApiBase>(Failure(url.error()));
}

} // namespace metascope
