// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace metascope::test {

/// A TCP client that sees what HTTP libraries hide: the exact bytes, and whether the end was an end or a reset.
/// Blocks, at most for a guard time that fails the test.
class RawClient final {
public:
    enum class End { Closed, Reset, GuardTime };

    explicit RawClient(quint16 port);
    ~RawClient();
    Q_DISABLE_COPY_MOVE(RawClient)

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    bool send(const QByteArray &bytes) const;
    /// Until `count` bytes or the end.
    QByteArray read(qsizetype count);
    /// One response with a Content-Length: head and body as they came.
    QByteArray readResponse();
    /// Everything up to the end; see end().
    QByteArray readAll();
    [[nodiscard]] End end() const { return m_end; }
    /// Closes our side for good.
    void close();

    static QByteArray body(const QByteArray &response);
    static QByteArray header(const QByteArray &response, const QByteArray &name);
    static int status(const QByteArray &response);

private:
    bool readMore();

    int m_fd = -1;
    bool m_isConnected = false;
    QByteArray m_buffer;
    End m_end = End::GuardTime;
};

} // namespace metascope::test
