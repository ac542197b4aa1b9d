// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/wordalignment.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace metascope::alignment {

namespace {

using Units = std::span<const char32_t>;

constexpr std::size_t longestExactWord = 32;
constexpr std::size_t longestExactStretch = 256;
constexpr int never = std::numeric_limits<int>::min() / 2;

/// Where the characters of a word can lie at all.
struct Stretch {
    std::size_t first = 0; ///< where its first character occurs first
    std::size_t earliestEnd = 0; ///< where its last one can be at the earliest
    std::size_t last = 0; ///< where its last one occurs last
};

char32_t at(Units name, std::size_t i)
{
    return name[i] & folded::codePoint;
}

std::optional<Stretch> stretchOf(Units word, Units name)
{
    if (word.empty() || word.size() > name.size())
        return std::nullopt;
    Stretch stretch;
    std::size_t found = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (at(name, i) != word[found])
            continue;
        if (found == 0)
            stretch.first = i;
        if (++found == word.size()) {
            stretch.earliestEnd = i;
            break;
        }
    }
    if (found < word.size())
        return std::nullopt;
    stretch.last = name.size() - 1;
    while (at(name, stretch.last) != word.back())
        --stretch.last;
    return stretch;
}

int startBonus(Units name, std::size_t i)
{
    if (i == 0)
        return worth::nameStart;
    if ((name[i] & folded::wordStart) != 0)
        return worth::wordStart;
    return (name[i] & folded::humpStart) != 0 ? worth::humpStart : 0;
}

int own(Units name, std::size_t i)
{
    return worth::character + startBonus(name, i);
}

int late(std::size_t i)
{
    return worth::lateStart * static_cast<int>(std::min<std::size_t>(i, worth::mostLateStart));
}

/// Of a jump from one position to a later one.
int step(std::size_t from, std::size_t to)
{
    const auto between = static_cast<int>(to - from - 1);
    return between == 0 ? worth::run : worth::gap + worth::longerGap * (between - 1);
}

std::optional<int> bestSingle(char32_t character, Units name, std::vector<qsizetype> *positions)
{
    std::optional<int> bestScore;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (at(name, i) != character)
            continue;
        const int score = own(name, i) + late(i);
        if (bestScore && score <= *bestScore)
            continue;
        bestScore = score;
        if (positions)
            positions->assign(1, static_cast<qsizetype>(i));
        // Nothing later is worth more than the first start of a word.
        if (i == 0 || (name[i] & folded::wordStart) != 0)
            break;
    }
    return bestScore;
}

/// For each character of the word in turn: the best score of a match that ends at each place. The best jump over a gap is
/// carried along, so that each pair of character and place is looked at once.
template <bool trace>
int exact(Units word, Units name, const Stretch &stretch, std::vector<qsizetype> *positions)
{
    using Row = std::array<int, longestExactStretch>;
    const std::size_t width = stretch.last - stretch.first + 1;
    const Units part = name.subspan(stretch.first, width);
    std::vector<std::uint8_t> cameFrom;
    if constexpr (trace)
        cameFrom.resize(word.size() * width);
    Row above;
    Row row;
    for (std::size_t j = 0; j < width; ++j) {
        const std::size_t i = stretch.first + j;
        above[j] = at(part, j) == word.front() ? own(name, i) + late(i) : never;
    }
    for (std::size_t k = 1; k < word.size(); ++k) {
        int jump = never;
        std::size_t jumpFrom = 0;
        std::fill_n(row.begin(), k, never);
        for (std::size_t j = k; j < width; ++j) {
            jump += worth::longerGap;
            if (j >= 2 && above[j - 2] + worth::gap > jump) {
                jump = above[j - 2] + worth::gap;
                jumpFrom = j - 2;
            }
            row[j] = never;
            if (at(part, j) != word[k])
                continue;
            const int run = above[j - 1] + worth::run;
            const int before = std::max(run, jump);
            if (before <= never / 2)
                continue;
            row[j] = before + own(name, stretch.first + j);
            if constexpr (trace)
                cameFrom[k * width + j] = static_cast<std::uint8_t>(run >= jump ? j - 1 : jumpFrom);
        }
        std::copy_n(row.begin(), width, above.begin());
    }
    const auto end = std::max_element(above.begin(), above.begin() + static_cast<std::ptrdiff_t>(width));
    if constexpr (trace) {
        positions->assign(word.size(), 0);
        auto j = static_cast<std::size_t>(end - above.begin());
        for (std::size_t k = word.size(); k-- > 0;) {
            const std::size_t i = stretch.first + j;
            (*positions)[k] = static_cast<qsizetype>(i);
            j = cameFrom[k * width + j];
        }
    }
    return *end;
}

