// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <QtCore/QString>
#include <QtCore/QUrl>

namespace metascope {

/// `scheme://host[:port]` in its one spelling: lower case, default port left out. What a token is bound to.
class Origin {
public:
    Origin() = default;
    /// From a URL that already has a scheme. Error: Validation for user info, a scheme other than http(s), no host.
    static Result<Origin> fromUrl(const QUrl &url);

    [[nodiscard]] QString toString() const { return m_text; }
    [[nodiscard]] QString scheme() const;
    [[nodiscard]] QString host() const; ///< without brackets
    [[nodiscard]] int port() const; ///< the scheme's own where none is given
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    /// 127.0.0.0/8, ::1, or the name `localhost` (whose resolution the client checks before it sends).
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] bool isSecure() const { return scheme() == QLatin1String("https"); }

    bool operator==(const Origin &) const = default;
    friend size_t qHash(const Origin &origin, size_t seed = 0) { return ::qHash(origin.m_text, seed); }

private:
    QString m_text;
};

/// Where an instance's (or the account's) Metadata API lives: an origin and the base path up to and including `/api:meta`
/// (a tenant has `/tenant/NAME/api:meta`). Paths are appended to it, never resolved against it.
struct ApiBase {
    Origin origin;
    QString path; ///< "/api:meta" or longer, without a trailing slash
    bool operator==(const ApiBase &) const = default;

    /// From what a person types: with or without scheme, port, path. No scheme is https; plain http only for loopback;
    /// everything after `/api:meta` and any other path is dropped. Error: Validation, with a sentence for people.
    static Result<ApiBase> fromUserInput(const QString &text);
    /// From an absolute URL in an answer of the account API (`meta_api`).
    static Result<ApiBase> fromUrl(const QUrl &url);
    [[nodiscard]] QString toString() const { return origin.toString() + path; }
};

} // namespace metascope
