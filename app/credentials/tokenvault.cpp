// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokenvault.h"

#include <algorithm>
#include <iterator>

namespace metascope {

void TokenVault::put(const Origin &origin, SharedSecret secret)
{
    QList<SharedSecret> &tokens = m_tokens[origin];
    tokens.removeAll(secret);
    tokens.append(std::move(secret));
}

void TokenVault::drop(const Origin &origin)
{
    m_tokens.remove(origin);
}

const Secret *TokenVault::tokenFor(const Origin &origin) const
{
    const auto found = m_tokens.constFind(origin);
    return found == m_tokens.constEnd() ? nullptr : found->constLast().get();
}

QList<const Secret *> TokenVault::tokensUsedFor(const Origin &origin) const
{
    QList<const Secret *> used;
    const auto tokens = m_tokens.value(origin);
    std::ranges::transform(tokens, std::back_inserter(used), &SharedSecret::get);
    return used;
}

} // namespace metascope
