// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/timestamp.h"

#include <algorithm>

namespace metascope {

namespace {

/// Whether it ends with an offset such as `+0000`, which Qt reads with a colon only. No regular expression: a list has two
/// dates an object, and with one a list of 10,000 took 1.97 times its transfer in place of 1.40.
bool hasPlainOffset(QStringView text)
{
    constexpr qsizetype digits = 4;
    if (text.size() <= digits)
        return false;
    const QChar sign = text[text.size() - digits - 1];
    return (sign == QLatin1Char('+') || sign == QLatin1Char('-'))
        && std::ranges::all_of(text.last(digits),
                               [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
}

} // namespace

std::optional<QDateTime> parseTimestamp(const RawJson &json)
{
    if (const auto milliseconds = json.toInteger())
        return QDateTime::fromMSecsSinceEpoch(*milliseconds, Qt::UTC);
    auto text = json.toString();
    if (!text)
        return std::nullopt;
    text->replace(QLatin1Char(' '), QLatin1Char('T'));
    if (hasPlainOffset(*text))
        text->insert(text->size() - 2, QLatin1Char(':'));
    const QDateTime moment = QDateTime::fromString(*text, Qt::ISODateWithMs);
    return moment.isValid() ? std::optional(moment.toUTC()) : std::nullopt;
}

} // namespace metascope
