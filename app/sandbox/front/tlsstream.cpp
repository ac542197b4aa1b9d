// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/tlsstream.h"

#include <openssl/err.h>
#include <poll.h>

#include <algorithm>
#include <limits>

namespace metascope::sandbox {

namespace {
constexpr std::chrono::milliseconds HandshakeLimit{10'000};
constexpr qsizetype RecordSize = 16 * 1024;
} // namespace

TlsStream::TlsStream(Socket socket, const Wakeup &wakeup, const TlsContext &context)
    : Stream(std::move(socket), wakeup), m_ssl(SSL_new(context.native()))
{
    SSL_set_fd(m_ssl.get(), fd());
}

bool TlsStream::canGoOn(int result, std::chrono::milliseconds limit) const
{
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ: return waitFor(POLLIN, limit);
    case SSL_ERROR_WANT_WRITE: return waitFor(POLLOUT, limit);
    default: return false;
    }
}

bool TlsStream::open()
{
    while (true) {
        // The queue of errors is the thread's, and SSL_get_error() looks into it.
        ERR_clear_error();
        const int result = SSL_accept(m_ssl.get());
        if (result == 1)
            return true;
        if (!canGoOn(result, HandshakeLimit))
            return false;
    }
}

QByteArray TlsStream::read(std::chrono::milliseconds limit)
{
    QByteArray bytes(RecordSize, Qt::Uninitialized);
    while (true) {
        ERR_clear_error();
        const int count = SSL_read(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size()));
        if (count > 0) {
            bytes.truncate(count);
            return bytes;
        }
        if (!canGoOn(count, limit))
            return {};
    }
}

bool TlsStream::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        ERR_clear_error();
        const auto size = std::min<qsizetype>(bytes.size(), std::numeric_limits<int>::max());
        const int count = SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(size));
        if (count > 0)
            bytes = bytes.sliced(count);
        else if (!canGoOn(count, WriteLimit))
            return false;
    }
    return true;
}

void TlsStream::sayGoodbye()
{
    if (SSL_is_init_finished(m_ssl.get()) == 1) {
        ERR_clear_error();
        SSL_shutdown(m_ssl.get());
    }
}

} // namespace metascope::sandbox
