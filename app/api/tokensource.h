// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/origin.h"
#include "app/base/secret.h"

#include <QtCore/QList>

namespace metascope {

/// Where the client asks for the token of a request. Implemented by credentials; answers from memory, at once.
class TokenSource {
public:
    virtual ~TokenSource() = default;
    /// The token stored for exactly this origin, or null. The pointer is valid until control returns to the event loop.
    [[nodiscard]] virtual const Secret *tokenFor(const Origin &origin) const = 0;
    /// Those that requests to this origin were sent with so far, the present one included: an answer can repeat any of them.
    /// As long valid as tokenFor().
    [[nodiscard]] virtual QList<const Secret *> tokensUsedFor(const Origin &origin) const
    {
        const Secret *token = tokenFor(origin);
        return token ? QList<const Secret *>{token} : QList<const Secret *>();
    }
};

} // namespace metascope
