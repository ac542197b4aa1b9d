// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/filterquery.h"

#include "app/search/palettequery.h"

namespace metascope {

namespace {
constexpr QLatin1Char tagMark('#');
}

FilterQuery FilterQuery::parse(const QString &text)
{
    const PaletteQuery typed = PaletteQuery::parse(text);
    // The marks of commands and of help mean nothing here.
    const bool isPlain = typed.mode == PaletteQuery::Mode::Objects;
    FilterQuery query;
    query.scope.kinds = isPlain ? typed.kinds : KindSet();
    QStringList words;
    const QStringList parts = (isPlain ? typed.pattern : text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.size() > 1 && part.startsWith(tagMark))
            query.scope.tag = part.mid(1);
        else
            words.append(part);
    }
    query.pattern = words.join(QLatin1Char(' '));
    return query;
}

} // namespace metascope
