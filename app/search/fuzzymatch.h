// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/foldedtext.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace metascope {

/// A run of UTF-16 units of a name that a pattern met. Begins and ends between code points, and takes in the accents that
/// follow a character.
struct MatchSpan {
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const MatchSpan &) const = default;
};

/// A name folded once, for being compared often; refers to units that someone else keeps.
struct FoldedName {
    std::span<const char32_t> units;
    quint64 mask = 0;
};

/// What a person typed, prepared once for being compared with many names.
///
/// A name matches if each word of the pattern is a subsequence of it, without regard to case, accents and invisible
/// characters; the words may stand in any order. The score says how good a match is: starts of words and runs of
/// characters are worth most, gaps and a long rest cost a little, the name itself is worth most of all. An empty pattern
/// matches everything with 0. Only the first `longest` characters count.
class FuzzyPattern final {
public:
    static constexpr qsizetype longest = 256; ///< UTF-16 units
    static constexpr int mostWords = 64; ///< what follows counts as one word

    FuzzyPattern() = default;
    explicit FuzzyPattern(QStringView text);

    [[nodiscard]] bool isEmpty() const { return m_words.empty(); }
    [[nodiscard]] int wordCount() const { return static_cast<int>(m_words.size()); }

    /// Whether `name` matches. `elsewhere` has a bit set for each word that something beside the name meets: such a word
    /// need not be in the name, as long as another one is. No allocation.
    [[nodiscard]] bool accepts(const FoldedName &name, quint64 elsewhere = 0) const;
    /// The score of a name that matches, larger is better. No allocation; linear in the name's length for a given pattern.
    [[nodiscard]] std::optional<int> score(const FoldedName &name, quint64 elsewhere = 0) const;
    /// The characters of `name` that the best match meets, in order and without overlaps; empty if it does not match.
    [[nodiscard]] QList<MatchSpan> spans(QStringView name, quint64 elsewhere = 0) const;

    /// The words, by bit, that `text` contains as they are: for `elsewhere`.
    [[nodiscard]] quint64 wordsIn(std::span<const char32_t> text) const;
    /// Whether what matches this pattern is certain to match `earlier`, so that only its matches need to be looked at.
    [[nodiscard]] bool narrows(const FuzzyPattern &earlier) const;

private:
    struct Word {
        std::vector<char32_t> units; ///< without flags
        quint64 mask = 0;
    };
    [[nodiscard]] bool isWhole(std::span<const char32_t> name) const;

    std::vector<Word> m_words;
};

/// Folds `name` and scores it: for a few names only.
std::optional<int> fuzzyScore(const FuzzyPattern &pattern, QStringView name);

} // namespace metascope
