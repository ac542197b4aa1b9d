// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/tokenbook.h"

#include <QtCore/QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr unsigned All = 15;
constexpr qint64 LongPast = 3600; ///< seconds that an expired token is over
constexpr char PlainAccountToken[] = "sandbox-account-not-a-real-token-0001";

/// Reads "database=2.content=15".
Grants parseMasks(const QByteArray &text)
{
    Grants grants;
    for (const QByteArray &entry : text.split('.')) {
        const qsizetype equals = entry.indexOf('=');
        for (std::size_t area = 1; equals > 0 && area < AreaCount; ++area) {
            if (areaWord(static_cast<Area>(area)).toLatin1() == entry.left(equals))
                grants.masks[area] = entry.mid(equals + 1).toUInt() & All;
        }
    }
    return grants;
}

} // namespace

TokenBook::TokenBook(const QStringList &instanceNames, const ApiOptions &options)
    : m_names(instanceNames), m_expiry(options.tokenExpiry), m_accountReach(options.accountReach)
{}

void TokenBook::describe(Inventory &inventory) const
{
    inventory.accountToken = token(-1, "account");
    for (qsizetype i = 0; i < inventory.instances.size(); ++i) {
        inventory.instances[i].fullToken = token(i, "full");
        inventory.instances[i].readonlyToken = token(i, "readonly");
        inventory.instances[i].expiredToken = token(i, "expired");
        inventory.instances[i].revokedToken = token(i, "revoked");
    }
}

std::optional<Grants> TokenBook::grants(const QByteArray &given, int instance) const
{
    if (const auto claims = readToken(given))
        return signedGrants(*claims, instance);
    return plainGrants(given, instance);
}

std::optional<Grants> TokenBook::signedGrants(const TokenClaims &claims, int instance) const
{
    if (claims.isExpired(QDateTime::currentSecsSinceEpoch()))
        return std::nullopt;
    if (claims.kind == "account"_L1)
        return accountGrants(instance);
    const auto index = static_cast<int>(m_names.indexOf(claims.instance));
    if (claims.kind == "login"_L1 && index >= 0) {
        Grants grants = Grants::everywhere(All);
        grants.binding = Binding{index, claims.workspace};
        return grants;
    }
    if (instance < 0 || index != instance)
        return std::nullopt;
    if (claims.kind == "full"_L1)
        return Grants::everywhere(All);
    if (claims.kind == "readonly"_L1)
        return Grants::everywhere(static_cast<unsigned>(Right::Read));
    return std::nullopt;
}

std::optional<Grants> TokenBook::plainGrants(const QByteArray &given, int instance) const
{
    const bool isIssued = !m_expiry;
    if (isIssued && given == PlainAccountToken)
        return accountGrants(instance);
    if (instance < 0)
        return std::nullopt;
    if (isIssued && given == plainToken(instance, "full"))
        return Grants::everywhere(All);
    if (isIssued && given == plainToken(instance, "readonly"))
        return Grants::everywhere(static_cast<unsigned>(Right::Read));
    const QByteArray scoped = "sandbox-" + m_names[instance].toLower().toUtf8() + "-scopes-";
    if (given.startsWith(scoped))
        return parseMasks(given.mid(scoped.size()));
    return std::nullopt;
}

std::optional<Grants> TokenBook::accountGrants(int instance) const
{
    if (instance >= 0 && m_accountReach == AccountReach::AccountOnly)
        return std::nullopt;
    return Grants::everywhere(All);
}

QByteArray TokenBook::token(qsizetype instance, const char *kind) const
{
    if (!m_expiry)
        return instance < 0 ? QByteArray(PlainAccountToken) : plainToken(instance, kind);
    TokenClaims claims{.kind = QString::fromLatin1(kind), .instance = m_names.value(instance)};
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (claims.kind == "expired"_L1)
        claims.expires = now - LongPast;
    else if (m_expiry->after)
        claims.expires = now + m_expiry->after->count();
    return signToken(claims);
}

QByteArray TokenBook::plainToken(qsizetype instance, const char *kind) const
{
    return "sandbox-" + m_names[instance].toLower().toUtf8() + '-' + kind + "-not-a-real-token-0001";
}

} // namespace metascope::sandbox
