// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/codecs/listcodec.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct ListText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Codec)
};

constexpr QStringView itemsKey = u"items";

std::optional<int> nextPageOf(const RawJson &envelope)
{
    const auto next = envelope.member(u"nextPage");
    const auto number = next ? next->toInteger() : std::nullopt;
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

} // namespace

Result<Page<RawJson>> listFromJson(const RawJson &json)
{
    if (json.isArray())
        return Page<RawJson>{json.elements(), std::nullopt, QStringLiteral("$")};
    const auto items = json.isObject() ? json.member(itemsKey) : std::nullopt;
    if (!items || !items->isArray())
        return Failure(decodeErrorAt(QStringLiteral("$"), ListText::tr("a list")));
    Page<RawJson> page{items->elements(), nextPageOf(json), QStringLiteral("$.") + itemsKey};
    // An empty page is the end, whatever it says of a next one.
    if (page.items.isEmpty())
        page.nextPage.reset();
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
