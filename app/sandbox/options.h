// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace metascope::sandbox {

/// Which engine is imitated: bare lists or envelopes, `{id}` or the whole object from POST table, timestamp spellings.
enum class Dialect { Year2023, Year2026 };
enum class Sample { Shop, Types, Agency, All };
/// Free: 10 requests in 20 seconds per instance, then 429.
enum class Plan { Paid, Free };
/// Where the account's token is taken; which of the two the service does is not known.
enum class AccountReach { WorksOnInstances, AccountOnly };
/// Which callbacks the login page takes; plain: those with the path `/callback` alone.
enum class LoginCallback { Any, Plain };

/// When the tokens of the ready line end, counted from the start.
struct TokenExpiry {
    std::optional<std::chrono::seconds> after; ///< none: never
};

/// A workspace of so many objects; none by default.
struct Scale {
    int tables = 0;
    int endpoints = 0;
    int functions = 0;
    [[nodiscard]] bool isSet() const { return tables > 0 || endpoints > 0 || functions > 0; }
    bool operator==(const Scale &) const = default;
};

/// What the API behind the sandbox is made from. Fixed for one run.
struct ApiOptions {
    Sample sample = Sample::Shop;
    Dialect dialect = Dialect::Year2026;
    Plan plan = Plan::Paid; ///< the front does the counting; the API only shows it (`rate_limit` of an instance)
    Scale scale; ///< where set: a workspace of so many objects in the place of the first instance's sample
    QString dataFile; ///< empty: state in memory
    std::optional<TokenExpiry> tokenExpiry; ///< none: plain tokens that say nothing; else JWTs
    AccountReach accountReach = AccountReach::WorksOnInstances;
    LoginCallback loginCallback = LoginCallback::Any;
};

/// Where the origins ended up, `scheme://host:port` each; known only after the API said how many instances it has.
struct Origins {
    QByteArray account;
    QList<QByteArray> instances; ///< by the index of the instance
};

struct WorkspaceInfo {
    qint64 id = 0;
    QString name;
};

struct InstanceInfo {
    QString name; ///< as in `GET /instance/{name}`
    QList<WorkspaceInfo> workspaces;
    QByteArray fullToken; ///< every scope
    QByteArray readonlyToken; ///< the read bit of every scope
    QByteArray expiredToken; ///< answers 401
    QByteArray revokedToken; ///< answers 401
};

/// What the API holds right after start, for the ready line.
struct Inventory {
    QByteArray accountToken;
    QList<InstanceInfo> instances; ///< at least one; the index is HttpRequest::instance
};

} // namespace metascope::sandbox
