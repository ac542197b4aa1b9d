// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

#include <QtCore/QStringList>

#include <variant>

namespace metascope {

/// A change of a field, or of one nested in it: what differs between `before` and `after` is to be set, whatever else was
/// changed since, so that several of them can be staged together.
struct FieldFix {
    EntryKey key; ///< of the top-level field
    QStringList path; ///< names of the nested fields below it; empty for itself
    Field before;
    Field after;
    bool operator==(const FieldFix &) const = default;
};

struct IndexAddition {
    Index index;
    bool operator==(const IndexAddition &) const = default;
};

struct IndexRemoval {
    EntryKey key;
    bool operator==(const IndexRemoval &) const = default;
};

/// One change of a schema that puts something right, as a value: SchemaDocument::stage() makes it.
struct SchemaFix {
    QString name; ///< for the undo menu: "Mark as Sensitive"
    std::variant<FieldFix, IndexAddition, IndexRemoval> change;
    bool operator==(const SchemaFix &) const = default;
};

/// `field` with what the fix changes but the names (of which other entries may hold, or mean, the same). False where the
/// nested field is not there any more.
bool applyFix(const FieldFix &fix, Field &field);

} // namespace metascope
