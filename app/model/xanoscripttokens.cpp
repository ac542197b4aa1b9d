// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/xanoscripttokens.h"

#include <algorithm>
#include <array>

namespace metascope::code {

namespace {

// Sorted, for a binary search.
constexpr std::array<std::string_view, 33> types{"any",
                                                 "attachment",
                                                 "audio",
                                                 "blob",
                                                 "bool",
                                                 "date",
                                                 "dblink",
                                                 "decimal",
                                                 "email",
                                                 "enum",
                                                 "file",
                                                 "geo_linestring",
                                                 "geo_multilinestring",
                                                 "geo_multipoint",
                                                 "geo_multipolygon",
                                                 "geo_path",
                                                 "geo_point",
                                                 "geo_polygon",
                                                 "image",
                                                 "int",
                                                 "json",
                                                 "linestring",
                                                 "multilinestring",
                                                 "multipoint",
                                                 "multipolygon",
                                                 "object",
                                                 "password",
                                                 "point",
                                                 "text",
                                                 "timestamp",
                                                 "uuid",
                                                 "vector",
                                                 "video"};
static_assert(std::ranges::is_sorted(types));

constexpr std::array<std::string_view, 58> keywords{"action",
                                                    "addon",
                                                    "agent",
                                                    "agent_trigger",
                                                    "api_group",
                                                    "branch",
                                                    "break",
                                                    "case",
                                                    "catch",
                                                    "conditional",
                                                    "continue",
                                                    "default",
                                                    "description",
                                                    "each",
                                                    "else",
                                                    "elseif",
                                                    "finally",
                                                    "for",
                                                    "foreach",
                                                    "function",
                                                    "group",
                                                    "if",
                                                    "index",
                                                    "input",
                                                    "mcp_server",
                                                    "mcp_server_trigger",
                                                    "middleware",
                                                    "mock",
                                                    "precondition",
                                                    "query",
                                                    "realtime_channel",
                                                    "realtime_trigger",
                                                    "remove",
                                                    "response",
                                                    "return",
                                                    "run",
                                                    "schedule",
                                                    "schema",
                                                    "server",
                                                    "stack",
                                                    "switch",
                                                    "table",
                                                    "table_trigger",
                                                    "task",
                                                    "test",
                                                    "throw",
                                                    "tool",
                                                    "toolset",
                                                    "transaction",
                                                    "trigger",
                                                    "try",
                                                    "try_catch",
                                                    "unit_test",
                                                    "var",
                                                    "view",
                                                    "while",
                                                    "workflow_test",
                                                    "workspace"};
static_assert(std::ranges::is_sorted(keywords));

constexpr std::string_view longQuote = R"(""")";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordStart(char c)
{
    // Bytes of UTF-8 sequences: names may hold any letter.
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isWord(char c)
{
    return isWordStart(c) || isDigit(c);
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

class Scanner {
public:
    explicit Scanner(std::string_view line) : m_line(line) {}

    Line run(LineState state)
    {
        if (state == LineState::LongString)
            longString(0);
        while (m_at < m_line.size())
            step();
        return std::move(m_result);
    }

private:
    [[nodiscard]] char at(std::size_t position) const { return position < m_line.size() ? m_line[position] : '\0'; }
    [[nodiscard]] bool startsWith(std::string_view text) const { return m_line.substr(m_at).starts_with(text); }

    /// Ends the token that began at m_at.
    void add(std::size_t end, Style style)
    {
        end = std::min(end, m_line.size());
        if (end == m_at)
            return;
        auto &tokens = m_result.tokens;
        if (!tokens.empty() && tokens.back().style == style && style == Style::Text)
            tokens.back().length += end - m_at;
        else
            tokens.push_back({m_at, end - m_at, style});
        m_at = end;
    }

    void step()
    {
        const char c = m_line[m_at];
        if (isSpace(c))
            return add(skip(m_at + 1, isSpace), Style::Text);
        if (startsWith("//"))
            return add(m_line.size(), Style::Comment);
        const bool starts = m_statement;
        const bool pipe = m_pipe;
        m_statement = false;
        m_pipe = false;
        if (startsWith(longQuote))
            return longString(longQuote.size());
        if (c == '"' || c == '\'')
            return string(c);
        if (isDigit(c))
            return number();
        if (c == '$')
            return add(skip(m_at + 1, isWord), Style::Variable);
        if (isWordStart(c))
            return word(starts, pipe);
        mark(c);
    }

    template <typename Is>
    [[nodiscard]] std::size_t skip(std::size_t from, Is is) const
    {
        while (from < m_line.size() && is(m_line[from]))
            ++from;
        return from;
    }

    void longString(std::size_t from)
    {
        const std::size_t end = m_line.find(longQuote, m_at + from);
        if (end == std::string_view::npos) {
            m_result.next = LineState::LongString;
            return add(m_line.size(), Style::String);
        }
        add(end + longQuote.size(), Style::String);
    }

    void string(char quote)
    {
        std::size_t end = m_at + 1;
        while (end < m_line.size() && m_line[end] != quote)
            end += m_line[end] == '\\' ? 2U : 1U;
        add(end + 1, Style::String);
    }

    void number()
    {
        std::size_t end = skip(m_at, isDigit);
        if (at(end) == '.' && isDigit(at(end + 1)))
            end = skip(end + 1, isDigit);
        if (at(end) == 'e' || at(end) == 'E') {
            const std::size_t sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
            if (isDigit(at(end + 1 + sign)))
                end = skip(end + 1 + sign, isDigit);
        }
        // 12ab is a name, as some ids are.
        add(skip(end, isWord), isWord(at(end)) ? Style::Text : Style::Number);
    }

    void mark(char c)
    {
        const bool opens = c == '{' || c == '[' || c == '(';
        if (opens) {
            ++m_result.opened;
        } else if (c == '}' || c == ']' || c == ')') {
            if (m_result.opened > 0)
                --m_result.opened;
            else
                ++m_result.closed;
        }
        m_statement = c == '{' || c == '}';
        const bool isDouble = c == '|' && at(m_at + 1) == '|';
        // `filters=` takes a list of them without a pipe before the first.
        m_pipe = (c == '|' && !isDouble) || (c == '=' && m_filters);
        m_filters = false;
        constexpr std::string_view operators = "{}[]()=<>!&|+-*/%~?:,.`@^;";
        const bool known = operators.find(c) != std::string_view::npos;
        add(m_at + (isDouble ? 2 : 1), known ? Style::Operator : Style::Text);
    }

    void word(bool starts, bool pipe)
    {
        std::size_t end = skip(m_at, isWord);
        const bool member = m_at > 0 && at(m_at - 1) == '.';
        if (pipe)
            return add(end, Style::Filter);
        if (member)
            return add(end, Style::Text);
        const std::size_t after = skip(end, isSpace);
        const bool isKey = (at(after) == '=' && at(after + 1) != '=') || at(after) == ':';
        const std::string_view name = m_line.substr(m_at, end - m_at);
        if (isKey) {
            m_filters = name == "filters";
            return add(end, Style::Attribute);
        }
        if (name == "true" || name == "false" || name == "null")
            return add(end, Style::Literal);
        if (name == "as") {
            m_statement = false;
            return add(end, Style::Keyword);
        }
        if (!starts)
            return add(end, Style::Text);
        startOfStatement(name, end, after);
    }

    void startOfStatement(std::string_view name, std::size_t end, std::size_t after)
    {
        if (at(end) == '.' && isWordStart(at(end + 1))) {
            while (at(end) == '.' && isWordStart(at(end + 1)))
                end = skip(end + 1, isWord);
            return add(end, Style::Call);
        }
        if (isType(name, end))
            return add(end, Style::Type);
        // Any word before a brace opens a block, also one that is not known here.
        const bool isBlock = at(after) == '{' || std::ranges::binary_search(keywords, name);
        if (isBlock)
            return add(end, Style::Keyword);
        add(end, Style::Text);
    }

    /// `int id`, `text[] tags`, `timestamp? at`: a type is followed by a name.
    [[nodiscard]] bool isType(std::string_view name, std::size_t end) const
    {
        if (!std::ranges::binary_search(types, name))
            return false;
        if (at(end) == '[')
            end = skip(end, [](char c) { return c == '[' || c == ']' || isDigit(c); });
        if (at(end) == '?')
            ++end;
        const std::size_t next = skip(end, isSpace);
        return next > end && (isWordStart(at(next)) || at(next) == '"' || at(next) == '?');
    }

    std::string_view m_line;
    std::size_t m_at = 0;
    bool m_statement = true; ///< a statement may begin here
    bool m_pipe = false; ///< right after a |
    bool m_filters = false; ///< right after the name of the attribute that lists filters
    Line m_result;
};

} // namespace

Line tokenizeXanoScript(std::string_view line, LineState state)
{
    return Scanner(line).run(state);
}

} // namespace metascope::code
