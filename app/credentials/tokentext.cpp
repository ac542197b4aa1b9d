// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokentext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringView>

#include <algorithm>

namespace metascope {

namespace {

struct PasteText {
    Q_DECLARE_TR_FUNCTIONS(metascope::TokenText)
};

constexpr qsizetype longest = 16 * 1024;

/// White space, and what nobody sees: a byte order mark, zero-width characters, marks of the writing direction.
bool isBlank(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Format;
}

QStringView withoutBlanks(QStringView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

QStringView withoutQuotes(QStringView text)
{
    const bool quoted = text.size() > 1 && QStringView(u"\"'`").contains(text.front()) && text.back() == text.front();
    return quoted ? withoutBlanks(text.sliced(1, text.size() - 2)) : text;
}

bool isSpace(QChar c)
{
    return c == u' ' || (c >= u'\t' && c <= u'\r');
}

QStringView withoutSpaces(QStringView text)
{
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    return text;
}

/// A space or a line break ends the word: a mail may have been wrapped right behind it.
QStringView withoutScheme(QStringView text)
{
    constexpr QStringView header(u"authorization");
    constexpr QStringView scheme(u"bearer");
    QStringView rest = text;
    if (rest.startsWith(header, Qt::CaseInsensitive)) {
        rest = withoutSpaces(rest.sliced(header.size()));
        if (!rest.startsWith(u':'))
            return text;
        rest = withoutSpaces(rest.sliced(1));
    }
    if (!rest.startsWith(scheme, Qt::CaseInsensitive))
        return text;
    rest = rest.sliced(scheme.size());
    return rest.isEmpty() || isSpace(rest.front()) ? withoutBlanks(rest) : text;
}

/// How long the line break is that `text` begins with, together with the blanks around it; 0 where it begins with none.
qsizetype lengthOfWrap(QStringView text)
{
    const auto end
        = std::ranges::find_if_not(text, [](QChar c) { return c == u' ' || c == u'\t' || c == u'\r' || c == u'\n'; });
    const QStringView blank = text.first(end - text.begin());
    return blank.contains(u'\n') || blank.contains(u'\r') ? blank.size() : 0;
}

auto refuse(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

} // namespace

// By views alone, and into one array that never grows: no copy of the text is left behind unwiped.
Result<Secret> secretFromPaste(const QString &text)
{
    // A header field takes visible ASCII only; Xano's tokens hold nothing else. A quote that is left was half a pair.
    const auto fits
        = [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\'' && c != u'`'; };
    QStringView rest = withoutQuotes(withoutScheme(withoutQuotes(withoutBlanks(text))));
    QByteArray bytes;
    bytes.reserve(std::min(rest.size(), longest));
    bool areFit = true;
    while (!rest.isEmpty() && bytes.size() < longest) {
        if (const qsizetype wrap = lengthOfWrap(rest)) {
            rest = rest.sliced(wrap);
            continue;
        }
        areFit = areFit && fits(rest.front());
        bytes.append(rest.front().toLatin1());
        rest = rest.sliced(1);
    }
    Secret token(std::move(bytes)); // wiped in any case
    if (token.isEmpty())
        return refuse(PasteText::tr("the token is empty"));
    if (!rest.isEmpty())
        return refuse(PasteText::tr("the text is too long for a token"));
    if (!areFit)
        return refuse(PasteText::tr("a token holds no spaces, no quotes and no characters beyond ASCII"));
    return token;
}

} // namespace metascope
