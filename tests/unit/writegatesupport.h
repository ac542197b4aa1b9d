// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writegate.h"

#include <algorithm>

namespace metascope::test {

inline const WorkspaceId workspace(1);
inline const QStringList table{QStringLiteral("1"), QStringLiteral("7")};

class FixedPolicy final : public GuardPolicy {
public:
    explicit FixedPolicy(GuardLevel level) : m_level(level) {}
    [[nodiscard]] GuardLevel guardLevel(const InstanceId &, WorkspaceId) const override { return m_level; }

private:
    GuardLevel m_level;
};

/// A request that is well formed for the row, whatever it needs.
inline Request requestFor(EndpointId id)
{
    Request request;
    request.endpoint = id;
    const auto path = endpointRow(id).path;
    for (qsizetype i = 0; i < std::ranges::count(path, '{'); ++i)
        request.args.append(QString::number(i + 1));
    request.branch = BranchLabel(QStringLiteral("v1"));
    request.dataSource = DataSourceLabel(QStringLiteral("live"));
    return request;
}

inline RawJson json(const char *text)
{
    return *RawJson::parse(text);
}

inline Request read()
{
    Request request;
    request.endpoint = EndpointId::SchemaGet;
    request.args = table;
    return request;
}

inline ConfirmedWrite put(const QList<ListEntry> &entries)
{
    Request request;
    request.endpoint = EndpointId::SchemaPut;
    request.args = table;
    return {request, ListPut{QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, entries}};
}

inline ListEntry asRead(const QString &name)
{
    ListEntry entry;
    entry.identity = name;
    return entry;
}

} // namespace metascope::test
