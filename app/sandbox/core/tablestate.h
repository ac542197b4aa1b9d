// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/call.h"

namespace metascope::sandbox {

/// Of the table object and of its bodies.
inline constexpr QStringView autocompleteKey = u"autocomplete";

/// One table as it is stored: loaded, changed and saved within one call.
struct TableState {
    qint64 id = 0;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    RawJson facts; ///< name, description, docs, guid, auth, tag; autocomplete where it was set
    QList<RawJson> columns; ///< as they were sent
    QList<RawJson> indexes;
};

/// The table that the path names. 400 for an id that is none, 404 for an unknown one.
Outcome<TableState> loadTable(const Call &call);
/// Also sets `updatedAt` to the moment of the call.
void saveTable(const Call &call, TableState &table);
/// The object that lists and reads answer.
QByteArray tableText(qint64 id, qint64 createdAt, qint64 updatedAt, const QByteArray &facts, bool is2023);
RawJson tableJson(const Call &call, const TableState &table);

/// The name of a column or index field; empty where it has none.
QString nameOf(const RawJson &entry);
/// Position of the column of that name, -1 where there is none.
qsizetype columnIndex(const TableState &table, QStringView name);
/// Drops the indexes that use a column which is no longer there, as the database below does, and what the autocomplete
/// says of it.
void dropOrphans(TableState &table);
/// The same text for the column in indexes and autocomplete after it got another name.
void followRename(TableState &table, const QString &from, const QString &to);

/// Checks and completes a list of columns that a client sent (`filters` becomes `validators`). 400 with the API's own
/// texts: the first entry has to be the primary key, names are unique, types known here or already in `known`.
Outcome<QList<RawJson>> readColumns(const RawJson &list, const QList<RawJson> &known);
/// Whether those entries of `fields` name columns, and ones that an index of that type can be on. 400 otherwise.
Outcome<bool> checkIndexFields(const QString &type, const RawJson &fields, const TableState &table);
/// Checks a list of indexes and gives those without an id one.
Outcome<QList<RawJson>> readIndexes(const RawJson &list, const TableState &table);
/// A new index id: eight hexadecimal digits.
QString newIndexId();

} // namespace metascope::sandbox
