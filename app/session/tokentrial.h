// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenstore.h"
#include "app/credentials/tokenvault.h"
#include "app/session/session.h"

namespace metascope {

/// A token at an address, with a client of its own: it is in no vault of an open instance. Read-only; what it has under way is
/// aborted with it. GUI thread.
class TokenTrial final {
public:
    /// What `shared` refers to outlives it.
    TokenTrial(const ApiBase &base, SharedSecret token, const Session::Shared &shared);
    Q_DISABLE_COPY_MOVE(TokenTrial)
    ~TokenTrial() = default;

    [[nodiscard]] Session &session() { return m_session; }
    [[nodiscard]] const SharedSecret &token() const { return m_token; }
    [[nodiscard]] const ApiBase &base() const { return m_session.address().base; }
    /// The text without the token, where a server put it in: nothing at all then, since it must not reach a file.
    [[nodiscard]] QString safe(const QString &text) const;

private:
    SharedSecret m_token;
    TokenVault m_vault;
    Session m_session;
};

} // namespace metascope
