// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/deeplink.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

namespace metascope {

namespace {

const QString scheme = QStringLiteral("metascope");
const QString begin = scheme + QStringLiteral("://");
constexpr QLatin1Char slash('/');

} // namespace

std::optional<DeepLink> DeepLink::parse(const QString &text)
{
    if (text.size() > longest)
        return std::nullopt;
    const QUrl url(text, QUrl::StrictMode);
    static const QRegularExpression instanceId(QStringLiteral("^[a-z0-9][a-z0-9-]*$"));
    // What a step is called by the explorer: of another first one, and of none, there is nothing to be led to.
    static const QRegularExpression word(QStringLiteral("^[a-z]+$"));
    if (!url.isValid() || url.scheme() != scheme || !url.userInfo().isEmpty() || url.port() != -1 || url.hasQuery()
        || url.hasFragment() || !instanceId.match(url.host()).hasMatch())
        return std::nullopt;
    DeepLink link;
    link.instance = url.host();
    QStringList parts = url.path(QUrl::FullyEncoded).split(slash, Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return link;
    bool isNumber = false;
    link.workspace = parts.takeFirst().toLongLong(&isNumber);
    const bool isWord = parts.isEmpty() || word.match(parts.constFirst()).hasMatch();
    if (!isNumber || link.workspace <= 0 || parts.size() > mostSteps || !isWord)
        return std::nullopt;
    for (const QString &part : std::as_const(parts))
        link.steps.append(QUrl::fromPercentEncoding(part.toUtf8()));
    return link;
}

std::optional<DeepLink> DeepLink::ofKey(const QString &key)
{
    // A key has no steps that would be left out, and holds nothing that a link cannot.
    const auto link = parse(begin + key);
    return link && link->key() == key ? link : std::nullopt;
}

QString DeepLink::key() const
{
    QString key = instance;
    if (workspace > 0)
        key += slash + QString::number(workspace);
    for (const QString &step : steps)
        key += slash + QString::fromLatin1(QUrl::toPercentEncoding(step));
    return key;
}

QString DeepLink::toString() const
{
    return begin + key();
}

} // namespace metascope
