// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/base/rawjson.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace metascope {

/// The member of a table's JSON that holds its fields.
inline constexpr QStringView schemaMember = u"schema";
/// The same of its indexes.
inline constexpr QStringView indexMember = u"index";

/// A field that says of which table its values are: certain, since the schema says so.
struct TableReference {
    TableId from;
    TableId to;
    QString field; ///< its path: `lines.product_id`
    bool operator==(const TableReference &) const = default;
};

/// An index that a field is part of.
struct IndexUse {
    QString type; ///< as the server names it
    QStringList fields; ///< all of the index
    bool operator==(const IndexUse &) const = default;
};

/// Which tables name which others in their fields. A value, made from what the tables' lists or schemas say; linear in the
/// length of that, and with an answer for any JSON.
class ReferenceGraph {
public:
    /// Takes a table's JSON in. Says false, and takes nothing, where it does not carry its schema: what that table uses is not
    /// known. Of a table that comes twice the first counts.
    bool add(TableId table, const RawJson &raw);

    [[nodiscard]] bool knows(TableId table) const { return m_from.contains(table); }
    /// What the fields of a table name, in the order of its fields. Tables that are not (yet) known as well.
    [[nodiscard]] QList<TableReference> from(TableId table) const { return m_from.value(table); }
    /// The fields that name a table, its own included, in the order in which their tables came.
    [[nodiscard]] QList<TableReference> to(TableId table) const { return m_to.value(table); }
    /// The indexes of a table that use a field, where its JSON has them.
    [[nodiscard]] QList<IndexUse> indexesOf(TableId table, const QString &field) const;

private:
    void collect(TableId table, const RawJson &fields, const QString &prefix, int depth);

    QHash<TableId, QList<TableReference>> m_from;
    QHash<TableId, QList<TableReference>> m_to;
    QHash<TableId, QList<IndexUse>> m_indexes;
};

/// Whether a table's JSON carries its schema.
bool hasSchema(const RawJson &table);

} // namespace metascope
