// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>
#include <QtCore/QtGlobal>

#include <span>
#include <vector>

namespace metascope {

/// Names as they are compared: code points without case, accents and invisible characters, each with what begins at it in
/// bits above those of a code point. Both sides of a comparison are folded by the same rules, so `Łódź` is found by `lodz`.
namespace folded {

inline constexpr char32_t codePoint = 0x1FFFFF; ///< mask of the character itself
inline constexpr char32_t wordStart = 0x40000000; ///< the name's first character, or the first one after a separator
inline constexpr char32_t humpStart
    = 0x20000000; ///< the first one of a part of camelCase, or of a number after letters

/// Appends the folded characters of `text` to `units`, and to `origins` (where
/// given) for each one the UTF-16 offset in `text` of the code point that it comes from. Linear.
void append(QStringView text, std::vector<char32_t> &units, std::vector<qsizetype> *origins = nullptr);

/// A bit for each letter, digit and group of other characters that occurs: what has a bit that a name has not cannot be
/// found in it.
quint64 mask(std::span<const char32_t> units);

} // namespace folded

} // namespace metascope
