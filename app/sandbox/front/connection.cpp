// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/connection.h"

#include "app/sandbox/front/exchange.h"
#include "app/sandbox/front/wireresponse.h"

namespace metascope::sandbox {

namespace {
/// As a web server in front of the real thing has it.
constexpr std::chrono::milliseconds IdleLimit{75'000};
/// For the rest of a request that is refused before it is whole.
constexpr std::chrono::milliseconds RefusalPatience{1'000};
} // namespace

Connection::Connection(Desk &desk, std::unique_ptr<Stream> stream, int instance, qint64 number)
    : m_desk(desk), m_stream(std::move(stream)), m_instance(instance), m_number(number)
{}

void Connection::run()
{
    if (!m_stream->open())
        return;
    while (!m_stream->isOver()) {
        const auto request = readRequest();
        if (!request)
            break;
        Exchange exchange(m_desk, *m_stream, *request);
        if (!exchange.run(m_parser.keepsAlive()))
            return;
    }
    m_stream->close();
}

std::optional<HttpRequest> Connection::readRequest()
{
    RequestParser::State state = m_parser.parse();
    while (state == RequestParser::State::NeedMore) {
        if (m_parser.takeExpectation() && !m_stream->write("HTTP/1.1 100 Continue\r\n\r\n"))
            return std::nullopt;
        const QByteArray bytes = m_stream->read(IdleLimit);
        if (bytes.isEmpty())
            return std::nullopt;
        m_parser.feed(bytes);
        state = m_parser.parse();
    }
    if (state == RequestParser::State::Bad) {
        refuse(m_parser.errorStatus());
        return std::nullopt;
    }
    HttpRequest request = m_parser.take();
    request.instance = m_instance;
    request.connection = m_number;
    return request;
}

void Connection::refuse(int status)
{
    const HttpResponse response = errorResponse(status, "ERROR_CODE_BAD_REQUEST", reasonPhrase(status));
    const WireResponse wire = WireResponse::make({}, response, false);
    if (m_stream->write(wire.bytes()))
        m_stream->close(RefusalPatience);
}

} // namespace metascope::sandbox
