// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/codecs/jsonreader.h"

#include <QtConcurrent/QtConcurrentMap>

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

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

/// Where the entries of a list answer stand in its text, which they point into: good as long as that RawJson or a copy of it
/// lives.
struct ListSlices {
    std::vector<std::string_view> entries;
    std::optional<int> nextPage; ///< nothing at the end, of a bare array, and of an empty page, whatever that says
    QString path; ///< of the list in the answer, for errors
};
/// Error: Decode.
Result<ListSlices> listSlices(const RawJson &json);

/// The list of an answer as an array, byte for byte, where nothing but the whole of it will do (it is sent back as a whole).
/// Error: Decode, also for one page of several.
Result<RawJson> wholeListFromJson(const RawJson &json);

/// From which number of entries on it is worth to decode a list on several threads, and how many each takes at a time.
inline constexpr std::size_t manyEntries = 2000;
inline constexpr std::size_t entriesAtATime = 1000;

/// The entries from `begin` to `end`, decoded; the error names the entry.
template <typename T>
Result<QList<T>> entriesFromJson(const RawJson &json, const ListSlices &list, std::size_t begin, std::size_t end,
                                 const std::function<Result<T>(const RawJson &, const QString &path)> &item)
{
    QList<T> items;
    items.reserve(static_cast<qsizetype>(end - begin));
    for (std::size_t i = begin; i < end; ++i) {
        Result<T> value
            = item(json.part(list.entries[i]), list.path + QLatin1Char('[') + QString::number(i) + QLatin1Char(']'));
        if (!value)
            return Failure(value.error());
        items.append(std::move(*value));
    }
    return items;
}

/// The entries of a list answer, each decoded; of a long list by several threads of the pool, for which the calling one waits.
/// The error names the entry.
template <typename T>
Result<QList<T>> itemsFromJson(const RawJson &json, const ListSlices &list,
                               const std::function<Result<T>(const RawJson &, const QString &path)> &item)
{
    if (list.entries.size() < manyEntries)
        return entriesFromJson<T>(json, list, 0, list.entries.size(), item);
    std::vector<std::size_t> begins;
    for (std::size_t begin = 0; begin < list.entries.size(); begin += entriesAtATime)
        begins.push_back(begin);
    const auto share = [&json, &list, &item](std::size_t begin) {
        return entriesFromJson<T>(json, list, begin, std::min(begin + entriesAtATime, list.entries.size()), item);
    };
    auto shares = QtConcurrent::blockingMapped<QList<Result<QList<T>>>>(begins, share);
    QList<T> all;
    all.reserve(static_cast<qsizetype>(list.entries.size()));
    for (Result<QList<T>> &each : shares) {
        if (!each)
            return Failure(each.error());
        all.append(std::move(*each));
    }
    return all;
}

/// A whole answer, decoded.
template <typename T>
Result<Page<T>> pageFromJson(const RawJson &json,
                             const std::function<Result<T>(const RawJson &, const QString &path)> &item)
{
    const auto list = listSlices(json);
    if (!list)
        return Failure(list.error());
    return itemsFromJson<T>(json, *list, item).map([&list](QList<T> items) {
        return Page<T>{std::move(items), list->nextPage, list->path};
    });
}

} // namespace metascope
