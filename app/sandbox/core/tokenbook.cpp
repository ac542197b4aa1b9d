// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/tokenbook.h"

namespace metascope::sandbox {

namespace {

constexpr unsigned All = 15;
constexpr char AccountToken[] = "sandbox-account-not-a-real-token-0001";

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

TokenBook::TokenBook(const QStringList &instanceNames)
{
    for (const QString &name : instanceNames)
        m_slugs.append(name.toLower());
}

void TokenBook::describe(Inventory &inventory) const
{
    inventory.accountToken = AccountToken;
    for (qsizetype i = 0; i < inventory.instances.size(); ++i) {
        inventory.instances[i].fullToken = token(i, "full");
        inventory.instances[i].readonlyToken = token(i, "readonly");
        inventory.instances[i].expiredToken = token(i, "expired");
        inventory.instances[i].revokedToken = token(i, "revoked");
    }
}

std::optional<Grants> TokenBook::grants(const QByteArray &given, int instance) const
{
    if (given == AccountToken)
        return Grants::everywhere(All);
    if (instance < 0)
        return std::nullopt;
    if (given == token(instance, "full"))
        return Grants::everywhere(All);
    if (given == token(instance, "readonly"))
        return Grants::everywhere(static_cast<unsigned>(Right::Read));
    const QByteArray scoped = "sandbox-" + m_slugs[instance].toUtf8() + "-scopes-";
    if (given.startsWith(scoped))
        return parseMasks(given.mid(scoped.size()));
    return std::nullopt;
}

QByteArray TokenBook::token(qsizetype instance, const char *kind) const
{
    return "sandbox-" + m_slugs[instance].toUtf8() + '-' + kind + "-not-a-real-token-0001";
}

} // namespace metascope::sandbox
