// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

#include <QtCore/QHash>

namespace metascope {

/// What is staged, as it is kept through a crash: base and current with their keys. JSON, in which each field stands as
/// its own JSON text, every number and key as the server sent it. A value.
struct SchemaDraft {
    TableSchema base;
    TableSchema current;

    [[nodiscard]] QByteArray toJson() const;
    /// Error: Decode.
    static Result<SchemaDraft> fromJson(const QByteArray &text);
};

/// Writes drafts of one document again and again: what has not changed since the last one is not written anew. A key typed
/// into one of 500 fields leaves 499 as they were.
class DraftWriter final {
public:
    /// As SchemaDraft::toJson().
    QByteArray write(const TableSchema &base, const TableSchema &current);

private:
    TableSchema m_base;
    QList<RawJson> m_entries; ///< of its fields
    QHash<EntryKey, qsizetype> m_positions; ///< in it
    RawJson m_baseJson; ///< `null` before the first
};

} // namespace metascope
