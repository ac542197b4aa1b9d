// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

QList<std::pair<QString, RawJson>> neighbours(const Page &page, qint64 total)
{
    const bool hasNext = page.offset() + page.size < total;
    return {{u"curPage"_s, RawJson::integer(page.number)},
            {u"nextPage"_s, hasNext ? RawJson::integer(page.number + 1) : RawJson()},
            {u"prevPage"_s, page.number > 1 ? RawJson::integer(page.number - 1) : RawJson()}};
}

} // namespace

Outcome<Page> readPage(const Call &call, qint64 largest)
{
    const auto number = call.number(u"page", 1);
    if (!number || *number < 1 || *number > std::numeric_limits<int>::max())
        return inputError(u"page"_s);
    const auto size = call.number(u"per_page", Page::DefaultSize);
    if (!size || *size < 1 || *size > largest)
        return inputError(u"per_page"_s);
    return Page{*number, *size};
}

QList<RawJson> partOf(const QList<RawJson> &items, const Page &page)
{
    return items.mid(std::min<qint64>(page.offset(), items.size()), page.size);
}

RawJson shortEnvelope(const Page &page, qint64 total, const QByteArray &items)
{
    // The items are our own JSON and may be megabytes: joined as text, checked once.
    QByteArray text = RawJson::object(neighbours(page, total)).text();
    text.chop(1);
    return RawJson::parse(text + ",\"items\":[" + items + "]}").value_or(RawJson());
}

RawJson shortEnvelope(const Page &page, const QList<RawJson> &all)
{
    QByteArrayList items;
    for (const RawJson &item : partOf(all, page))
        items.append(item.text());
    return shortEnvelope(page, all.size(), items.join(','));
}

RawJson fullEnvelope(const Page &page, qint64 total, const QList<RawJson> &items, bool is2023)
{
    auto members = neighbours(page, total);
    members.prepend({u"itemsReceived"_s, RawJson::integer(items.size())});
    members.append({u"offset"_s, RawJson::integer(page.offset())});
    if (!is2023)
        members.append({u"perPage"_s, RawJson::integer(page.size)});
    members.append({u"itemsTotal"_s, RawJson::integer(total)});
    members.append({u"pageTotal"_s, RawJson::integer((total + page.size - 1) / page.size)});
    members.append({u"items"_s, RawJson::array(items)});
    return RawJson::object(members);
}

RawJson hostEnvelope(const Page &page, qint64 total, const QList<RawJson> &items)
{
    auto members = neighbours(page, total);
    members += {{u"itemsReceived"_s, RawJson::integer(items.size())},
                {u"offset"_s, RawJson::integer(page.offset())},
                {u"perPage"_s, RawJson::integer(page.size)},
                {u"items"_s, RawJson::array(items)}};
    return RawJson::object(members);
}

Outcome<QString> orderClause(const Call &call, const QString &sort, const QString &order)
{
    const QString column = call.query(u"sort", sort);
    const QString direction = call.query(u"order", order);
    if (column != "created_at"_L1 && column != "updated_at"_L1 && column != "name"_L1)
        return inputError(u"sort"_s);
    if (direction != "asc"_L1 && direction != "desc"_L1)
        return inputError(u"order"_s);
    const QString by = column == "name"_L1 ? u"name COLLATE NOCASE"_s : column;
    return " ORDER BY "_L1 + by + u' ' + direction + ", id "_L1 + direction;
}

} // namespace metascope::sandbox
