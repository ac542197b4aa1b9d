// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/jsontext.h"

#include "app/base/jsonscanner.h"

#include <algorithm>

namespace metascope::json {

namespace {

/// How many times its size (beyond a first million bytes) a text may grow.
constexpr qsizetype growth = 8;
constexpr qsizetype spare = 1'000'000;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Over the bytes of a valid document.
class Walk {
public:
    explicit Walk(const QByteArray &text) : m_text(text.constData(), static_cast<std::size_t>(text.size())) {}

    [[nodiscard]] char at(std::size_t position) const { return position < m_text.size() ? m_text[position] : '\0'; }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    [[nodiscard]] std::string_view slice(std::size_t from, std::size_t to) const
    {
        return m_text.substr(from, to - from);
    }
    [[nodiscard]] std::size_t skipSpace(std::size_t position) const
    {
        while (position < m_text.size() && isSpace(m_text[position]))
            ++position;
        return position;
    }
    /// The end of the string or of the bare word that begins there.
    [[nodiscard]] std::size_t endOfScalar(std::size_t position) const
    {
        if (m_text[position] != '"')
            return std::min(m_text.find_first_of(",]} \n\r\t", position), m_text.size());
        ++position;
        while (position < m_text.size() && m_text[position] != '"')
            position += m_text[position] == '\\' ? 2U : 1U;
        return std::min(position + 1, m_text.size());
    }

private:
    std::string_view m_text;
};

} // namespace

std::optional<QByteArray> laidOut(const QByteArray &text)
{
    const Walk walk(text);
    const qsizetype most = text.size() * growth + spare;
    QByteArray out;
    out.reserve(text.size() * 2);
    qsizetype depth = 0;
    const auto newLine = [&out, &depth] {
        out += '\n';
        out.append(2 * depth, ' ');
    };
    for (std::size_t at = walk.skipSpace(0); at < walk.size() && out.size() <= most; at = walk.skipSpace(at)) {
        const char c = walk.at(at);
        if (c == '{' || c == '[') {
            out += c;
            const std::size_t next = walk.skipSpace(at + 1);
            if (walk.at(next) == '}' || walk.at(next) == ']') {
                out += walk.at(next);
                at = next + 1;
                continue;
            }
            ++depth;
            newLine();
            ++at;
        } else if (c == '}' || c == ']') {
            --depth;
            newLine();
            out += c;
            ++at;
        } else if (c == ',') {
            out += c;
            newLine();
            ++at;
        } else if (c == ':') {
            out += ": ";
            ++at;
        } else {
            const std::size_t end = walk.endOfScalar(at);
            const std::string_view scalar = walk.slice(at, end);
            out.append(scalar.data(), static_cast<qsizetype>(scalar.size()));
            at = end;
        }
    }
    if (out.size() > most)
        return std::nullopt;
    return out;
}

QList<qsizetype> find(const QByteArray &text, const QString &wanted, bool caseSensitive)
{
    QList<qsizetype> found;
    if (wanted.isEmpty())
        return found;
    const Walk walk(text);
    const auto sensitivity = caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const auto matches = [&](std::string_view scalar) {
        const QString read = scalar.starts_with('"')
            ? decodeJsonString(scalar)
            : QString::fromLatin1(scalar.data(), static_cast<qsizetype>(scalar.size()));
        return read.contains(wanted, sensitivity);
    };
    const auto add = [&found](std::size_t at) {
        const auto place = static_cast<qsizetype>(at);
        if (found.isEmpty() || found.constLast() != place)
            found.append(place);
    };
    for (std::size_t at = walk.skipSpace(0); at < walk.size(); at = walk.skipSpace(at)) {
        const char c = walk.at(at);
        if (c == '{' || c == '[' || c == '}' || c == ']' || c == ',' || c == ':') {
            ++at;
            continue;
        }
        const std::size_t end = walk.endOfScalar(at);
        const std::size_t next = walk.skipSpace(end);
        const bool isKey = walk.at(next) == ':';
        if (matches(walk.slice(at, end)))
            add(isKey ? walk.skipSpace(next + 1) : at);
        at = end;
    }
    return found;
}

} // namespace metascope::json
