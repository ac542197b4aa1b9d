// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

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

} // namespace metascope
