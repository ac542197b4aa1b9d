// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/namewords.h"

#include <algorithm>

namespace metascope {

namespace {

/// As wordsOf(), in the case that stands there and with digits kept at the word before them.
QStringList partsOf(const QString &name, bool splitDigits)
{
    QStringList parts;
    QString part;
    const auto end = [&parts, &part] {
        if (!part.isEmpty())
            parts.append(part);
        part.clear();
    };
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        if (!c.isLetterOrNumber()) {
            end();
            continue;
        }
        if (!part.isEmpty()) {
            const QChar before = part.back();
            const bool isNextSmall = i + 1 < name.size() && name.at(i + 1).isLower();
            const bool afterDigit = before.isDigit() && !c.isDigit() && (splitDigits || c.isUpper());
            if ((c.isUpper() && (before.isLower() || (before.isUpper() && isNextSmall))) || afterDigit
                || (splitDigits && c.isDigit() && !before.isDigit()))
                end();
        }
        part.append(c);
    }
    end();
    return parts;
}

bool isLowerWord(const QString &part)
{
    return std::ranges::none_of(part, [](QChar c) { return c.isUpper(); });
}

bool isUpperWord(const QString &part)
{
    return std::ranges::none_of(part, [](QChar c) { return c.isLower(); });
}

bool isJoinedBy(const QString &name, QChar separator)
{
    return !name.isEmpty()
        && std::ranges::all_of(name, [separator](QChar c) { return c.isLetterOrNumber() || c == separator; });
}

QString capitalised(const QString &word)
{
    return word.left(1).toUpper() + word.mid(1);
}

} // namespace

QStringList wordsOf(const QString &name)
{
    QStringList words = partsOf(name, true);
    for (QString &word : words)
        word = word.toLower();
    return words;
}

NameStyle nameStyle(const QString &name)
{
    const bool isLower = isLowerWord(name);
    const bool isPlain = isJoinedBy(name, QLatin1Char('0'));
    if (isPlain && isLower)
        return NameStyle::OneWord;
    if (isPlain)
        return name.front().isUpper() ? NameStyle::Pascal : NameStyle::Camel;
    if (isJoinedBy(name, QLatin1Char('_')) && (isLower || isUpperWord(name)))
        return isLower ? NameStyle::Snake : NameStyle::UpperSnake;
    if (isJoinedBy(name, QLatin1Char('-')) && isLower)
        return NameStyle::Kebab;
    return NameStyle::Other;
}

QString inStyle(const QString &name, NameStyle style)
{
    QStringList words = partsOf(name, false);
    if (words.isEmpty())
        return {};
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString lower = words.at(i).toLower();
        const bool isCapital = style == NameStyle::Pascal || (style == NameStyle::Camel && i > 0);
        words[i] = style == NameStyle::UpperSnake ? lower.toUpper() : isCapital ? capitalised(lower) : lower;
    }
    switch (style) {
    case NameStyle::Snake:
    case NameStyle::UpperSnake: return words.join(QLatin1Char('_'));
    case NameStyle::Kebab: return words.join(QLatin1Char('-'));
    case NameStyle::Camel:
    case NameStyle::Pascal: return words.join(QString());
    case NameStyle::OneWord:
    case NameStyle::Other: break;
    }
    return {};
}

QString styleExample(NameStyle style)
{
    return inStyle(QStringLiteral("first_name"), style);
}

} // namespace metascope
