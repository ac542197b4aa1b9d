// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/onelinetext.h"

#include <algorithm>

namespace metascope {

namespace {

constexpr char16_t isolate = 0x2068; ///< its direction is that of its first letter
constexpr char16_t endOfIsolate = 0x2069;
constexpr char16_t turnSign = 0x21C4; ///< both ways: a sign that fonts have

/// Embeddings, overrides and isolates of a given direction last until their end or that of the paragraph. The marks (U+200E and
/// its like) turn nothing but themselves.
bool turns(QChar c)
{
    return (c >= QChar(0x202A) && c <= QChar(0x202E)) || c == QChar(0x2066) || c == QChar(0x2067);
}

bool isIsolate(QChar c)
{
    return c == isolate || c == endOfIsolate;
}

template <typename Is>
void showAsSigns(QString &text, Is is)
{
    const auto first = std::find_if(text.cbegin(), text.cend(), is); // most names have none, and are not copied
    if (first != text.cend())
        std::replace_if(text.begin(), text.end(), is, QChar(turnSign));
}

} // namespace

QString withoutTurns(QString text)
{
    showAsSigns(text, turns);
    return text;
}

QString isolated(QString text)
{
    const auto points = text.toUcs4();
    const bool isAnyFromTheRight = std::ranges::any_of(points, [](char32_t c) {
        const QChar::Direction direction = QChar::direction(c);
        return direction == QChar::DirR || direction == QChar::DirAL;
    });
    showAsSigns(text, [](QChar c) { return turns(c) || isIsolate(c); });
    return isAnyFromTheRight ? QString(QChar(isolate) + text + QChar(endOfIsolate)) : text;
}

QString oneLine(QString text)
{
    text = withoutTurns(std::move(text));
    // Signs that fonts have; those made for control characters are in few.
    constexpr char16_t newLine = 0x21B5;
    constexpr char16_t tab = 0x2192;
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = QChar(newLine);
        else if (c == u'\t')
            c = QChar(tab);
        else if (c.category() == QChar::Other_Control)
            c = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

QString shortened(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    qsizetype end = longest - 1;
    if (end > 0 && text[end - 1].isHighSurrogate())
        --end;
    return text.left(end) + QChar(0x2026);
}

} // namespace metascope
