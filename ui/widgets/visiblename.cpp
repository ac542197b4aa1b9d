// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/visiblename.h"

namespace metascope {

QString visibleName(const QString &name)
{
    QString shown;
    for (const QChar c : name) {
        const bool hidden = c.category() == QChar::Other_Format || c.category() == QChar::Other_Control
            || (c.isSpace() && c != QLatin1Char(' '));
        shown += hidden ? QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0')) : QString(c);
    }
    return shown;
}

} // namespace metascope
