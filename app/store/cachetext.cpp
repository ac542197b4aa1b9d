// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachetext.h"

#include "app/domain/columnkeys.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace metascope {

namespace {

constexpr qsizetype longestLine = 400;
/// How much of a longer line is shown before the match.
constexpr qsizetype before = 100;
/// Deeper than any schema; JSON that is deeper is somebody's joke.
constexpr int deepest = 64;

void collectFields(const RawJson &list, const QString &prefix, int depth, QStringList &names)
{
    if (depth > deepest)
        return;
    for (const RawJson &field : list.elements()) {
        const auto name = field.member(columnkey::name);
        QString path = name ? name->toString().value_or(QString()) : QString();
        path.replace(QLatin1Char('\n'), QLatin1Char(' '));
        path.prepend(prefix);
        names.append(path);
        if (const auto children = field.member(columnkey::children))
            collectFields(*children, path + QLatin1Char('.'), depth + 1, names);
    }
}

/// Moves a cut out of the middle of a surrogate pair.
qsizetype wholeCharacter(const QString &text, qsizetype at)
{
    return at > 0 && at < text.size() && text.at(at).isLowSurrogate() ? at - 1 : at;
}

/// One unit without case. Halves of surrogate pairs stay as they are.
char16_t foldedUnit(QChar unit)
{
    const char16_t code = unit.unicode();
    if (code < 0x80)
        return code >= u'A' && code <= u'Z' ? code | 0x20 : code;
    return unit.toCaseFolded().unicode();
}

/// Where `wanted` stands in texts. As QString::indexOf() without case, which takes ten times as long in thousands of texts.
class Finder {
public:
    explicit Finder(const QString &wanted)
        : m_wanted(wanted), m_folded(caseFolded(wanted)),
          m_isPlain(std::ranges::none_of(m_folded, [](QChar unit) { return unit.isSurrogate(); }))
    {}

    [[nodiscard]] qsizetype find(const QString &text, qsizetype from) const
    {
        if (!m_isPlain)
            return text.indexOf(m_wanted, from, Qt::CaseInsensitive);
        const char16_t first = m_folded.at(0).unicode();
        const qsizetype last = text.size() - m_folded.size();
        for (qsizetype at = from; at <= last; ++at)
            if (foldedUnit(text.at(at)) == first && isAt(text, at))
                return at;
        return -1;
    }

private:
    [[nodiscard]] bool isAt(const QString &text, qsizetype at) const
    {
        for (qsizetype i = 1; i < m_folded.size(); ++i)
            if (foldedUnit(text.at(at + i)) != m_folded.at(i).unicode())
                return false;
        return true;
    }

    const QString &m_wanted;
    QString m_folded;
    bool m_isPlain;
};

SearchMatch lineWith(const QString &text, qsizetype at, qsizetype length, qsizetype begin, qsizetype end)
{
    const qsizetype stop = std::min(at + length, end);
    const bool isLong = end - begin > longestLine;
    const qsizetype from = isLong ? wholeCharacter(text, std::max(begin, at - before)) : begin;
    const qsizetype to = isLong ? wholeCharacter(text, std::min(end, from + longestLine)) : end;
    SearchMatch match;
    match.text = text.mid(from, to - from);
    match.start = at - from;
    match.length = std::min(stop, to) - at;
    return match;
}

} // namespace

QString storable(QString text)
{
    // A null text would be taken for no value at all.
    if (text.isNull())
        return QLatin1String("");
    const auto isOdd = [](const QString &all, qsizetype i) {
        const QChar unit = all.at(i);
        // SQLite takes the first for the end, the second and third for no text, and the fourth for a mark of the byte order.
        if (unit.isNull() || unit == QChar(0xFFFE) || unit == QChar(0xFFFF)
            || (i == 0 && unit == QChar(QChar::ByteOrderMark)))
            return true;
        if (unit.isHighSurrogate())
            return i + 1 >= all.size() || !all.at(i + 1).isLowSurrogate();
        return unit.isLowSurrogate() && (i == 0 || !all.at(i - 1).isHighSurrogate());
    };
    QList<qsizetype> odd;
    for (qsizetype i = 0; i < text.size(); ++i)
        if (isOdd(text, i))
            odd.append(i);
    for (const qsizetype i : std::as_const(odd))
        text[i] = QChar::ReplacementCharacter;
    return text;
}

QString caseFolded(const QString &text)
{
    // QString::toCaseFolded() makes two letters of some; comparing without case does not.
    QString folded;
    folded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        if (unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            folded += QChar::fromUcs4(QChar::toCaseFolded(QChar::surrogateToUcs4(unit, text.at(i + 1))));
            ++i;
        } else {
            folded += unit.toCaseFolded();
        }
    }
    return folded;
}

qsizetype characterCount(const QString &text)
{
    return std::ranges::count_if(text, [](QChar unit) { return !unit.isLowSurrogate(); });
}

QString docsOf(const RawJson &raw)
{
    const auto docs = raw.member(u"docs");
    return docs ? docs->toString().value_or(QString()) : QString();
}

QString fieldNamesOf(const RawJson &raw)
{
    const auto schema = raw.member(u"schema");
    QStringList names;
    if (schema)
        collectFields(*schema, {}, 0, names);
    return names.join(QLatin1Char('\n'));
}

QList<SearchMatch> matchesIn(SearchPart part, const QString &text, const QString &wanted, qsizetype most, bool *hasMore)
{
    QList<SearchMatch> matches;
    if (wanted.isEmpty())
        return matches;
    const Finder finder(wanted);
    int line = 1;
    qsizetype begin = 0;
    for (qsizetype at = finder.find(text, 0); at >= 0;) {
        if (matches.size() >= most) {
            *hasMore = true;
            break;
        }
        for (qsizetype next = text.indexOf(QLatin1Char('\n'), begin); next >= 0 && next < at;
             next = text.indexOf(QLatin1Char('\n'), begin)) {
            begin = next + 1;
            ++line;
        }
        const qsizetype next = text.indexOf(QLatin1Char('\n'), at);
        const qsizetype end = next < 0 ? text.size() : next;
        SearchMatch match = lineWith(text, at, wanted.size(), begin, end);
        match.part = part;
        match.line = line;
        matches.append(match);
        at = next < 0 ? -1 : finder.find(text, next + 1);
    }
    return matches;
}

} // namespace metascope
