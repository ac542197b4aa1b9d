// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tableschema.h"

namespace metascope {

enum class Severity {
    Warning, ///< worth a look; may be applied
    Problem, ///< must be put right before anything is sent
};

/// Which part of a field or index a finding is about: where the form shows it.
enum class FieldMember { Name, Type, Default, Values, Reference, Index, Validators, Vector, Children };

/// Something that is wrong with what is staged.
struct Finding {
    EntryKey key; ///< of the field or index
    FieldMember member = FieldMember::Name;
    Severity severity = Severity::Problem;
    QString message; ///< one sentence for people, plain text
    QList<qsizetype> path = {}; ///< of a nested field, from the entry down; empty for the entry itself
    bool operator==(const Finding &) const = default;
};

/// What is wrong with the staged fields and indexes, in their order. Only what is staged is looked at: a field that is as
/// it was loaded is the server's business. `tables` are the workspace's tables where they are known.
QList<Finding> validate(const TableSchema &base, const TableSchema &current,
                        const std::optional<QList<TableId>> &tables = std::nullopt);
/// Whether any of them stands in the way of applying.
bool hasProblems(const QList<Finding> &findings);

/// What a person has typed as the default of a field, as the JSON that goes out: numbers keep their text (decimals too),
/// texts become strings. Nothing where it does not fit the field's type.
std::optional<RawJson> defaultFromText(const Field &field, const QString &text);
/// The default as it stands in an edit field: a string's content, anything else as its JSON text.
QString defaultText(const RawJson &value);

} // namespace metascope
