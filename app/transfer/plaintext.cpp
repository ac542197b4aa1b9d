// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer/plaintext.h"

#include <QtCore/QStringConverter>

namespace metascope {

std::optional<QString> utf8Text(const QByteArray &bytes, bool isCut)
{
    // A stateful decoder keeps an incomplete end for later, a stateless one takes it for an error.
    const auto atEnd = isCut ? QStringConverter::Flag::Default : QStringConverter::Flag::Stateless;
    QStringDecoder decode(QStringConverter::Utf8, atEnd);
    // It would pass over a mark of the byte order at the start.
    static constexpr QByteArrayView mark("\xef\xbb\xbf");
    const bool isMarked = bytes.startsWith(mark);
    const QString text = decode(isMarked ? QByteArrayView(bytes).sliced(mark.size()) : QByteArrayView(bytes));
    if (decode.hasError())
        return std::nullopt;
    return isMarked ? QChar(QChar::ByteOrderMark) + text : text;
}

QString headerText(const QByteArray &value)
{
    return utf8Text(value).value_or(QString::fromLatin1(value));
}

} // namespace metascope
