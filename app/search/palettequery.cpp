// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/palettequery.h"

#include <algorithm>

namespace metascope {

namespace {

constexpr QChar commandMark = u'>';
constexpr QChar helpMark = u'?';
constexpr QChar colon = u':';

constexpr bool isSound()
{
    for (std::size_t i = 0; i < kindPrefixes.size(); ++i) {
        if (kindPrefixes[i].prefix.empty())
            return false;
        for (const char c : kindPrefixes[i].prefix)
            if (c < 'a' || c > 'z')
                return false;
        if (i > 0 && kindPrefixes[i - 1].kind >= kindPrefixes[i].kind)
            return false;
    }
    return true;
}
static_assert(isSound(), "lower-case letters, in the order of the kinds, each kind once");

QLatin1String text(std::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

} // namespace

PaletteQuery PaletteQuery::parse(const QString &typed)
{
    PaletteQuery query;
    const QString trimmed = typed.trimmed();
    if (trimmed.startsWith(commandMark) || trimmed.startsWith(helpMark)) {
        query.mode = trimmed.front() == commandMark ? Mode::Commands : Mode::Prefixes;
        query.pattern = trimmed.mid(1).trimmed();
        return query;
    }
    query.pattern = trimmed;
    const qsizetype end = trimmed.indexOf(colon);
    if (end <= 0)
        return query;
    const QStringView prefix = QStringView(trimmed).first(end);
    for (const KindPrefix &row : kindPrefixes)
        if (prefix.compare(text(row.prefix), Qt::CaseInsensitive) == 0)
            query.kinds.set(static_cast<std::size_t>(row.kind));
    if (query.kinds.any())
        query.pattern = trimmed.mid(end + 1).trimmed();
    return query;
}

QList<PaletteQuery::Help> PaletteQuery::help()
{
    QList<Help> rows;
    for (const KindPrefix &row : kindPrefixes) {
        const QString prefix = text(row.prefix) + colon;
        const auto known = std::ranges::find(rows, prefix, &Help::prefix);
        if (known == rows.end())
            rows.append({prefix, kindPlural(row.kind)});
        else
            known->words += QStringLiteral(", ") + kindPlural(row.kind);
    }
    rows.append({QString(commandMark), tr("Commands")});
    return rows;
}

} // namespace metascope
