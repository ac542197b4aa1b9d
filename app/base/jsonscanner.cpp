// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/jsonscanner.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace metascope {

namespace {

constexpr int deepest = 512;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isBetween(char c)
{
    return c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isBracketOrQuote(char c)
{
    return c == '"' || c == '{' || c == '}' || c == '[' || c == ']';
}

/// How many characters from the beginning on mean only themselves within a string, as far as eight at a time tell: most of a
/// long list is in strings, and it is walked over several times.
std::size_t plainRun(std::string_view text)
{
    using Eight = std::uint64_t;
    constexpr Eight ones = 0x0101010101010101;
    constexpr Eight highs = 0x8080808080808080;
    const auto hasZero = [](Eight bytes) { return (bytes - ones) & ~bytes & highs; };
    std::size_t at = 0;
    for (Eight bytes = 0; text.size() - at >= sizeof bytes; at += sizeof bytes) {
        std::memcpy(&bytes, text.data() + at, sizeof bytes);
        const Eight controls = (bytes - ones * 0x20) & ~bytes & highs;
        const Eight special = controls | hasZero(bytes ^ (ones * '"')) | hasZero(bytes ^ (ones * '\\'));
        if (special == 0)
            continue;
        // A borrow can only mark what stands above the first one.
        if constexpr (std::endian::native == std::endian::little)
            at += static_cast<std::size_t>(std::countr_zero(special)) / 8;
        break;
    }
    return at;
}

} // namespace

void JsonScanner::skipSpace()
{
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            return;
        ++m_at;
    }
}

bool JsonScanner::take(char c)
{
    skipSpace();
    if (peek() != c || atEnd())
        return false;
    ++m_at;
    return true;
}

std::optional<std::string_view> JsonScanner::value(int depth)
{
    if (depth > deepest)
        return std::nullopt;
    skipSpace();
    const std::size_t begin = m_at;
    bool ok = false;
    switch (peek()) {
    case '{': ok = members(depth); break;
    case '[': ok = elements(depth); break;
    case '"': ok = string().has_value(); break;
    case 't': ok = literal("true"); break;
    case 'f': ok = literal("false"); break;
    case 'n': ok = literal("null"); break;
    default: ok = number(); break;
    }
    if (!ok)
        return std::nullopt;
    return m_text.substr(begin, m_at - begin);
}

