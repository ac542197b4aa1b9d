// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace metascope {

/// How the words of a name are joined.
enum class NameStyle {
    OneWord, ///< lower case, fits snake, camel and kebab alike
    Snake, ///< first_name
    Camel, ///< firstName
    Pascal, ///< FirstName
    Kebab, ///< first-name
    UpperSnake, ///< FIRST_NAME
    Other, ///< spaces, other signs, or a mixture
};

/// The words of a name in lower case: split at everything but letters and digits, between a small and a capital letter,
/// before the last capital of a run that a small letter follows (`APIKey`), and around digits.
QStringList wordsOf(const QString &name);
NameStyle nameStyle(const QString &name);
/// The name's words in that style; empty where it has none, or for OneWord and Other. Digits stay with the word before
/// them: `line2` keeps its name in each style.
QString inStyle(const QString &name, NameStyle style);
/// "first_name": the style as an example, for people.
QString styleExample(NameStyle style);

} // namespace metascope
