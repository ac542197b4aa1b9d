// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/timestamps.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

/// The public files, unless the private ones are asked for: no list has both.
Answer listFiles(Call &call)
{
    const auto page = readPage(call, Page::LargestList);
    if (!page)
        return Refusal(page.error());
    const QString order = call.query(u"order", u"desc"_s);
    const QVariantList bound{call.instance(), call.workspace(), call.query(u"access", u"public"_s),
                             call.query(u"search", u""_s)};
    QList<RawJson> all;
    // The declaration lets through no other words than the columns' names.
    for (const auto &row : call.database().rows(
             u"SELECT id, created_at, name, size, type, mime, access, path FROM file WHERE instance = ?"
             " AND workspace = ? AND access = ? AND instr(lower(name), lower(?)) ORDER BY "_s
                 + call.query(u"sort", u"created_at"_s) + u' ' + order + ", id "_L1 + order,
             bound))
        all.append(RawJson::object({{u"id"_s, RawJson::integer(row[0].toLongLong())},
                                    {u"created_at"_s, timestamp(row[1].toLongLong(), Spelling::Zone)},
                                    {u"name"_s, RawJson::string(row[2].toString())},
                                    {u"size"_s, RawJson::integer(row[3].toLongLong())},
                                    {u"type"_s, RawJson::string(row[4].toString())},
                                    {u"mime"_s, RawJson::string(row[5].toString())},
                                    {u"access"_s, RawJson::string(row[6].toString())},
                                    {u"path"_s, RawJson::string(row[7].toString())}}));
    return shortEnvelope(*page, all);
}

constexpr std::array listQuery{pageParameter,
                               pageSizeParameter,
                               searchParameter,
                               Parameter{"access", Type::Text, false, "public|private"},
                               Parameter{"sort", Type::Text, false, "created_at|name|size|mime"},
                               orderParameter};

constexpr std::array routes{
    Route{Part::Instance, "GET", "/workspace/{workspace_id}/file", {Area::File, Right::Read}, listFiles, listQuery},
};

} // namespace

std::span<const Route> fileRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
