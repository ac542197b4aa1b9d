// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/deeplink.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

namespace metascope {

std::optional<DeepLink> DeepLink::parse(const QString &text)
{
    if (text.size() > longest)
        return std::nullopt;
    const QUrl url(text, QUrl::StrictMode);
    static const QRegularExpression instanceId(QStringLiteral("^[a-z0-9][a-z0-9-]*$"));
    if (!url.isValid() || url.scheme() != QLatin1String("metascope") || !url.userInfo().isEmpty() || url.port() != -1
        || url.hasQuery() || url.hasFragment() || !instanceId.match(url.host()).hasMatch())
        return std::nullopt;
    DeepLink link;
    link.instance = url.host();
    const QStringList parts = url.path(QUrl::FullyEncoded).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return link;
    bool isNumber = false;
    link.workspace = parts[0].toLongLong(&isNumber);
    if (!isNumber || link.workspace <= 0 || parts.size() == 2 || parts.size() > 3)
        return std::nullopt;
    if (parts.size() == 3) {
        link.kind = parts[1];
        link.name = QUrl::fromPercentEncoding(parts[2].toUtf8());
    }
    return link;
}

QString DeepLink::toString() const
{
    QString text = QStringLiteral("metascope://") + instance;
    if (workspace > 0)
        text += QLatin1Char('/') + QString::number(workspace);
    if (!kind.isEmpty())
        text += QLatin1Char('/') + kind + QLatin1Char('/') + QString::fromLatin1(QUrl::toPercentEncoding(name));
    return text;
}

} // namespace metascope
