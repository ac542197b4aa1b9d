// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/stream.h"
#include "app/sandbox/front/tlscontext.h"

namespace metascope::sandbox {

/// A connection with TLS on it, server side.
class TlsStream final : public Stream {
public:
    /// `context` outlives the stream.
    TlsStream(Socket socket, const Wakeup &wakeup, const TlsContext &context);

    bool open() override; ///< the handshake
    QByteArray read(std::chrono::milliseconds limit) override;
    bool write(QByteArrayView bytes) override;
protected:
    void sayGoodbye() override; ///< close_notify, so that the end is no truncation in the eyes of TLS

private:
    /// Waits for what OpenSSL wants before the call that returned `result` can go on; false where it never can.
    [[nodiscard]] bool canGoOn(int result, std::chrono::milliseconds limit) const;

    struct Free {
        void operator()(SSL *ssl) const { SSL_free(ssl); }
    };
    std::unique_ptr<SSL, Free> m_ssl;
};

} // namespace metascope::sandbox
