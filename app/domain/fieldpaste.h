// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace metascope {

/// One field that a text was read as.
struct PastedField {
    Field field;
    QStringList notes; ///< what was read otherwise than it stands, for people
    bool operator==(const PastedField &) const = default;
};

/// What a text was read as. A value.
struct PastedFields {
    QList<PastedField> fields;
    QStringList skipped; ///< lines and entries that are no field, each with why, for people
    bool operator==(const PastedFields &) const = default;
};

/// Reads fields from a text: a JSON list of columns (an object with `schema`, or one column alone), everything in them
/// kept; else lines with tabs, as from a spreadsheet: name, type, description, required, nullable, default, in that order
/// or in that of a first line with these words. A type that is none of the API's is read as the nearest one, and said.
/// `tables` are the workspace's, by name, for references. Never fails: what is nothing is in `skipped`.
PastedFields fieldsFromText(const QString &text, const QHash<QString, TableId> &tables = {});

} // namespace metascope
