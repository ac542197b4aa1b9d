// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/codecs/jsonreader.h"

#include <functional>
#include <optional>

namespace metascope {

/// One page of a list.
template <typename T>
struct Page {
    QList<T> items;
    std::optional<int> nextPage; ///< nothing at the end
    QString path; ///< of the list in the answer, for errors
    bool operator==(const Page &) const = default;
};

/// The raw entries of a list answer: a bare array or an envelope with `items`, both accepted everywhere (the API changed from
/// one to the other between 2023 and 2026). Error: Decode.
Result<Page<RawJson>> listFromJson(const RawJson &json);

/// The list of an answer as an array, byte for byte, where nothing but the whole of it will do (it is sent back as a whole).
/// Error: Decode, also for one page of several.
Result<RawJson> wholeListFromJson(const RawJson &json);

/// A list answer with each entry decoded; the error names the entry.
template <typename T>
Result<Page<T>> pageFromJson(const RawJson &json,
                             const std::function<Result<T>(const RawJson &, const QString &path)> &item)
{
    const auto raw = listFromJson(json);
    if (!raw)
        return Failure(raw.error());
    Page<T> page;
    page.nextPage = raw->nextPage;
    page.path = raw->path;
    page.items.reserve(raw->items.size());
    for (qsizetype i = 0; i < raw->items.size(); ++i) {
        Result<T> value = item(raw->items[i], raw->path + QLatin1Char('[') + QString::number(i) + QLatin1Char(']'));
        if (!value)
            return Failure(value.error());
        page.items.append(std::move(*value));
    }
    return page;
}

} // namespace metascope
