// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer/curl.h"

#include "app/transfer/plaintext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct CurlWords {
    Q_DECLARE_TR_FUNCTIONS(metascope::Curl)
};

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// What RFC 9110 calls a token: anything else is no name of a header.
bool isHeaderName(const QByteArray &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return isLetterOrDigit(c) || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isHeaderValue(const QByteArray &value)
{
    return std::ranges::none_of(value, [](char c) { return c == '\0' || c == '\r' || c == '\n'; });
}

/// curl makes it from the body.
bool isOfTheBody(const QByteArray &name)
{
    return name.compare("content-length", Qt::CaseInsensitive) == 0;
}

bool isAuthorization(const QByteArray &name)
{
    return name.compare("authorization", Qt::CaseInsensitive) == 0;
}

QByteArray variableOf(const QByteArray &headerName)
{
    QByteArray variable = "XANO_" + headerName.toUpper();
    std::ranges::replace_if(
        variable, [](char c) { return !isLetterOrDigit(c); }, '_');
    return variable;
}

QString redactedHeader(const QByteArray &name)
{
    const QString value = isAuthorization(name) ? QStringLiteral("Bearer $XANO_TOKEN")
                                                : QLatin1Char('$') + QString::fromLatin1(variableOf(name));
    // The other characters of a name can mean something within double quotes.
    if (std::ranges::all_of(name, [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_'; }))
        return QStringLiteral("\"%1: %2\"").arg(QString::fromLatin1(name), value);
    return shellQuoted(name + ": ") + QStringLiteral("\"%1\"").arg(value);
}

QString headerWord(const QByteArray &name, const QByteArray &value)
{
    // "Name:" would tell curl to leave a header of its own out.
    return value.isEmpty() ? shellQuoted(name + ';') : shellQuoted(name + ": " + value);
}

QString comment(QString text)
{
    return QStringLiteral("# ") + text.replace(QLatin1Char('\n'), QLatin1Char(' ')) + QLatin1Char('\n');
}

/// Bytes that cannot stand in the text as they are. Newlines are not among them: `$(…)` would drop one at the end.
QString printed(const QByteArray &bytes)
{
    QString escapes;
    for (const char byte : bytes)
        escapes += QStringLiteral("\\%1").arg(static_cast<uchar>(byte), 3, 8, QLatin1Char('0'));
    return QStringLiteral("\"$(printf '%1')\"").arg(escapes);
}

bool isControl(uchar byte)
{
    return (byte < 0x20 && byte != '\n') || byte == 0x7f;
}

/// How many bytes from `at` on are one character of UTF-8 that may stand in the text; 0: none.
qsizetype characterAt(const QByteArray &bytes, qsizetype at)
{
    const auto first = static_cast<uchar>(bytes.at(at));
    if (first < 0x80)
        return isControl(first) ? 0 : 1;
    const qsizetype length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || at + length > bytes.size())
        return 0;
    const auto text = utf8Text(bytes.mid(at, length));
    if (!text || text->size() != (length == 4 ? 2 : 1))
        return 0;
    // The second block of controls, and what turns the direction of a line or hides in it.
    const QChar character = text->front();
    const bool isSeen = character.isPrint() || character.isHighSurrogate();
    return isSeen ? length : 0;
}

} // namespace

QString shellQuoted(const QByteArray &bytes)
{
    QString word;
    QByteArray plain; // what is not in the word yet: one of the two
    QByteArray unprintable;
    const auto close = [&word, &plain, &unprintable] {
        if (!plain.isEmpty())
            word += QLatin1Char('\'') + QString::fromUtf8(plain) + QLatin1Char('\'');
        if (!unprintable.isEmpty())
            word += printed(unprintable);
        plain.clear();
        unprintable.clear();
    };
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = characterAt(bytes, at);
        const bool isQuote = bytes.at(at) == '\'';
        if (isQuote || (length == 0 && !plain.isEmpty()) || (length > 0 && !unprintable.isEmpty()))
            close();
        if (length == 0) {
            unprintable += bytes.at(at);
        } else if (isQuote) {
            word += QLatin1String("\\'");
        } else {
            plain += bytes.mid(at, length);
        }
        at += std::max<qsizetype>(length, 1);
    }
    close();
    return word.isEmpty() ? QStringLiteral("''") : word;
}

QString curlCommand(const TrafficEntry &entry)
{
    QString remarks;
    // Square brackets and braces in an address are meant as they are.
    QString command = QStringLiteral("curl -g");
    const auto add = [&command](const char *option, const QString &word) {
        command += QLatin1String(" \\\n  ") + QLatin1String(option) + QLatin1Char(' ') + word;
    };
    if (entry.method != "GET" || !entry.requestBody.isEmpty())
        add("-X", shellQuoted(entry.method));
    add("--url", shellQuoted(entry.url.toEncoded(QUrl::RemoveFragment)));
    bool isMarked = false; // a mark stands where something else was sent
    bool isLeftOut = false;
    for (const auto &[name, value] : entry.requestHeaders) {
        if (isOfTheBody(name))
            continue;
        if (!isHeaderName(name) || !isHeaderValue(value)) {
            isLeftOut = true;
        } else if (isSecretHeader(name)) {
            add("-H", redactedHeader(name));
        } else {
            isMarked = isMarked || value.contains(Redactor::mark);
            add("-H", headerWord(name, value));
        }
    }
    const bool isUnspeakable = entry.requestBody.contains('\0');
    if (!entry.requestBody.isEmpty() && !isUnspeakable) {
        isMarked = isMarked || entry.requestBody.contains(Redactor::mark);
        // As --data-binary, but a value that begins with @ is no name of a file.
        add("--data-raw", shellQuoted(entry.requestBody));
    }
    if (isUnspeakable)
        remarks += comment(CurlWords::tr("The body is left out: it holds zero bytes, which no argument can."));
    else if (entry.isRequestCut)
        remarks += comment(CurlWords::tr("Not the whole body: only the first %1 of %2 bytes were kept.")
                               .arg(entry.requestBody.size())
                               .arg(entry.requestSize));
    if (isMarked)
        remarks
            += comment(CurlWords::tr("Something else was sent where it says %1.").arg(QLatin1String(Redactor::mark)));
    if (isLeftOut)
        remarks += comment(CurlWords::tr("A header that curl can not be given is left out."));
    return remarks + command + QLatin1Char('\n');
}

} // namespace metascope
