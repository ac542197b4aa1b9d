// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http.h"

namespace metascope::sandbox {

/// Turns the bytes of one connection into requests: HTTP/1.1 (and 1.0), Content-Length or chunked, pipelined or not.
/// Used by one thread.
class RequestParser final {
public:
    enum class State {
        NeedMore,
        Complete, ///< take() gives the request
        Bad, ///< errorStatus() says why; the connection can only be closed
    };

    void feed(QByteArrayView bytes) { m_buffer.append(bytes); }
    /// How far the bytes fed so far reach.
    State parse();
    /// The complete request; method, target, headers and body are set. The parser goes on with what stands behind it.
    HttpRequest take();

    [[nodiscard]] int errorStatus() const { return m_errorStatus; }
    /// Whether the peer wants the connection to stay after the request just taken.
    [[nodiscard]] bool keepsAlive() const { return m_keepsAlive; }
    /// True once per request: the peer waits for `100 Continue` before it sends the body.
    bool takeExpectation() { return std::exchange(m_expectsContinue, false); }

    static constexpr qsizetype MostHeadBytes = 64 * 1024;
    static constexpr qsizetype MostBodyBytes = 64 * 1024 * 1024;

private:
    enum class Stage { Head, SizedBody, ChunkSize, ChunkData, Trailer };

    State fail(int status);
    State parseHead();
    State parseRequestLine(QByteArrayView line);
    State parseHeader(QByteArrayView line);
    State decideFraming();
    State parseChunkSize();
    State parseChunkData();
    State parseTrailer();
    /// The next line without its end; null where it is not complete yet.
    [[nodiscard]] QByteArrayView peekLine(qsizetype from) const;

    QByteArray m_buffer;
    qsizetype m_at = 0; ///< how much of the buffer belongs to what was parsed already
    Stage m_stage = Stage::Head;
    qsizetype m_expected = 0; ///< bytes of the body, or of the chunk, still to come
    qsizetype m_trailerBytes = 0; ///< how much the trailer took so far
    HttpRequest m_request;
    bool m_keepsAlive = true;
    bool m_expectsContinue = false;
    int m_errorStatus = 0;
};

} // namespace metascope::sandbox
