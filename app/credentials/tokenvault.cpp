// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokenvault.h"

namespace metascope {

void TokenVault::put(const Origin &origin, SharedSecret secret)
{
    m_tokens.insert(origin, std::move(secret));
}

void TokenVault::drop(const Origin &origin)
{
    m_tokens.remove(origin);
}

const Secret *TokenVault::tokenFor(const Origin &origin) const
{
    const auto found = m_tokens.constFind(origin);
    return found == m_tokens.constEnd() ? nullptr : found->get();
}

} // namespace metascope
