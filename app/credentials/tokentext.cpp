// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokentext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QString>

#include <algorithm>
#include <iterator>

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

QString withoutBlanks(const QString &text)
{
    const auto begin = std::ranges::find_if_not(text, isBlank);
    const auto end = std::find_if_not(text.crbegin(), std::make_reverse_iterator(begin), isBlank).base();
    return text.sliced(begin - text.cbegin(), end - begin);
}

QString withoutQuotes(const QString &text)
{
    const bool quoted = text.size() > 1 && QStringLiteral("\"'`").contains(text.front()) && text.back() == text.front();
    return quoted ? withoutBlanks(text.sliced(1, text.size() - 2)) : text;
}

/// A space or a line break ends the word: a mail may have been wrapped right behind it.
QString withoutScheme(const QString &text)
{
    static const QRegularExpression scheme(QStringLiteral("^(?:authorization\\s*:\\s*)?bearer(?:\\s+|$)"),
                                           QRegularExpression::CaseInsensitiveOption);
    const auto match = scheme.match(text);
    return match.hasMatch() ? withoutBlanks(text.sliced(match.capturedLength())) : text;
}

auto refuse(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

} // namespace

Result<Secret> secretFromPaste(const QString &text)
{
    static const QRegularExpression wrapped(QStringLiteral("[ \\t]*[\\r\\n]+[ \\t]*"));
    QString token = withoutQuotes(withoutScheme(withoutQuotes(withoutBlanks(text))));
    token.remove(wrapped);
    if (token.isEmpty())
        return refuse(PasteText::tr("the token is empty"));
    if (token.size() > longest)
        return refuse(PasteText::tr("the text is too long for a token"));
    // A header field takes visible ASCII only; Xano's tokens hold nothing else. A quote that is left was half a pair.
    const auto fits
        = [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\'' && c != u'`'; };
    if (!std::ranges::all_of(token, fits))
        return refuse(PasteText::tr("a token holds no spaces, no quotes and no characters beyond ASCII"));
    return Secret(token.toLatin1());
}

} // namespace metascope
