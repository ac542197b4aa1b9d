// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/validation.h"

namespace metascope {

/// As Finding, for a field that has no key: one of a paste, one inside an object.
struct FieldFinding {
    FieldMember member = FieldMember::Name;
    Severity severity = Severity::Problem;
    QString message;
    QList<qsizetype> path = {}; ///< from the checked field down; empty for itself
    bool operator==(const FieldFinding &) const = default;
};

/// What is wrong with a name; `isDouble`: another field beside it has it.
QList<FieldFinding> checkFieldName(const QString &name, bool isDouble);
/// What is wrong with everything else, children included. Children that are as in `before` (as loaded; null for a new
/// field) are the server's business.
QList<FieldFinding> checkFieldOptions(const Field &field, const Field *before,
                                      const std::optional<QList<TableId>> &tables = std::nullopt);

} // namespace metascope
