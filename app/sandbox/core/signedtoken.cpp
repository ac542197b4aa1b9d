// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/signedtoken.h"

#include "app/base/rawjson.h"

#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QUuid>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr char Key[] = "sandbox-key-that-signs-nothing-real-0001";
constexpr QStringView Audience = u"xano:meta";
constexpr QByteArray::Base64Options Encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signatureOf(const QByteArray &signedPart)
{
    return QMessageAuthenticationCode::hash(signedPart, Key, QCryptographicHash::Sha256).toBase64(Encoding);
}

/// Always the same one, so a token with another header, such as `alg` none, is not ours.
QByteArray header()
{
    return QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(Encoding);
}

} // namespace

QByteArray signToken(const TokenClaims &claims)
{
    QList<std::pair<QString, RawJson>> members{{u"aud"_s, RawJson::string(Audience)},
                                               {u"kind"_s, RawJson::string(claims.kind)}};
    if (!claims.instance.isEmpty())
        members.append({u"instance"_s, RawJson::string(claims.instance)});
    if (claims.workspace > 0)
        members.append({u"workspace"_s, RawJson::integer(claims.workspace)});
    if (claims.expires)
        members.append({u"exp"_s, RawJson::integer(*claims.expires)});
    members.append({u"jti"_s, RawJson::string(QUuid::createUuid().toString(QUuid::WithoutBraces))});
    const QByteArray signedPart = header() + '.' + RawJson::object(members).text().toBase64(Encoding);
    return signedPart + '.' + signatureOf(signedPart);
}

std::optional<TokenClaims> readToken(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 || parts[0] != header() || parts[2] != signatureOf(parts[0] + '.' + parts[1]))
        return std::nullopt;
    const auto json = RawJson::parse(QByteArray::fromBase64(parts[1], Encoding));
    if (!json)
        return std::nullopt;
    const auto text = [&json](QStringView key) { return json->member(key).value_or(RawJson()).toString(); };
    const auto number = [&json](QStringView key) { return json->member(key).value_or(RawJson()).toInteger(); };
    if (text(u"aud") != Audience)
        return std::nullopt;
    return TokenClaims{.kind = text(u"kind").value_or(QString()),
                       .instance = text(u"instance").value_or(QString()),
                       .workspace = number(u"workspace").value_or(0),
                       .expires = number(u"exp")};
}

} // namespace metascope::sandbox
