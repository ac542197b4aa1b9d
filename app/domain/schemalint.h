// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/lintrule.h"
#include "app/domain/schemafix.h"

#include <QtCore/QHash>

#include <optional>

namespace metascope {

/// What is known beside a table's own schema.
struct LintContext {
    /// The workspace's tables by name; none where they are not all known, and then no reference is called broken.
    std::optional<QHash<TableId, QString>> tables;
    bool areIndexesKnown
        = true; ///< false: the schema's indexes are not those of the table, and nothing is said of them
    QHash<QString, QStringList> samples; ///< values that stand in a text field, by its path; where some were seen
    LintRuleSet off; ///< rules that are switched off
};

/// Something in a table's schema that is worth a look.
struct LintFinding {
    LintRule rule = LintRule::MissingDescription;
    EntryKey key; ///< of the field (a nested one's is its object's) or of the index
    bool isIndex = false;
    QString subject; ///< the field's path (`group.title`), or the fields of the index: "status, created_at"
    QString sentence; ///< for people, plain text
    std::optional<SchemaFix> fix;

    [[nodiscard]] LintSeverity severity() const { return lintRuleRow(rule).severity; }
    /// Whether it is the same finding, be the schema read another time (and so with other keys).
    [[nodiscard]] bool isSameAs(const LintFinding &other) const
    {
        return rule == other.rule && isIndex == other.isIndex && subject == other.subject;
    }
    bool operator==(const LintFinding &) const = default;
};

/// What the rules find in a schema, fields first, each in their order. Linear in the schema's length but for the fields of
/// an index, of which mostIndexFields are looked at. Re-entrant. The primary key is left alone: it stays as it is.
QList<LintFinding> lintSchema(const TableSchema &schema, const LintContext &context = {});

/// Indexes of more fields are none that a database would make.
inline constexpr qsizetype mostIndexFields = 32;

} // namespace metascope
