// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

#include <optional>

namespace metascope {

/// What a table says of itself beside its fields and indexes. A value.
struct TableProperties {
    QString name;
    QString description;
    QString docs; ///< Markdown
    bool auth = false; ///< its records can sign in
    QStringList tags;
    QString guid;
    /// The fields that a search box of the service offers, by name; none where the server does not tell.
    std::optional<QStringList> autocomplete;
    RawJson autocompleteRaw; ///< that list as the server sent it, `null` where it did not

    bool operator==(const TableProperties &) const = default;
};

enum class TableProperty { Name, Description, Docs, Auth, Tags, Guid, Autocomplete };

/// From a table object. Error: Decode with the path (`name` must be a text).
Result<TableProperties> tablePropertiesFromJson(const RawJson &table);

/// To a table object of these members alone, which tablePropertiesFromJson() reads back but for `autocompleteRaw`.
RawJson tablePropertiesToJson(const TableProperties &properties);

/// In what they differ, in the order of TableProperty. No autocomplete and an empty one are no difference.
QList<TableProperty> changedProperties(const TableProperties &a, const TableProperties &b);
/// `properties` with that one taken from `other`.
TableProperties withProperty(TableProperties properties, TableProperty property, const TableProperties &other);

/// What turns `base` into `target` by `PUT table`: the members that differ and no other, since what is left out stays. Name,
/// description, docs, auth and tags; the other two have calls of their own.
RawJson propertiesBody(const TableProperties &base, const TableProperties &target);
/// The body of `PUT …/security`.
RawJson securityBody(const TableProperties &target);
/// The body of `PUT …/autocomplete`; an entry that was there keeps what else it says.
RawJson autocompleteBody(const TableProperties &target);

} // namespace metascope
