// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/timestamp.h"

#include <QtCore/QRegularExpression>

namespace metascope {

std::optional<QDateTime> parseTimestamp(const RawJson &json)
{
    if (const auto milliseconds = json.toInteger())
        return QDateTime::fromMSecsSinceEpoch(*milliseconds, Qt::UTC);
    auto text = json.toString();
    if (!text)
        return std::nullopt;
    static const QRegularExpression offset(QStringLiteral("([+-]\\d{2})(\\d{2})$"));
    text->replace(QLatin1Char(' '), QLatin1Char('T')).replace(offset, QStringLiteral("\\1:\\2"));
    const QDateTime moment = QDateTime::fromString(*text, Qt::ISODateWithMs);
    return moment.isValid() ? std::optional(moment.toUTC()) : std::nullopt;
}

} // namespace metascope
