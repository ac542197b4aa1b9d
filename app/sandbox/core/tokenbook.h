// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/scope.h"
#include "app/sandbox/core/signedtoken.h"
#include "app/sandbox/options.h"

#include <optional>

namespace metascope::sandbox {

/// The made-up tokens of one run and what each may do. Immutable, so usable from every thread.
class TokenBook final {
public:
    TokenBook() = default;
    /// One book for instances of these names; the order is HttpRequest::instance.
    TokenBook(const QStringList &instanceNames, const ApiOptions &options);

    /// Fills in the tokens of `instances`, in the same order.
    void describe(Inventory &inventory) const;
    /// What the bearer of `token` may do at that instance (-1: the account). Nothing for a token that is not valid
    /// there: unknown, expired, revoked or of another instance. Where the options do not keep it out, the account's
    /// token is good for every instance. `sandbox-NAME-scopes-database=2.content=15` is valid too, with just these
    /// masks. A token of the login page is valid everywhere, with its binding.
    [[nodiscard]] std::optional<Grants> grants(const QByteArray &token, int instance) const;

private:
    [[nodiscard]] QByteArray token(qsizetype instance, const char *kind) const;
    [[nodiscard]] QByteArray plainToken(qsizetype instance, const char *kind) const;
    [[nodiscard]] std::optional<Grants> plainGrants(const QByteArray &token, int instance) const;
    [[nodiscard]] std::optional<Grants> signedGrants(const TokenClaims &claims, int instance) const;
    [[nodiscard]] std::optional<Grants> accountGrants(int instance) const;

    QStringList m_names;
    std::optional<TokenExpiry> m_expiry;
    AccountReach m_accountReach = AccountReach::WorksOnInstances;
};

} // namespace metascope::sandbox
