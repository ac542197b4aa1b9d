// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/desk.h"
#include "app/sandbox/front/stream.h"
#include "app/sandbox/front/wireresponse.h"

namespace metascope::sandbox {

/// One request and what becomes of it on its connection, faults included. Used by the connection's thread.
class Exchange final {
public:
    /// All three outlive the exchange; the request was read whole.
    Exchange(Desk &desk, Stream &stream, const HttpRequest &request)
        : m_desk(desk), m_stream(stream), m_request(request)
    {}
    Q_DISABLE_COPY_MOVE(Exchange)

    /// Lists the request and answers it. True where the connection stays; otherwise it has been closed or reset.
    bool run(bool keepAlive);

private:
    bool run(const Fault &fault);
    bool answer(const HttpResponse &response);
    /// The real answer, its body made wrong.
    bool answerDamaged(QByteArray (*damage)(const QByteArray &body));
    /// 200 and this body in the place of the real answer.
    bool answerInstead(const QByteArray &body);
    /// Half of the real answer. False, like everything that ends the connection.
    bool answerHalf();
    bool send(const WireResponse &wire);
    void trickle(std::chrono::milliseconds interval);
    bool leave();

    Desk &m_desk;
    Stream &m_stream;
    const HttpRequest &m_request;
    qint64 m_ticket = 0;
    bool m_keepAlive = true;
};

} // namespace metascope::sandbox
