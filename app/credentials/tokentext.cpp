// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokentext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

#include <algorithm>

namespace metascope {

namespace {

struct PasteText {
    Q_DECLARE_TR_FUNCTIONS(metascope::TokenText)
};

constexpr qsizetype longest = 16 * 1024;

auto refuse(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

} // namespace

Result<Secret> secretFromPaste(const QString &text)
{
    QString token = text.trimmed();
    if (token.size() > 2 && (token.startsWith(QLatin1Char('"')) || token.startsWith(QLatin1Char('\'')))
        && token.endsWith(token.front()))
        token = token.sliced(1, token.size() - 2).trimmed();
    const QLatin1String scheme("bearer ");
    if (token.startsWith(scheme, Qt::CaseInsensitive))
        token = token.sliced(scheme.size()).trimmed();
    token.remove(QLatin1Char('\n')).remove(QLatin1Char('\r'));
    if (token.isEmpty())
        return refuse(PasteText::tr("the token is empty"));
    if (token.size() > longest)
        return refuse(PasteText::tr("the text is too long for a token"));
    // A header field takes visible ASCII only; Xano's tokens hold nothing else.
    if (!std::ranges::all_of(token, [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; }))
        return refuse(PasteText::tr("a token holds no spaces and no characters beyond ASCII"));
    return Secret(token.toLatin1());
}

} // namespace metascope
