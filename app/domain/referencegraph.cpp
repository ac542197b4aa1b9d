// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/referencegraph.h"

#include "app/domain/columnkeys.h"

namespace metascope {

namespace {

/// Deeper than any schema; JSON that is deeper is somebody's joke.
constexpr int deepest = 64;

QString textOf(const RawJson &object, QStringView key)
{
    const auto member = object.member(key);
    return member ? member->toString().value_or(QString()) : QString();
}

} // namespace

bool hasSchema(const RawJson &table)
{
    const auto schema = table.member(schemaMember);
    return schema && schema->isArray();
}

bool ReferenceGraph::add(TableId table, const RawJson &raw)
{
    const auto schema = raw.member(schemaMember);
    if (!schema || !schema->isArray())
        return false;
    if (m_from.contains(table))
        return true;
    m_from.insert(table, {});
    collect(table, *schema, {}, 0);
    const auto indexes = raw.member(indexMember).value_or(RawJson()).elements();
    for (const RawJson &index : indexes) {
        IndexUse use{textOf(index, columnkey::type), {}};
        const auto fields = index.member(columnkey::fields).value_or(RawJson()).elements();
        for (const RawJson &field : fields)
            use.fields.append(textOf(field, columnkey::name));
        m_indexes[table].append(use);
    }
    return true;
}

void ReferenceGraph::collect(TableId table, const RawJson &fields, const QString &prefix, int depth)
{
    if (depth > deepest)
        return;
    const auto elements = fields.elements();
    for (const RawJson &field : elements) {
        const QString path = prefix + textOf(field, columnkey::name);
        const auto named = field.member(columnkey::reference);
        if (const auto number = named ? named->toInteger() : std::nullopt; number && *number > 0) {
            const TableReference reference{table, TableId(*number), path};
            m_from[table].append(reference);
            m_to[reference.to].append(reference);
        }
        if (const auto children = field.member(columnkey::children))
            collect(table, *children, path + QLatin1Char('.'), depth + 1);
    }
}

QList<IndexUse> ReferenceGraph::indexesOf(TableId table, const QString &field) const
{
    QList<IndexUse> uses = m_indexes.value(table);
    uses.removeIf([&field](const IndexUse &use) { return !use.fields.contains(field); });
    return uses;
}

} // namespace metascope
