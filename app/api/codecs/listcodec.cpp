// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/codecs/listcodec.h"

#include "app/base/jsonscanner.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct ListText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Codec)
};

constexpr QStringView itemsKey = u"items";
constexpr QStringView nextKey = u"nextPage";

} // namespace

Result<ListSlices> listSlices(const RawJson &json)
{
    const auto text = [](const QByteArray &bytes) {
        return std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    };
    ListSlices list;
    list.path = QStringLiteral("$");
    std::string_view array = text(json.text());
    std::optional<qint64> next;
    if (json.isObject()) {
        array = {};
        // In one pass: the text of a long list is megabytes. Of a key that stands twice the last counts.
        eachMember(text(json.text()), [&](std::string_view key, std::string_view value) {
            if (isJsonKey(key, itemsKey))
                array = value;
            else if (isJsonKey(key, nextKey))
                next = json.part(value).toInteger();
        });
        list.path += QLatin1Char('.') + itemsKey;
    }
    if (!array.starts_with('['))
        return Failure(decodeErrorAt(QStringLiteral("$"), ListText::tr("a list")));
    eachElement(array, [&list](std::string_view entry) { list.entries.push_back(entry); });
    if (next && !list.entries.empty())
        list.nextPage = static_cast<int>(*next);
    return list;
}

Result<Page<RawJson>> listFromJson(const RawJson &json)
{
    const auto list = listSlices(json);
    if (!list)
        return Failure(list.error());
    Page<RawJson> page{{}, list->nextPage, list->path};
    page.items.reserve(static_cast<qsizetype>(list->entries.size()));
    for (const std::string_view entry : list->entries)
        page.items.append(json.part(entry));
    return page;
}

Result<RawJson> wholeListFromJson(const RawJson &json)
{
    const auto page = listFromJson(json);
    if (!page)
        return Failure(page.error());
    if (page->nextPage)
        return Failure(decodeErrorAt(QStringLiteral("$.nextPage"), ListText::tr("null: the list must be whole")));
    return json.isArray() ? json : *json.member(itemsKey);
}

} // namespace metascope
