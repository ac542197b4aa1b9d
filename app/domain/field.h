// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/base/rawjson.h"
#include "app/domain/tableproperties.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace metascope {

/// One field of a table (Xano: schema column). A value.
/// `raw` is the object as the server sent it; fieldToJson() changes in it only what differs from what it says, so that
/// everything that this program does not edit, known key or not, goes back byte for byte.
struct Field {
    QString name;
    QString type; ///< as in the API's JSON; a reference is `int` or `uuid` with a table
    QString description;
    bool required = false;
    bool nullable = false;
    std::optional<RawJson> defaultValue; ///< none, `""` and a value are three states
    QString access = QStringLiteral("public"); ///< public, private or internal
    bool sensitive = false;
    QString style = QStringLiteral("single"); ///< single or list
    QString format; ///< of a text: empty, plaintext, yaml, html, xml, markdown
    QStringList values; ///< of an enum
    std::optional<TableId> reference; ///< the table that `tableref_id` names, where it is > 0
    QList<Field> children; ///< of an object
    std::optional<RawJson> validators; ///< what the create calls name `filters`; none where nothing is checked
    std::optional<qint64> vectorSize; ///< of a vector: how many numbers it holds
    RawJson raw; ///< an object, or `null` for a field that never was on the server

    bool operator==(const Field &other) const; // defaulted below, where QList<Field> can be compared
    [[nodiscard]] bool isReference() const { return reference.has_value(); }
    [[nodiscard]] bool isList() const { return style == QLatin1String("list"); }
};

inline bool Field::operator==(const Field &other) const = default;

/// From a column's JSON. Missing keys have the API's documented defaults. Error: Decode with the path (`name` and `type`
/// must be texts, the object an object).
Result<Field> fieldFromJson(const RawJson &json);
/// To a column's JSON: `raw` with the changed members replaced in place and new ones at the end.
RawJson fieldToJson(const Field &field);
/// Equal in what they mean for the table: `filters` and `validators` are one key, filled-in defaults and spellings
/// of the same value are no difference. What the conflict check compares.
bool sameColumn(const Field &a, const Field &b);
/// As sameColumn(), the names left aside.
bool sameButName(const Field &a, const Field &b);

/// One index of a table. A value; `raw` as in Field.
struct IndexField {
    QString name;
    QString op; ///< asc, desc, or an operator class; empty where the server gave none
    std::optional<qint64> priority = {}; ///< of a search index: the weight of the field
    bool operator==(const IndexField &) const = default;
};
struct Index {
    QString id; ///< eight hex digits, given by the server; empty for a new one
    QString type; ///< primary, btree, btree|unique, gin, search, spatial, vector …
    QList<IndexField> fields;
    RawJson raw;
    QString name; ///< of a search index
    QString lang; ///< of a search index: the language whose words it knows
    bool operator==(const Index &) const = default;
    [[nodiscard]] bool isPrimary() const { return type == QLatin1String("primary"); }
    [[nodiscard]] bool isUnique() const;
    [[nodiscard]] bool uses(const QString &field) const;
};
/// From an index's JSON. Error: Decode with the path (`type` must be a text, `fields` an array).
Result<Index> indexFromJson(const RawJson &json);
/// To an index's JSON; as fieldToJson().
RawJson indexToJson(const Index &index);
/// Equal in type and fields, of a search index in name and language too; the id does not count.
bool sameIndex(const Index &a, const Index &b);

/// A key that stays with an entry from load to apply, whatever its name becomes: so a rename, a move and a drop plus
/// an add are three different things.
using EntryKey = StrongId<struct EntryKeyTag, quint64>;

template <typename T>
struct Keyed {
    EntryKey key;
    T value;
    bool operator==(const Keyed &) const = default;
};

/// The part of a table that the schema editor stages. The first field is the primary key: it stays first, as it is.
struct TableSchema {
    QList<Keyed<Field>> fields;
    QList<Keyed<Index>> indexes;
    std::optional<TableProperties> properties = {}; ///< none where they were not read: nothing is then staged of them
    bool operator==(const TableSchema &) const = default;
};

} // namespace metascope
