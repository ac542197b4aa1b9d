// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/codecs/listcodec.h"

namespace metascope {

Result<Page<RawJson>> listFromJson(const RawJson &json)
{
    if (json.isArray())
        return Page<RawJson>{json.elements(), std::nullopt};
    const auto items = json.isObject() ? json.member(u"items") : std::nullopt;
    if (!items || !items->isArray())
        return Failure(decodeErrorAt(QStringLiteral("$"), QStringLiteral("a list")));
    Page<RawJson> page;
    page.items = items->elements();
    const auto next = json.member(u"nextPage");
    // An empty page is the end, whatever it says of a next one.
    if (const auto number = next ? next->toInteger() : std::nullopt; number && !page.items.isEmpty())
        page.nextPage = static_cast<int>(*number);
    return page;
}

} // namespace metascope
