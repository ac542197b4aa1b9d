// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/tokensource.h"
#include "app/credentials/tokenstore.h"

#include <QtCore/QHash>

namespace metascope {

/// The tokens that are in use, by the exact origin that each is for. Filled when an instance is opened, emptied when it is
/// closed; never written anywhere. One that was replaced is kept for taking it out of what servers say. GUI thread.
class TokenVault final : public TokenSource {
public:
    void put(const Origin &origin, SharedSecret secret);
    void drop(const Origin &origin);
    [[nodiscard]] const Secret *tokenFor(const Origin &origin) const override;
    [[nodiscard]] QList<const Secret *> tokensUsedFor(const Origin &origin) const override;

private:
    QHash<Origin, QList<SharedSecret>> m_tokens; ///< the one in use is the last
};

} // namespace metascope
