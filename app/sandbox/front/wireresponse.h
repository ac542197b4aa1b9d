// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http.h"

namespace metascope::sandbox {

/// A response as the bytes that travel.
struct WireResponse {
    QByteArray head; ///< status line and headers, with the empty line
    QByteArray body; ///< empty for HEAD and for statuses that have none

    [[nodiscard]] QByteArray bytes() const { return head + body; }

    /// Compresses with gzip where the request allows it and the body is worth it.
    static WireResponse make(const HttpRequest &request, const HttpResponse &response, bool keepAlive);
    /// The head of a chunked response; its body is up to the caller.
    static WireResponse chunked(const HttpResponse &response);
};

/// `text` in the gzip format; empty where zlib cannot.
QByteArray gzip(QByteArrayView text);

} // namespace metascope::sandbox
