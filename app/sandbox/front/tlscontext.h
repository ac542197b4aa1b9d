// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <openssl/ssl.h>

#include <memory>

namespace metascope::sandbox {

/// The certificate that the server shows, and what it speaks: TLS 1.2 or later, HTTP/1.1 only. Any thread.
class TlsContext final {
public:
    /// Both files are PEM; the certificate's chain stands behind it. Error: Tls, with the file at fault.
    static Result<TlsContext> load(const QString &certificateFile, const QString &keyFile);
    /// A certificate of its own for 127.0.0.1, ::1 and localhost that nobody trusts, good for a year; it and its key are
    /// in memory only. Error: Tls.
    static Result<TlsContext> selfSigned();
    /// SHA-256 of the certificate: pairs of upper-case hex digits with colons between them.
    [[nodiscard]] QString fingerprint() const;
    [[nodiscard]] SSL_CTX *native() const { return m_context.get(); }

private:
    static TlsContext make();

    struct Free {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> m_context;
};

} // namespace metascope::sandbox
