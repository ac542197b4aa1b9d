// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/wireresponse.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace metascope::sandbox {

namespace {

/// Below that a packet more or less is not at stake.
constexpr qsizetype SmallestCompressed = 1024;
constexpr int FastCompression = 1;
constexpr int GzipWindowBits = 16 + MAX_WBITS;

bool acceptsGzip(const HttpRequest &request)
{
    const QList<QByteArray> codings = request.header("accept-encoding").toLower().split(',');
    return std::ranges::any_of(codings, [](const QByteArray &coding) {
        const QByteArray plain = QByteArray(coding).replace(' ', "");
        return plain == "gzip" || (plain.startsWith("gzip;q=") && plain.sliced(7).toDouble() > 0);
    });
}

QByteArray beginHead(const HttpResponse &response)
{
    QByteArray head = "HTTP/1.1 ";
    head.append(QByteArray::number(response.status)).append(' ').append(reasonPhrase(response.status)).append("\r\n");
    head.append("Server: metascope-sandbox\r\nCache-Control: no-store\r\n");
    if (!response.contentType.isEmpty())
        head.append("Content-Type: ").append(response.contentType).append("\r\n");
    for (const auto &[name, value] : response.headers)
        head.append(name).append(": ").append(value).append("\r\n");
    return head;
}

} // namespace

WireResponse WireResponse::make(const HttpRequest &request, const HttpResponse &response, bool keepAlive)
{
    WireResponse wire{beginHead(response), response.body};
    const bool hasBody = response.status != 204 && response.status != 304;
    if (hasBody && response.body.size() > SmallestCompressed && acceptsGzip(request)) {
        QByteArray compressed = gzip(response.body);
        if (!compressed.isEmpty()) {
            wire.body = std::move(compressed);
            wire.head.append("Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n");
        }
    }
    if (hasBody)
        wire.head.append("Content-Length: ").append(QByteArray::number(wire.body.size())).append("\r\n");
    wire.head.append(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    if (!hasBody || request.method == "HEAD")
        wire.body.clear();
    return wire;
}

WireResponse WireResponse::chunked(const HttpResponse &response)
{
    WireResponse wire{beginHead(response), {}};
    wire.head.append("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    return wire;
}

QByteArray gzip(QByteArrayView text)
{
    z_stream stream{};
    if (deflateInit2(&stream, FastCompression, Z_DEFLATED, GzipWindowBits, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray compressed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))),
                          Qt::Uninitialized);
    bool isDone = false;
    if (text.size() <= std::numeric_limits<int>::max()) {
        // zlib's interface predates const; it does not write to its input.
        stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(text.data()));
        stream.avail_in = static_cast<uInt>(text.size());
        stream.next_out = reinterpret_cast<Bytef *>(compressed.data());
        stream.avail_out = static_cast<uInt>(compressed.size());
        isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    }
    const auto size = static_cast<qsizetype>(stream.total_out);
    deflateEnd(&stream);
    compressed.truncate(isDone ? size : 0);
    return compressed;
}

} // namespace metascope::sandbox
