// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/exchange.h"

namespace metascope::sandbox {

namespace {

constexpr std::chrono::milliseconds TrickleInterval{50};
constexpr qsizetype Megabyte = 1024 * 1024;

HttpResponse htmlPage(int status, QByteArrayView text)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "text/html; charset=utf-8";
    response.body.append("<!DOCTYPE html>\n<html><head><title>").append(text).append("</title></head><body><h1>");
    response.body.append(text).append("</h1></body></html>\n");
    return response;
}

HttpResponse badGateway()
{
    return htmlPage(502, "502 Bad Gateway");
}

/// What the API says with that status; see FACTS on errors.
HttpResponse typicalResponse(int status)
{
    switch (status) {
    case 400: return errorResponse(status, "ERROR_CODE_INPUT_ERROR", "Input error");
    case 401: return errorResponse(status, "ERROR_CODE_UNAUTHORIZED", "Invalid token");
    case 403: return errorResponse(status, "ERROR_CODE_ACCESS_DENIED", "Access Denied.");
    case 404: return errorResponse(status, "ERROR_CODE_NOT_FOUND", "Not found");
    case 429: return tooManyRequests();
    default: break;
    }
    if (status >= 400)
        return errorResponse(status, status >= 500 ? "ERROR_FATAL" : "ERROR_CODE_BAD_REQUEST", reasonPhrase(status));
    HttpResponse response;
    response.status = status;
    response.body = "{}";
    return response;
}

/// Never JSON, however short the body was.
QByteArray cutInHalf(const QByteArray &body)
{
    return body.left(body.size() / 2) + "{\"";
}

/// An overlong sequence at the start of the first string value; a body without one is replaced.
QByteArray withBrokenText(const QByteArray &body)
{
    constexpr QByteArrayView broken = "\xC3\x28\xFF";
    for (const QByteArrayView opening : {QByteArrayView(":\""), QByteArrayView(": \""), QByteArrayView("[\"")}) {
        const qsizetype at = body.indexOf(opening);
        if (at >= 0)
            return QByteArray(body).insert(at + opening.size(), broken);
    }
    return "{\"name\":\"" + broken.toByteArray() + "\"}";
}

QByteArray hugeJson(int megabytes)
{
    const QByteArray row = "{\"id\":1,\"name\":\"" + QByteArray(1000, 'x') + "\"},";
    const qsizetype target = megabytes * Megabyte;
    QByteArray body;
    body.reserve(target + 2 * row.size());
    body += '[';
    while (body.size() < target)
        body += row;
    body.back() = ']';
    return body;
}

} // namespace

bool Exchange::run(bool keepAlive)
{
    m_keepAlive = keepAlive;
    m_ticket = m_desk.arrive(m_request);
    if (const auto fault = m_desk.faults().take(m_request.method, m_request.apiPath()))
        return run(*fault);
    return answer(m_desk.carryOut(m_request));
}

bool Exchange::run(const Fault &fault)
{
    switch (fault.kind) {
    case FaultKind::Latency:
        if (!m_stream.pause(std::chrono::milliseconds(fault.argument.value_or(0))))
            return leave();
        return answer(m_desk.carryOut(m_request));
    case FaultKind::Status: return answer(typicalResponse(fault.argument.value_or(500)));
    case FaultKind::TooManyRequests: {
        HttpResponse response = tooManyRequests();
        if (fault.argument)
            response.headers.append({"Retry-After", QByteArray::number(*fault.argument)});
        return answer(response);
    }
    case FaultKind::Html502: return answer(badGateway());
    case FaultKind::CloseBefore: return leave();
    case FaultKind::ResetBefore: m_stream.reset(); return false;
    case FaultKind::ResetBody:
        if (answerHalf())
            m_stream.reset();
        return false;
    case FaultKind::Truncate:
        if (answerHalf())
            m_stream.close();
        return false;
    case FaultKind::BadJson: return answerDamaged(cutInHalf);
    case FaultKind::BadUtf8: return answerDamaged(withBrokenText);
    case FaultKind::WrongType: return answer(htmlPage(200, "Sign in to the network"));
    case FaultKind::NullBody: return answerInstead("null");
    case FaultKind::Redirect: {
        HttpResponse response;
        response.status = 307;
        response.headers.append({"Location", m_desk.otherOrigin(m_request.instance) + m_request.target});
        return answer(response);
    }
    case FaultKind::Trickle: trickle(TrickleInterval); return leave();
    case FaultKind::Hang: m_stream.waitForPeerToLeave(); return leave();
    case FaultKind::Huge: return answerInstead(hugeJson(fault.argument.value_or(1)));
    case FaultKind::ApplyThen502: m_desk.carryOut(m_request); return answer(badGateway());
    }
    return leave();
}

bool Exchange::answer(const HttpResponse &response)
{
    const WireResponse wire = WireResponse::make(m_request, response, m_keepAlive);
    // Before the bytes go: whoever has the answer must find it in the log.
    m_desk.log().setStatus(m_ticket, response.status);
    if (!send(wire) || !m_keepAlive)
        return leave();
    return true;
}

bool Exchange::answerDamaged(QByteArray (*damage)(const QByteArray &body))
{
    HttpResponse response = m_desk.carryOut(m_request);
    response.body = damage(response.body);
    return answer(response);
}

bool Exchange::answerInstead(const QByteArray &body)
{
    m_desk.carryOut(m_request);
    HttpResponse response;
    response.body = body;
    return answer(response);
}

bool Exchange::answerHalf()
{
    const HttpResponse response = m_desk.carryOut(m_request);
    WireResponse wire = WireResponse::make(m_request, response, m_keepAlive);
    wire.body.truncate(wire.body.size() / 2);
    m_desk.log().setStatus(m_ticket, response.status);
    return send(wire);
}

bool Exchange::send(const WireResponse &wire)
{
    // One packet where it is one, no second copy where it is a large one.
    if (wire.body.size() < Megabyte)
        return m_stream.write(wire.bytes());
    return m_stream.write(wire.head) && m_stream.write(wire.body);
}

void Exchange::trickle(std::chrono::milliseconds interval)
{
    const HttpResponse response = m_desk.carryOut(m_request);
    m_desk.log().setStatus(m_ticket, response.status);
    bool isTaken = m_stream.write(WireResponse::chunked(response).head);
    for (qsizetype at = 0; isTaken && m_stream.pauseWhilePeerStays(interval); ++at) {
        const char next = at < response.body.size() ? response.body[at] : ' ';
        isTaken = m_stream.write(QByteArray("1\r\n").append(next).append("\r\n"));
    }
}

bool Exchange::leave()
{
    m_stream.close();
    return false;
}

} // namespace metascope::sandbox
