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
    [[nodiscard]] SSL_CTX *native() const { return m_context.get(); }

private:
    struct Free {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> m_context;
};

} // namespace metascope::sandbox
