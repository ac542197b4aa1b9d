// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/foldedtext.h"

#include <optional>

namespace metascope::alignment {

/// What a match is worth. A word's score is the sum over its characters, and unbroken.
namespace worth {
inline constexpr int character = 16;
inline constexpr int nameStart = 12; ///< it is the first one of the name
inline constexpr int wordStart = 10;
inline constexpr int humpStart = 9;
inline constexpr int run = 10; ///< it follows the one before at once
inline constexpr int unbroken
    = 12; ///< the word stands there in one piece, if it has at least shortestUnbroken characters
inline constexpr std::size_t shortestUnbroken = 3;
inline constexpr int gap = -5; ///< one character between it and the one before
inline constexpr int longerGap = -1; ///< each further one
inline constexpr int lateStart = -1; ///< each character before the first one, at most mostLateStart
inline constexpr int mostLateStart = 6;
} // namespace worth

/// Whether the characters of `word` occur in `name` in their order.
bool isSubsequence(std::span<const char32_t> word, std::span<const char32_t> name);

/// The score of the best way to find `word` in `name`, and (where given) the positions of its characters. Exact for words
/// up to 32 characters where at most 256 of the name come into question; beyond that it is a run if there is one, else a
/// short stretch, so that the time grows with the name's length only.
std::optional<int> best(std::span<const char32_t> word, std::span<const char32_t> name,
                        std::vector<qsizetype> *positions = nullptr);

} // namespace metascope::alignment
