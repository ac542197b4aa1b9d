// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/tokensource.h"
#include "app/credentials/tokenstore.h"

#include <QtCore/QHash>

namespace metascope {

/// The tokens that are in use, by the exact origin that each is for. Filled when an instance is opened, emptied when it is
/// closed; never written anywhere. GUI thread.
class TokenVault final : public TokenSource {
public:
    void put(const Origin &origin, SharedSecret secret);
    void drop(const Origin &origin);
    [[nodiscard]] const Secret *tokenFor(const Origin &origin) const override;

private:
    QHash<Origin, SharedSecret> m_tokens;
};

} // namespace metascope
