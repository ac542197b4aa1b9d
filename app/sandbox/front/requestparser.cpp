// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/requestparser.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace metascope::sandbox {

namespace {

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenCharacter);
}

/// A size in digits of the base and nothing else: no sign, no 0x, no white space. Nothing where that is not what it is.
std::optional<qsizetype> sizeOf(QByteArrayView text, int base)
{
    const QByteArrayView digits = QByteArrayView("0123456789abcdefABCDEF").first(base == 10 ? 10 : 22);
    if (text.isEmpty() || !std::ranges::all_of(text, [digits](char c) { return digits.contains(c); }))
        return std::nullopt;
    bool fits = false;
    const qlonglong size = text.toByteArray().toLongLong(&fits, base);
    // One that does not fit is larger than anything that is taken.
    return fits ? static_cast<qsizetype>(size) : std::numeric_limits<qsizetype>::max();
}

/// Whether a header that holds a list of words holds this one.
bool listsWord(const QByteArray &header, QByteArrayView word)
{
    const QList<QByteArray> words = header.toLower().split(',');
    return std::ranges::any_of(words, [&](const QByteArray &each) { return each.trimmed() == word; });
}

} // namespace

RequestParser::State RequestParser::fail(int status)
{
    m_errorStatus = status;
    return State::Bad;
}

QByteArrayView RequestParser::peekLine(qsizetype from) const
{
    const qsizetype end = m_buffer.indexOf('\n', from);
    if (end < 0)
        return {};
    const QByteArrayView line = QByteArrayView(m_buffer).sliced(from, end - from);
    return line.endsWith('\r') ? line.chopped(1) : line;
}

RequestParser::State RequestParser::parse()
{
    if (m_errorStatus != 0)
        return State::Bad;
    // TLS to a port without it, say: no line end may ever come.
    if (m_stage == Stage::Head && m_at < m_buffer.size() && m_buffer.at(m_at) != '\r' && m_buffer.at(m_at) != '\n'
        && !isTokenCharacter(m_buffer.at(m_at)))
        return fail(400);
    while (true) {
        const Stage before = m_stage;
        const qsizetype beganAt = m_at;
        State state = State::NeedMore;
        switch (m_stage) {
        case Stage::Head: state = parseHead(); break;
        case Stage::SizedBody:
            if (m_buffer.size() - m_at < m_expected)
                return State::NeedMore;
            m_request.body = m_buffer.mid(m_at, m_expected);
            m_at += m_expected;
            return State::Complete;
        case Stage::ChunkSize: state = parseChunkSize(); break;
        case Stage::ChunkData: state = parseChunkData(); break;
        case Stage::Trailer: state = parseTrailer(); break;
        }
        if (state != State::NeedMore || (m_stage == before && m_at == beganAt))
            return state;
    }
}

HttpRequest RequestParser::take()
{
    m_buffer.remove(0, std::exchange(m_at, 0));
    m_stage = Stage::Head;
    m_expected = 0;
    m_trailerBytes = 0;
    m_expectsContinue = false;
    return std::exchange(m_request, {});
}

RequestParser::State RequestParser::parseHead()
{
    // A stray line end between two requests is allowed (RFC 9112, 2.2).
    while (m_buffer.startsWith("\r\n"))
        m_buffer.remove(0, 2);
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return m_buffer.size() > MostHeadBytes ? fail(431) : State::NeedMore;
    if (end > MostHeadBytes)
        return fail(431);

    const QByteArrayView firstLine = peekLine(0);
    if (parseRequestLine(firstLine) == State::Bad)
        return State::Bad;
    qsizetype at = m_buffer.indexOf('\n') + 1;
    while (at < end + 2) {
        if (parseHeader(peekLine(at)) == State::Bad)
            return State::Bad;
        at = m_buffer.indexOf('\n', at) + 1;
    }
    m_at = end + 4;
    return decideFraming();
}

