// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokenclaims.h"

#include "app/base/jsonscanner.h"

#include <charconv>
#include <string_view>
#include <system_error>

namespace metascope {

namespace {

/// A decoded part of a token, wiped with this object.
Secret decoded(QByteArrayView part)
{
    const auto bytes = QByteArray::fromRawData(part.data(), part.size());
    auto result = QByteArray::fromBase64Encoding(bytes,
                                                 QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                                     | QByteArray::AbortOnBase64DecodingErrors);
    if (result.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        return {};
    return Secret(std::move(result.decoded));
}

std::string_view viewOf(const Secret &secret)
{
    return {secret.expose().constData(), static_cast<std::size_t>(secret.expose().size())};
}

bool isObject(const Secret &json)
{
    JsonScanner scanner(viewOf(json));
    scanner.skipSpace();
    if (scanner.peek() != '{' || !scanner.value())
        return false;
    scanner.skipSpace();
    return scanner.atEnd();
}

/// The claims of a JWT, or nothing. Read in place: a JSON document would keep copies that nobody wipes.
Secret claimsOf(const Secret &token)
{
    const QByteArrayView text(token.expose());
    const qsizetype first = text.indexOf('.');
    const qsizetype second = first < 0 ? -1 : text.indexOf('.', first + 1);
    if (second < 0 || text.indexOf('.', second + 1) >= 0)
        return {};
    Secret claims = decoded(text.sliced(first + 1, second - first - 1));
    const bool sound
        = isObject(decoded(text.first(first))) && isObject(claims) && !decoded(text.sliced(second + 1)).isEmpty();
    return sound ? std::move(claims) : Secret();
}

/// The text of a member of a checked object; the last one where a name stands twice.
std::string_view member(std::string_view object, QLatin1String name)
{
    JsonScanner scanner(object);
    std::string_view found;
    scanner.skipSpace();
    if (!scanner.take('{'))
        return found;
    do {
        scanner.skipSpace();
        const auto key = scanner.string();
        if (!key || !scanner.take(':'))
            return found;
        scanner.skipSpace();
        const auto value = scanner.value();
        if (!value)
            return found;
        if (decodeJsonString(*key) == name)
            found = *value;
    } while (scanner.take(','));
    return found;
}

} // namespace

bool isJwt(const Secret &token)
{
    return !claimsOf(token).isEmpty();
}

std::optional<QDateTime> expiryOf(const Secret &token)
{
    const Secret claims = claimsOf(token);
    const std::string_view text = member(viewOf(claims), QLatin1String("exp"));
    double seconds = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    constexpr double endOfYear9999 = 253'402'300'799;
    if (!(seconds > 0 && seconds <= endOfYear9999))
        return std::nullopt;
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), Qt::UTC);
}

} // namespace metascope
