// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/fuzzymatch.h"

#include "app/search/wordalignment.h"

#include <QtCore/QChar>

#include <algorithm>

namespace metascope {

namespace {

constexpr int worthWhole = 60; ///< the pattern is the name
constexpr int worthPrefix = 10; ///< the name begins with the pattern's first word
constexpr int worthElsewhere = 8; ///< a word that something beside the name meets
constexpr qsizetype charactersPerPenalty = 4; ///< of the name's rest
constexpr qsizetype longestPenalised = 64;

using Units = std::span<const char32_t>;

bool beginsWith(Units name, Units word)
{
    return name.size() >= word.size() && std::equal(word.begin(), word.end(), name.begin(), [](char32_t a, char32_t b) {
               return a == (b & folded::codePoint);
           });
}

bool isSeparator(char32_t unit)
{
    const char32_t c = unit & folded::codePoint;
    return !QChar::isLetterOrNumber(c) && !QChar::isSymbol(c);
}

bool isSet(quint64 bits, std::size_t bit)
{
    return (bits >> bit & 1U) != 0;
}

QStringView cut(QStringView text)
{
    if (text.size() <= FuzzyPattern::longest)
        return text;
    const bool splitsPair = text[FuzzyPattern::longest - 1].isHighSurrogate();
    return text.first(FuzzyPattern::longest - (splitsPair ? 1 : 0));
}

} // namespace

FuzzyPattern::FuzzyPattern(QStringView text)
{
    std::vector<char32_t> units;
    folded::append(cut(text), units);
    Word word;
    const auto finish = [this, &word] {
        if (word.units.empty())
            return;
        word.mask = folded::mask(word.units);
        m_words.push_back(std::exchange(word, {}));
    };
    for (const char32_t unit : units) {
        const char32_t c = unit & folded::codePoint;
        if (c != U' ')
            word.units.push_back(c);
        else if (m_words.size() + 1 < static_cast<std::size_t>(mostWords))
            finish();
    }
    finish();
}

bool FuzzyPattern::accepts(const FoldedName &name, quint64 elsewhere) const
{
    bool isInName = m_words.empty();
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const Word &word = m_words[i];
        if ((word.mask & ~name.mask) == 0 && alignment::isSubsequence(word.units, name.units))
            isInName = true;
        else if (!isSet(elsewhere, i))
            return false;
    }
    return isInName;
}

std::optional<int> FuzzyPattern::score(const FoldedName &name, quint64 elsewhere) const
{
    if (m_words.empty())
        return 0;
    int sum = 0;
    qsizetype met = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const Word &word = m_words[i];
        const std::optional<int> found
            = (word.mask & ~name.mask) == 0 ? alignment::best(word.units, name.units) : std::nullopt;
        if (found) {
            sum += *found;
            met += static_cast<qsizetype>(word.units.size());
        } else if (isSet(elsewhere, i)) {
            sum += worthElsewhere;
        } else {
            return std::nullopt;
        }
    }
    if (met == 0)
        return std::nullopt;
    if (isWhole(name.units))
        sum += worthWhole;
    if (beginsWith(name.units, m_words.front().units))
        sum += worthPrefix;
    const qsizetype rest = std::clamp<qsizetype>(static_cast<qsizetype>(name.units.size()) - met, 0, longestPenalised);
    return sum - static_cast<int>((rest + charactersPerPenalty - 1) / charactersPerPenalty);
}

bool FuzzyPattern::isWhole(Units name) const
{
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if (i > 0 && at < name.size()) {
            if (isSeparator(name[at]))
                ++at;
            else if ((name[at] & (folded::wordStart | folded::humpStart)) == 0)
                return false;
        }
        if (!beginsWith(name.subspan(std::min(at, name.size())), m_words[i].units))
            return false;
        at += m_words[i].units.size();
    }
    return at == name.size();
}

QList<MatchSpan> FuzzyPattern::spans(QStringView name, quint64 elsewhere) const
{
    std::vector<char32_t> units;
    std::vector<qsizetype> origins;
    folded::append(name, units, &origins);
    std::vector<qsizetype> all;
    std::vector<qsizetype> positions;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if (alignment::best(m_words[i].units, units, &positions))
            all.insert(all.end(), positions.begin(), positions.end());
        else if (!isSet(elsewhere, i))
            return {};
    }
    std::ranges::sort(all);
    QList<MatchSpan> made;
    for (const qsizetype position : all) {
        auto index = static_cast<std::size_t>(position);
        const qsizetype start = origins[index];
        // Up to the next character that counts: accents and joiners belong to the one before them.
        while (index < origins.size() && origins[index] == start)
            ++index;
        const qsizetype end = index < origins.size() ? origins[index] : name.size();
        if (!made.isEmpty() && start <= made.last().start + made.last().length)
            made.last().length = std::max(made.last().length, end - made.last().start);
        else
            made.append({start, end - start});
    }
    return made;
}

quint64 FuzzyPattern::wordsIn(Units text) const
{
    quint64 bits = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const auto &word = m_words[i].units;
        const auto found = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                       [](char32_t a, char32_t b) { return (a & folded::codePoint) == b; });
        if (found != text.end())
            bits |= quint64(1) << i;
    }
    return bits;
}

bool FuzzyPattern::narrows(const FuzzyPattern &earlier) const
{
    if (earlier.isEmpty())
        return true;
    // One word more can be the one that is in the name, where the earlier ones lie beside it.
    if (earlier.m_words.size() != m_words.size())
        return false;
    for (std::size_t i = 0; i < earlier.m_words.size(); ++i)
        if (!beginsWith(m_words[i].units, earlier.m_words[i].units))
            return false;
    return true;
}

std::optional<int> fuzzyScore(const FuzzyPattern &pattern, QStringView name)
{
    std::vector<char32_t> units;
    folded::append(name, units);
    return pattern.score({units, folded::mask(units)});
}

} // namespace metascope
