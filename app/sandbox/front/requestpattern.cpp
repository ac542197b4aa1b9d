// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/requestpattern.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

namespace metascope::sandbox {

namespace {

struct PatternText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::RequestPattern)
};

constexpr QByteArrayView AnyMethod = "*";

/// Linear in practice: after a mismatch only the last star is tried one character further on.
bool globMatches(QByteArrayView glob, QByteArrayView text)
{
    qsizetype g = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            resume = t;
        } else if (g < glob.size() && glob[g] == text[t]) {
            ++g;
            ++t;
        } else if (star >= 0) {
            g = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*')
        ++g;
    return g == glob.size();
}

} // namespace

Result<RequestPattern> RequestPattern::parse(const QString &text)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() != 2) {
        return Failure(Error::local(
            ErrorKind::Validation,
            PatternText::tr("\"%1\" is not a METHOD and a PATHGLOB, such as \"PUT */schema\".").arg(text)));
    }
    const QByteArray method = words[0].toUpper().toUtf8();
    const bool isWord = std::ranges::all_of(method, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (method != AnyMethod && !isWord) {
        return Failure(Error::local(ErrorKind::Validation,
                                    PatternText::tr("\"%1\" is not an HTTP method; * stands for any.").arg(words[0])));
    }
    const QByteArray glob = words[1].toUtf8();
    if (!glob.startsWith('/') && !glob.startsWith('*')) {
        return Failure(Error::local(
            ErrorKind::Validation,
            PatternText::tr("\"%1\" can match no path: a path glob starts with / or with *.").arg(words[1])));
    }
    return RequestPattern(method, glob);
}

bool RequestPattern::matches(QByteArrayView method, QByteArrayView apiPath) const
{
    return (m_method == AnyMethod || m_method == method) && globMatches(m_glob, apiPath);
}

} // namespace metascope::sandbox
