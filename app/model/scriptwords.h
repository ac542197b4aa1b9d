// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace metascope::code {

/// A word of a XanoScript, without the white space around it. Points into the script.
struct ScriptWord {
    enum class Kind {
        Name, ///< letters, digits and underscores
        Value, ///< a number, a variable, a call: what can be no name
        Text, ///< with its quotes; one in three of them over all of its lines
        Mark, ///< one sign
        Comment, ///< with its slashes
        Break, ///< the end of a line
    };
    Kind kind;
    std::string_view text;
    bool isSpaced; ///< white space or a line's end stands before it
};

/// What stands between the braces of the first block of that name which is directly within the script's own block. Empty for
/// one without braces; nothing where there is none. One that does not end takes the rest of the script. Linear in the
/// script's length. `script` is UTF-8 and has to outlive the words.
std::optional<std::vector<ScriptWord>> wordsOfBlock(std::string_view script, std::string_view name);

/// What a Text says: without its quotes, escapes resolved; one over several lines without the white space around it.
std::string unquoted(std::string_view text);

} // namespace metascope::code