RequestParser::State RequestParser::parseRequestLine(QByteArrayView line)
{
    const QList<QByteArray> parts = line.toByteArray().split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || !parts[1].startsWith('/'))
        return fail(400);
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0")
        return fail(505);
    m_request.method = parts[0].toUpper();
    m_request.target = parts[1];
    m_keepsAlive = parts[2] == "HTTP/1.1";
    return State::NeedMore;
}

RequestParser::State RequestParser::parseHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.first(colon)))
        return fail(400);
    const QByteArray value = line.sliced(colon + 1).toByteArray().trimmed();
    if (value.contains('\0') || value.contains('\r'))
        return fail(400);
    m_request.headers.append({line.first(colon).toByteArray().toLower(), value});
    return State::NeedMore;
}

RequestParser::State RequestParser::decideFraming()
{
    const QByteArray connection = m_request.header("connection");
    if (listsWord(connection, "close"))
        m_keepsAlive = false;
    else if (listsWord(connection, "keep-alive"))
        m_keepsAlive = true;
    m_expectsContinue = m_request.header("expect").toLower() == "100-continue";

    // Two readings of where a body ends are how requests are smuggled; no honest client offers them.
    const auto isFraming
        = [](const auto &header) { return header.first == "transfer-encoding" || header.first == "content-length"; };
    const auto framings = std::ranges::count_if(m_request.headers, isFraming);
    if (framings == 0)
        return State::Complete;
    const QByteArray coding = m_request.header("transfer-encoding").toLower();
    const QByteArray length = m_request.header("content-length");
    if (framings > 1 || coding.isEmpty() == length.isEmpty())
        return fail(400);
    if (!coding.isEmpty()) {
        if (coding != "chunked")
            return fail(501);
        m_stage = Stage::ChunkSize;
        return State::NeedMore;
    }
    const auto size = sizeOf(length, 10);
    if (!size)
        return fail(400);
    if (*size > MostBodyBytes)
        return fail(413);
    m_expected = *size;
    m_stage = Stage::SizedBody;
    return State::NeedMore;
}

RequestParser::State RequestParser::parseChunkSize()
{
    const QByteArrayView line = peekLine(m_at);
    if (line.isNull())
        return m_buffer.size() - m_at > MostHeadBytes ? fail(400) : State::NeedMore;
    const qsizetype extension = line.indexOf(';');
    const auto size = sizeOf((extension < 0 ? line : line.first(extension)).trimmed(), 16);
    if (!size)
        return fail(400);
    if (*size > MostBodyBytes - m_request.body.size())
        return fail(413);
    m_expected = *size;
    m_at = m_buffer.indexOf('\n', m_at) + 1;
    m_stage = m_expected == 0 ? Stage::Trailer : Stage::ChunkData;
    return State::NeedMore;
}

RequestParser::State RequestParser::parseChunkData()
{
    if (m_buffer.size() - m_at < m_expected + 2)
        return State::NeedMore;
    if (QByteArrayView(m_buffer).sliced(m_at + m_expected, 2) != "\r\n")
        return fail(400);
    m_request.body.append(QByteArrayView(m_buffer).sliced(m_at, m_expected));
    m_buffer.remove(0, m_at + m_expected + 2);
    m_at = 0;
    m_stage = Stage::ChunkSize;
    return State::NeedMore;
}

RequestParser::State RequestParser::parseTrailer()
{
    const QByteArrayView line = peekLine(m_at);
    if (line.isNull())
        return m_buffer.size() - m_at > MostHeadBytes ? fail(400) : State::NeedMore;
    const qsizetype next = m_buffer.indexOf('\n', m_at) + 1;
    m_trailerBytes += next - m_at;
    if (m_trailerBytes > MostHeadBytes)
        return fail(431);
    m_at = next;
    return line.isEmpty() ? State::Complete : State::NeedMore;
}

} // namespace metascope::sandbox