std::optional<std::string_view> JsonScanner::string()
{
    if (peek() != '"')
        return std::nullopt;
    const std::size_t begin = m_at++;
    while (m_at < m_text.size()) {
        m_at += plainRun(m_text.substr(m_at));
        if (atEnd())
            break;
        const auto c = static_cast<unsigned char>(m_text[m_at]);
        if (c == '"') {
            ++m_at;
            return m_text.substr(begin, m_at - begin);
        }
        if (c < 0x20)
            return std::nullopt;
        if (c != '\\') {
            ++m_at;
            continue;
        }
        if (++m_at >= m_text.size())
            return std::nullopt;
        const char escape = m_text[m_at++];
        if (escape == 'u') {
            if (m_text.size() - m_at < 4 || !std::ranges::all_of(m_text.substr(m_at, 4), isHex))
                return std::nullopt;
            m_at += 4;
        } else if (std::string_view("\"\\/bfnrt").find(escape) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

void JsonScanner::skipString()
{
    ++m_at;
    while (!atEnd()) {
        m_at += plainRun(m_text.substr(m_at));
        const char c = peek();
        m_at += c == '\\' ? 2 : 1;
        if (c == '"')
            return;
    }
}

std::string_view JsonScanner::checkedValue()
{
    skipSpace();
    const std::size_t begin = m_at;
    int depth = 0;
    do {
        switch (peek()) {
        case '"': skipString(); break;
        case '{':
        case '[':
            ++depth;
            ++m_at;
            break;
        case '}':
        case ']':
            --depth;
            ++m_at;
            break;
        default:
            while (!atEnd() && !isBetween(m_text[m_at]) && !isBracketOrQuote(m_text[m_at]))
                ++m_at;
            while (depth > 0 && !atEnd() && isBetween(m_text[m_at]))
                ++m_at;
            break;
        }
    } while (depth > 0 && !atEnd());
    return m_text.substr(begin, m_at - begin);
}

bool JsonScanner::number()
{
    if (peek() == '-')
        ++m_at;
    if (peek() == '0') {
        ++m_at;
    } else if (isDigit(peek())) {
        while (isDigit(peek()))
            ++m_at;
    } else {
        return false;
    }
    if (peek() == '.') {
        ++m_at;
        if (!isDigit(peek()))
            return false;
        while (isDigit(peek()))
            ++m_at;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!isDigit(peek()))
            return false;
        while (isDigit(peek()))
            ++m_at;
    }
    return true;
}

bool JsonScanner::literal(std::string_view word)
{
    if (m_text.substr(m_at, word.size()) != word)
        return false;
    m_at += word.size();
    return true;
}

bool JsonScanner::members(int depth)
{
    ++m_at;
    if (take('}'))
        return true;
    do {
        skipSpace();
        if (!string() || !take(':') || !value(depth + 1))
            return false;
    } while (take(','));
    return take('}');
}

bool JsonScanner::elements(int depth)
{
    ++m_at;
    if (take(']'))
        return true;
    do {
        if (!value(depth + 1))
            return false;
    } while (take(','));
    return take(']');
}

bool isJsonKey(std::string_view quoted, QStringView key)
{
    // No string is made of a plain one: a list of 10,000 objects has half a million.
    const std::string_view bare = quoted.substr(1, quoted.size() - 2);
    const bool isPlain
        = std::ranges::all_of(bare, [](char c) { return c != '\\' && static_cast<unsigned char>(c) < 0x80; });
    if (!isPlain)
        return decodeJsonString(quoted) == key;
    return QLatin1String(bare.data(), static_cast<qsizetype>(bare.size())) == key;
}

QString decodeJsonString(std::string_view quoted)
{
    const std::string_view inner = quoted.substr(1, quoted.size() - 2);
    if (inner.find('\\') == std::string_view::npos)
        return QString::fromUtf8(inner.data(), static_cast<qsizetype>(inner.size()));
    QString text;
    text.reserve(static_cast<qsizetype>(inner.size()));
    std::size_t at = 0;
    while (at < inner.size()) {
        const std::size_t slash = inner.find('\\', at);
        const std::size_t end = slash == std::string_view::npos ? inner.size() : slash;
        text += QString::fromUtf8(inner.data() + at, static_cast<qsizetype>(end - at));
        if (end == inner.size())
            break;
        const char escape = inner[end + 1];
        at = end + 2;
        switch (escape) {
        case 'b': text += u'\b'; break;
        case 'f': text += u'\f'; break;
        case 'n': text += u'\n'; break;
        case 'r': text += u'\r'; break;
        case 't': text += u'\t'; break;
        case 'u':
            text += QChar(QByteArray(inner.data() + at, 4).toUShort(nullptr, 16));
            at += 4;
            break;
        default: text += QLatin1Char(escape); break;
        }
    }
    return text;
}

QByteArray encodeJsonString(QStringView text)
{
    QByteArray out;
    out.reserve(text.size() + 2);
    out += '"';
    const auto escapeUnit
        = [&out](char16_t unit) { out += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0'); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        switch (c.unicode()) {
        case '"': out += "\\\""; continue;
        case '\\': out += "\\\\"; continue;
        case '\n': out += "\\n"; continue;
        case '\r': out += "\\r"; continue;
        case '\t': out += "\\t"; continue;
        default: break;
        }
        if (c.unicode() < 0x20) {
            escapeUnit(c.unicode());
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            out += text.mid(i, 2).toUtf8();
            ++i;
        } else if (c.isSurrogate()) {
            escapeUnit(c.unicode());
        } else {
            out += text.mid(i, 1).toUtf8();
        }
    }
    out += '"';
    return out;
}

} // namespace metascope
