// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/scriptwords.h"

#include "app/model/xanoscripttokens.h"

#include <algorithm>

namespace metascope::code {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isNamed(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || static_cast<unsigned char>(c) >= 0x80;
}

/// Cuts a script into words, a line at a time.
class Lines final {
public:
    explicit Lines(std::string_view script) : m_script(script) {}

    [[nodiscard]] bool isAtEnd() const { return m_at >= m_script.size(); }

    /// The words of the next line, its break as the last. A text that began before goes on in `words`' last one.
    void next(std::vector<ScriptWord> &words)
    {
        const std::size_t end = std::min(m_script.find('\n', m_at), m_script.size());
        const std::string_view line = m_script.substr(m_at, end - m_at);
        bool goesOn = m_state == LineState::LongString;
        const Line cut = tokenizeXanoScript(line, m_state);
        m_isSpaced = true;
        for (const Token &token : cut.tokens) {
            const std::string_view text = line.substr(token.begin, token.length);
            if (goesOn && !words.empty())
                extend(words.back(), text);
            else
                add(words, token.style, text);
            goesOn = false;
        }
        m_state = cut.next;
        if (m_state == LineState::Code)
            words.push_back({ScriptWord::Kind::Break, m_script.substr(end, end < m_script.size() ? 1 : 0), true});
        m_at = end + 1;
    }

private:
    static void extend(ScriptWord &word, std::string_view text)
    {
        const char *begin = word.text.data();
        word.text = std::string_view(begin, static_cast<std::size_t>(text.data() + text.size() - begin));
    }

    void add(std::vector<ScriptWord> &words, Style style, std::string_view text)
    {
        using Kind = ScriptWord::Kind;
        switch (style) {
        case Style::Comment: return push(words, Kind::Comment, text);
        case Style::String: return push(words, Kind::Text, text);
        case Style::Operator: return push(words, Kind::Mark, text);
        case Style::Number:
        case Style::Literal:
        case Style::Call:
        case Style::Variable: return push(words, Kind::Value, text);
        default: break;
        }
        // White space and words lie in one token.
        while (!text.empty()) {
            const char first = text.front();
            const bool is = isNamed(first);
            std::size_t size = 1;
            while (size < text.size() && ((is && isNamed(text[size])) || (isSpace(first) && isSpace(text[size]))))
                ++size;
            if (isSpace(first))
                m_isSpaced = true;
            else
                push(words, is ? Kind::Name : Kind::Mark, text.substr(0, size));
            text.remove_prefix(size);
        }
    }

    void push(std::vector<ScriptWord> &words, ScriptWord::Kind kind, std::string_view text)
    {
        words.push_back({kind, text, m_isSpaced});
        m_isSpaced = false;
    }

    std::string_view m_script;
    std::size_t m_at = 0;
    LineState m_state = LineState::Code;
    bool m_isSpaced = true;
};

/// Which brackets are open. A brace closes those of another kind that were forgotten within it: filters hold single ones.
class Brackets final {
public:
    [[nodiscard]] std::size_t braces() const { return m_braces; }

    void take(const ScriptWord &word)
    {
        if (word.kind != ScriptWord::Kind::Mark || word.text.size() != 1)
            return;
        const char c = word.text.front();
        m_braces += c == '{' ? 1U : 0U;
        if (c == '{' || c == '[' || c == '(')
            m_open.push_back(c);
        else if (c == '}')
            closeBrace();
        else if ((c == ']' && isOpen('[')) || (c == ')' && isOpen('(')))
            m_open.pop_back();
    }

private:
    [[nodiscard]] bool isOpen(char bracket) const { return !m_open.empty() && m_open.back() == bracket; }
    void closeBrace()
    {
        if (m_braces == 0)
            return;
        while (m_open.back() != '{')
            m_open.pop_back();
        m_open.pop_back();
        --m_braces;
    }

    std::vector<char> m_open;
    std::size_t m_braces = 0;
};

/// Looks for the block's name, and behind it for the brace.
class Search final {
public:
    explicit Search(std::string_view name) : m_name(name) {}

    enum class Found { No, Block, Bare };
    Found take(const ScriptWord &word)
    {
        using Kind = ScriptWord::Kind;
        if (word.kind == Kind::Comment)
            return Found::No;
        const bool isBrace = word.kind == Kind::Mark && (word.text == "{" || word.text == "}");
        if (m_isNamed && word.kind == Kind::Break)
            return Found::Bare;
        if (m_isNamed && isBrace)
            return word.text == "{" ? Found::Block : Found::Bare;
        m_brackets.take(word);
        m_isNamed = m_mayBegin && m_brackets.braces() == 1 && word.kind == Kind::Name && word.text == m_name;
        m_mayBegin = isBrace || word.kind == Kind::Break;
        return Found::No;
    }

private:
    std::string_view m_name;
    Brackets m_brackets;
    bool m_mayBegin = true; ///< a statement may begin here
    bool m_isNamed = false;
};

} // namespace

std::optional<std::vector<ScriptWord>> wordsOfBlock(std::string_view script, std::string_view name)
{
    Lines lines(script);
    Search search(name);
    Brackets within;
    std::vector<ScriptWord> line;
    std::vector<ScriptWord> words;
    Search::Found found = Search::Found::No;
    while (!lines.isAtEnd()) {
        // A text over several lines is one word, which is taken when it is whole.
        const bool isWhole = line.empty() || line.back().kind == ScriptWord::Kind::Break;
        if (isWhole)
            line.clear();
        lines.next(line);
        if (line.back().kind != ScriptWord::Kind::Break && !lines.isAtEnd())
            continue;
        for (const ScriptWord &word : line) {
            if (found == Search::Found::Block) {
                const bool isEnd = within.braces() == 0 && word.kind == ScriptWord::Kind::Mark && word.text == "}";
                if (isEnd)
                    return words;
                within.take(word);
                words.push_back(word);
                continue;
            }
            found = search.take(word);
            if (found == Search::Found::Bare)
                return words;
        }
    }
    return found == Search::Found::Block ? std::optional(words) : std::nullopt;
}

std::string unquoted(std::string_view text)
{
    constexpr std::string_view longQuote = R"(""")";
    if (text.starts_with(longQuote)) {
        text.remove_prefix(longQuote.size());
        if (text.ends_with(longQuote))
            text.remove_suffix(longQuote.size());
        while (!text.empty() && isSpace(text.front()))
            text.remove_prefix(1);
        while (!text.empty() && isSpace(text.back()))
            text.remove_suffix(1);
        return std::string(text);
    }
    if (text.empty())
        return {};
    const char quote = text.front();
    text.remove_prefix(1);
    if (text.ends_with(quote))
        text.remove_suffix(1);
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        const char next = text[++i];
        plain += next == 'n' ? '\n' : next == 't' ? '\t' : next;
    }
    return plain;
}

} // namespace metascope::code
