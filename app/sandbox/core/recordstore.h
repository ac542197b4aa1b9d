// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/tablestate.h"

#include <functional>

namespace metascope::sandbox {

/// What a record holds in `column` where nothing was given: its default, null, or the type's empty value.
RawJson emptyValue(const RawJson &column, qint64 now);

/// A record as `columns` want it: their order, values of `given` by name, emptyValue() for the rest.
RawJson shapedRecord(const QList<RawJson> &columns, const RawJson &given, qint64 now);

/// Rewrites every record of the table, in every data source.
void rewriteRecords(const Call &call, qint64 table, const std::function<RawJson(const RawJson &)> &change);

/// Gives the records the shape of the table's columns: data of dropped ones goes, new ones get their defaults.
void reshapeRecords(const Call &call, const TableState &table);

} // namespace metascope::sandbox
