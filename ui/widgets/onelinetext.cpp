// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/onelinetext.h"

namespace metascope {

QString oneLine(QString text)
{
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
