// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/call.h"

namespace metascope::sandbox {

/// Which part of a list is asked for.
struct Page {
    static constexpr qint64 DefaultSize = 50;
    static constexpr qint64 LargestList = 10'000;
    static constexpr qint64 LargestContent = 1'000;
    static constexpr qint64 LargestHistory = 500;
    static constexpr qint64 LargestReleases = 100;

    qint64 number = 1;
    qint64 size = DefaultSize;

    [[nodiscard]] qint64 offset() const { return (number - 1) * size; }
};

/// Reads `page` and `per_page`. 400 for anything under 1 or over `largest`.
Outcome<Page> readPage(const Call &call, qint64 largest);
/// The part of `items` that `page` names.
QList<RawJson> partOf(const QList<RawJson> &items, const Page &page);

/// `{curPage,nextPage,prevPage,items}`, the items joined by commas.
RawJson shortEnvelope(const Page &page, qint64 total, const QByteArray &items);
/// The same of all the items that there are.
RawJson shortEnvelope(const Page &page, const QList<RawJson> &all);
/// The short one with itemsReceived, offset, perPage (not in 2023), itemsTotal and pageTotal.
RawJson fullEnvelope(const Page &page, qint64 total, const QList<RawJson> &items, bool is2023);

/// The full one without totals.
RawJson hostEnvelope(const Page &page, qint64 total, const QList<RawJson> &items);

/// `ORDER BY …` for the query's `sort` and `order`. 400 for a column that cannot be sorted by.
Outcome<QString> orderClause(const Call &call, const QString &sort, const QString &order);

} // namespace metascope::sandbox
