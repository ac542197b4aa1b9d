// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace metascope {

/// The text with the characters that turn the direction of what follows them (U+202E and its like) shown as a sign of their own:
/// a name must not reorder the words around it. Lines stay, and so do places, unit by unit.
QString withoutTurns(QString text);

/// The same, with what would begin another line, and other control characters, shown as a sign of their own; places stay the
/// same, unit by unit.
QString oneLine(QString text);

/// For a place in a sentence: withoutTurns(), and a text that has letters written from right to left is set apart, so that what
/// stands beside it keeps its order.
QString isolated(QString text);

/// At most `longest` UTF-16 units of the text, the last one an ellipsis if something is left out; never half a pair.
QString shortened(const QString &text, qsizetype longest);

} // namespace metascope
