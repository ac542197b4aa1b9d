// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

/// Code, cut into what is coloured alike. The tokenizers work on UTF-8 a line at a time, in linear time, and give an answer
/// for any bytes: what they do not know is Text. They are no parsers and never say that a text is wrong.
namespace metascope::code {

enum class Language { XanoScript, Json };

enum class Style : unsigned char {
    Text,
    Comment,
    String,
    Number,
    Literal, ///< true, false, null
    Keyword, ///< a block or a control word where one may stand
    Call, ///< a statement with a dot in its name: db.query
    Type,
    Variable, ///< with its $
    Filter, ///< after a |
    Attribute, ///< before = or, in an object, before :
    Operator,
};
inline constexpr int styleCount = static_cast<int>(Style::Operator) + 1;

struct Token {
    std::size_t begin; ///< byte in the line
    std::size_t length;
    Style style;
    bool operator==(const Token &) const = default;
};

/// What a line begins in. The value is kept by editors between lines, so it does not change from version to version.
enum class LineState { Code = 0, LongString = 1 };

struct Line {
    std::vector<Token> tokens; ///< one after the other without a gap, white space as Text
    LineState next = LineState::Code;
    int opened = 0; ///< brackets that this line opens and does not close
    int closed = 0; ///< brackets that this line closes and did not open
};

/// `line` may end with its line break.
using Tokenize = Line (*)(std::string_view line, LineState state);

} // namespace metascope::code
