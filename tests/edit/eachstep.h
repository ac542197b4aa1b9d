// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/edit/schemagenerator.h"

/// A table and a change of it that takes a step of each kind.
namespace metascope::test {

inline TableSchema tableWithIndexes()
{
    KeySource keys;
    TableSchema schema = SchemaGenerator::fourFields("00000001");
    keys.avoid(schema);
    schema.indexes.append(
        {keys.next(), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("c")}, "00000002")});
    return schema;
}

/// One step of each kind: index c away, a renamed, n added, b required, an index on b, c dropped.
inline TableSchema changedInEachWay(const TableSchema &base)
{
    TableSchema schema = base;
    schema.fields[1].value.name = QStringLiteral("title");
    schema.fields[2].value.required = true;
    schema.fields.removeAt(3);
    Field made;
    made.name = QStringLiteral("n");
    made.type = QStringLiteral("text");
    schema.fields.append({EntryKey(50), made});
    schema.indexes.removeAt(1);
    schema.indexes.append(
        {EntryKey(51), SchemaGenerator::index(QStringLiteral("btree|unique"), {QStringLiteral("b")})});
    return schema;
}

} // namespace metascope::test
