// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <QtCore/QHash>

/// Fields as text to be read or pasted elsewhere. `tables` gives the names of referenced tables where they are known.
namespace metascope::fieldtext {

/// A JSON list of columns, as the API spells them: what fieldpaste reads back without a loss.
QByteArray toJson(const QList<Field> &fields);
/// A table with a row for each field, nested ones by their path.
QString toMarkdown(const QList<Field> &fields, const QHash<TableId, QString> &tables);
/// The body of a `schema` block as XanoScript writes it. Close to it, not checked by Xano: what it has no known word for is
/// left out.
QString toXanoScript(const QList<Field> &fields, const QHash<TableId, QString> &tables);

} // namespace metascope::fieldtext
