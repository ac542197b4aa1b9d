// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/jsontokens.h"

#include <algorithm>

namespace metascope::code {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isMark(char c)
{
    return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':';
}

std::size_t skipSpace(std::string_view line, std::size_t at)
{
    while (at < line.size() && isSpace(line[at]))
        ++at;
    return at;
}

std::size_t endOfString(std::string_view line, std::size_t at)
{
    ++at;
    while (at < line.size() && line[at] != '"')
        at += line[at] == '\\' ? 2U : 1U;
    return std::min(at + 1, line.size());
}

Style styleOfWord(std::string_view word)
{
    const char first = word.front();
    if (first == '-' || (first >= '0' && first <= '9'))
        return Style::Number;
    return word == "true" || word == "false" || word == "null" ? Style::Literal : Style::Text;
}

} // namespace

Line tokenizeJson(std::string_view line, LineState)
{
    Line made;
    std::size_t at = 0;
    const auto add = [&](std::size_t end, Style style) {
        made.tokens.push_back({at, end - at, style});
        at = end;
    };
    while (at < line.size()) {
        const char c = line[at];
        if (isSpace(c)) {
            add(skipSpace(line, at), Style::Text);
        } else if (c == '"') {
            const std::size_t end = endOfString(line, at);
            const std::size_t next = skipSpace(line, end);
            add(end, next < line.size() && line[next] == ':' ? Style::Attribute : Style::String);
        } else if (isMark(c)) {
            if (c == '{' || c == '[') {
                ++made.opened;
            } else if (c == '}' || c == ']') {
                if (made.opened > 0)
                    --made.opened;
                else
                    ++made.closed;
            }
            add(at + 1, Style::Operator);
        } else {
            std::size_t end = at + 1;
            while (end < line.size() && !isSpace(line[end]) && !isMark(line[end]) && line[end] != '"')
                ++end;
            add(end, styleOfWord(line.substr(at, end - at)));
        }
    }
    return made;
}

} // namespace metascope::code