bool runsAt(Units word, Units name, std::size_t start)
{
    for (std::size_t k = 0; k < word.size(); ++k)
        if (at(name, start + k) != word[k])
            return false;
    return true;
}

int unbroken(Units word, Units name, std::size_t start)
{
    int score = late(start) + worth::run * static_cast<int>(word.size() - 1);
    for (std::size_t k = 0; k < word.size(); ++k)
        score += own(name, start + k);
    return score + (word.size() >= worth::shortestUnbroken ? worth::unbroken : 0);
}

struct Run {
    int score = never;
    std::size_t start = 0;
};

/// The best place where the whole word stands in one piece; `never` if there is none.
Run bestRun(Units word, Units name, const Stretch &stretch)
{
    Run found;
    for (std::size_t i = stretch.first; i + word.size() <= stretch.last + 1; ++i)
        if (runsAt(word, name, i))
            if (const int score = unbroken(word, name, i); score > found.score)
                found = {score, i};
    return found;
}

/// From the earliest end backwards, which draws the characters together.
int drawnTogether(Units word, Units name, const Stretch &stretch, std::vector<qsizetype> *positions)
{
    if (positions)
        positions->assign(word.size(), 0);
    int score = 0;
    std::size_t i = stretch.earliestEnd;
    std::size_t later = i;
    for (std::size_t left = word.size(); left > 0; --left) {
        while (at(name, i) != word[left - 1])
            --i;
        score += own(name, i) + (left < word.size() ? step(i, later) : 0);
        if (positions)
            (*positions)[left - 1] = static_cast<qsizetype>(i);
        later = i;
        if (left > 1)
            --i;
    }
    return score + late(later);
}

bool isTooLong(Units word, const Stretch &stretch)
{
    return word.size() > longestExactWord || stretch.last - stretch.first >= longestExactStretch;
}

int inPieces(Units word, Units name, const Stretch &stretch, std::vector<qsizetype> *positions)
{
    if (isTooLong(word, stretch))
        return drawnTogether(word, name, stretch, positions);
    return positions ? exact<true>(word, name, stretch, positions) : exact<false>(word, name, stretch, nullptr);
}

} // namespace

bool isSubsequence(Units word, Units name)
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < name.size() && found < word.size(); ++i)
        found += at(name, i) == word[found] ? 1U : 0U;
    return found == word.size();
}

std::optional<int> best(Units word, Units name, std::vector<qsizetype> *positions)
{
    if (word.size() == 1)
        return bestSingle(word.front(), name, positions);
    const auto stretch = stretchOf(word, name);
    if (!stretch)
        return std::nullopt;
    const bool mayRun = word.size() >= worth::shortestUnbroken || isTooLong(word, *stretch);
    const Run run = mayRun ? bestRun(word, name, *stretch) : Run();
    // Where a word stands in one piece there is nothing to search for in a name that is too long for it.
    const bool isEnough = run.score != never && isTooLong(word, *stretch);
    const int pieces = isEnough ? never : inPieces(word, name, *stretch, positions);
    if (run.score < pieces)
        return pieces;
    if (positions) {
        positions->resize(word.size());
        std::iota(positions->begin(), positions->end(), static_cast<qsizetype>(run.start));
    }
    return run.score;
}

} // namespace metascope::alignment
