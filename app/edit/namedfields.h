// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

namespace metascope {

bool isNameOf(const TableSchema &schema, const QString &name);
/// Whether the fields of a loaded index are all still staged.
bool isComplete(const Index &index, const TableSchema &base, const TableSchema &current);

/// After a rename: loaded indexes follow their fields by key; added or changed ones by name, unless two fields have it
/// (then the index keeps the name that is gone, and validation says so: better than to mean another field).
void renameInIndexes(const TableSchema &base, const TableSchema &before, TableSchema &after, const QString &from,
                     const QString &to);
/// The same of the autocomplete.
void renameInAutocomplete(TableSchema &schema, const QString &from, const QString &to);
/// Puts a field that came back where the autocomplete had it, after what still precedes it there.
void putBackInAutocomplete(const TableSchema &base, TableSchema &schema, const QString &name);

} // namespace metascope
