// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <cstddef>
#include <optional>
#include <string_view>

namespace metascope {

/// Walks over JSON text and finds where values begin and end, without turning any of them into something else.
/// Own code because no parser at hand both keeps the text of each value and accepts everything that JSON allows: simdjson 3.0
/// rejects lone surrogates and 1e400 in the forms that also check the grammar, and its lazy form checks little.
class JsonScanner {
public:
    explicit JsonScanner(std::string_view text) : m_text(text) {}

    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    void skipSpace();
    /// Steps over `c` (after white space) and says whether it was there.
    bool take(char c);
    /// Steps over one value and checks it; the value's text, or nothing where it is not JSON.
    std::optional<std::string_view> value(int depth = 0);
    /// Steps over one string and checks it; with its quotes.
    std::optional<std::string_view> string();
    /// As value(), in a text that was checked before: not checked again.
    std::string_view checkedValue();

private:
    void skipString();
    bool number();
    bool literal(std::string_view word);
    bool members(int depth);
    bool elements(int depth);

    std::string_view m_text;
    std::size_t m_at = 0;
};

/// The decoded text of a checked JSON string with its quotes; a lone surrogate stays a lone code unit.
QString decodeJsonString(std::string_view quoted);
/// A JSON string with its quotes; control characters, quotes and lone surrogates escaped, the rest as UTF-8.
QByteArray encodeJsonString(QStringView text);

/// Whether a key in its quotes is that one.
bool isJsonKey(std::string_view quoted, QStringView key);

/// Sees each member of a checked object as (key with quotes, value), both slices of the text.
template <typename Visit>
void eachMember(std::string_view object, Visit visit)
{
    JsonScanner scanner(object);
    if (!scanner.take('{') || scanner.take('}'))
        return;
    do {
        const std::string_view key = scanner.checkedValue();
        if (!scanner.take(':'))
            return;
        visit(key, scanner.checkedValue());
    } while (scanner.take(','));
}

/// Sees each element of a checked array, a slice of the text.
template <typename Visit>
void eachElement(std::string_view array, Visit visit)
{
    JsonScanner scanner(array);
    if (!scanner.take('[') || scanner.take(']'))
        return;
    do {
        visit(scanner.checkedValue());
    } while (scanner.take(','));
}

} // namespace metascope
