// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/codefind.h"

#include <QtCore/QStringMatcher>

#include <algorithm>

namespace metascope {

namespace {

bool isWord(const QString &text, qsizetype at)
{
    return at >= 0 && at < text.size() && (text.at(at).isLetterOrNumber() || text.at(at) == QLatin1Char('_'));
}

} // namespace

QList<CodeRange> findAll(const QString &text, const QString &wanted, FindOptions options)
{
    QList<CodeRange> found;
    if (wanted.isEmpty())
        return found;
    const QStringMatcher matcher(wanted, options.matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive);
    const qsizetype length = wanted.size();
    for (qsizetype at = matcher.indexIn(text); at >= 0;) {
        const bool inWord = isWord(text, at - 1) || isWord(text, at + length);
        const bool counts = !options.wholeWord || !inWord;
        if (counts)
            found.append({at, length});
        at = matcher.indexIn(text, at + (counts ? length : 1));
    }
    return found;
}

qsizetype matchFrom(const QList<CodeRange> &matches, qsizetype from)
{
    if (matches.isEmpty())
        return -1;
    const auto next = std::ranges::lower_bound(matches, from, {}, &CodeRange::begin);
    return next == matches.end() ? 0 : next - matches.begin();
}

bool runsRightToLeft(const QString &text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c.unicode() < 0x0590) // most texts, at no cost
            continue;
        char32_t whole = c.unicode();
        if (c.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate())
            whole = QChar::surrogateToUcs4(c, text.at(++at));
        switch (QChar::direction(whole)) {
        case QChar::DirR:
        case QChar::DirAL:
        case QChar::DirAN:
        case QChar::DirRLE:
        case QChar::DirRLO:
        case QChar::DirRLI:
        case QChar::DirFSI:
        case QChar::DirLRE:
        case QChar::DirLRO:
        case QChar::DirLRI:
        case QChar::DirPDF:
        case QChar::DirPDI: return true;
        default: break;
        }
    }
    return false;
}

} // namespace metascope
