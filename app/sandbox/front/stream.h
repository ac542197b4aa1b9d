// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/socket.h"
#include "app/sandbox/front/wakeup.h"

#include <QtCore/QByteArray>

#include <chrono>

namespace metascope::sandbox {

/// One accepted connection, plain here, with TLS in TlsStream. Its calls block, but never past the wakeup, so that a
/// held connection cannot keep the server from stopping. Used by one thread.
class Stream {
public:
    /// `wakeup` outlives the stream.
    Stream(Socket socket, const Wakeup &wakeup) : m_socket(std::move(socket)), m_wakeup(wakeup) {}
    virtual ~Stream() = default;
    Q_DISABLE_COPY_MOVE(Stream)

    /// What must happen before the first byte. False: nothing can be said to this peer.
    virtual bool open() { return true; }
    /// The next bytes; empty at the end of the stream, after an error, past the time limit, when woken up.
    virtual QByteArray read(std::chrono::milliseconds limit);
    /// All of them, or false where the peer does not take them any more.
    virtual bool write(QByteArrayView bytes);
    /// Closes in order: what was written arrives, then the end. A peer that may still be sending is listened to for
    /// that long: bytes that nobody read would turn the close into a reset, which overtakes the answer.
    void close(std::chrono::milliseconds patience = std::chrono::milliseconds::zero());
    /// Breaks off with a TCP reset.
    void reset();

    /// Whether the server stops: nothing more is to be read, however much is there.
    [[nodiscard]] bool isOver() const { return m_wakeup.isRaised(); }
    /// False when woken up earlier.
    bool pause(std::chrono::milliseconds time) const;
    /// False where the peer went away (or the server stops) before the time was over.
    bool pauseWhilePeerStays(std::chrono::milliseconds time) const;
    /// Returns once the peer is gone or the server stops.
    void waitForPeerToLeave() const;

protected:
    /// What a protocol above TCP says before the end.
    virtual void sayGoodbye() {}
    /// Waits for a poll() event of the socket; false past the limit or when woken up. Negative limit: none.
    [[nodiscard]] bool waitFor(short events, std::chrono::milliseconds limit) const;
    [[nodiscard]] int fd() const { return m_socket.fd(); }

    /// A peer that reads nothing for that long is given up.
    static constexpr std::chrono::milliseconds WriteLimit{60'000};

private:
    void discardArrivals(std::chrono::milliseconds patience) const;

    Socket m_socket;
    const Wakeup &m_wakeup;
};

} // namespace metascope::sandbox
