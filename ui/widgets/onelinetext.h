// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace metascope {

/// The text with what would begin another line, and other control characters, shown as a sign of their own; places stay
/// the same, unit by unit.
QString oneLine(QString text);

/// At most `longest` UTF-16 units of the text, the last one an ellipsis if something is left out; never half a pair.
QString shortened(const QString &text, qsizetype longest);

} // namespace metascope
