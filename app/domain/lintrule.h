// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <bitset>
#include <optional>
#include <string_view>

namespace metascope {

/// What the schema lint looks for.
enum class LintRule {
    MissingTable,
    EnumWithoutValues,
    ReferenceWithoutIndex,
    DuplicateIndex,
    UnusedIndex,
    SensitiveName,
    NullableRequired,
    TextForUuid,
    TextForEnum,
    ListOfReferences,
    InconsistentName,
    MissingDescription,
};

/// How much a finding weighs. None of them stands in the way of applying: that is what Finding is for.
enum class LintSeverity {
    Hint, ///< a matter of taste or of order
    Warning, ///< probably not what was meant
    Problem, ///< cannot work as it stands
};

/// One row per rule: everything but the look-out itself.
struct LintRuleRow {
    LintRule rule;
    std::string_view key; ///< in settings
    LintSeverity severity;
    const char *name; ///< for tr() in the context "LintRule"
};

inline constexpr std::array lintRules{
    LintRuleRow{LintRule::MissingTable, "missing-table", LintSeverity::Problem,
                QT_TRANSLATE_NOOP("LintRule", "Reference to a missing table")},
    LintRuleRow{LintRule::EnumWithoutValues, "enum-without-values", LintSeverity::Problem,
                QT_TRANSLATE_NOOP("LintRule", "Enum without values")},
    LintRuleRow{LintRule::ReferenceWithoutIndex, "reference-without-index", LintSeverity::Warning,
                QT_TRANSLATE_NOOP("LintRule", "Reference without index")},
    LintRuleRow{LintRule::DuplicateIndex, "duplicate-index", LintSeverity::Warning,
                QT_TRANSLATE_NOOP("LintRule", "Duplicate index")},
    LintRuleRow{LintRule::UnusedIndex, "unused-index", LintSeverity::Warning,
                QT_TRANSLATE_NOOP("LintRule", "Unused index")},
    LintRuleRow{LintRule::SensitiveName, "sensitive-name", LintSeverity::Warning,
                QT_TRANSLATE_NOOP("LintRule", "Not marked sensitive")},
    LintRuleRow{LintRule::NullableRequired, "nullable-required", LintSeverity::Warning,
                QT_TRANSLATE_NOOP("LintRule", "Nullable and required")},
    LintRuleRow{LintRule::TextForUuid, "text-for-uuid", LintSeverity::Hint,
                QT_TRANSLATE_NOOP("LintRule", "Text instead of uuid")},
    LintRuleRow{LintRule::TextForEnum, "text-for-enum", LintSeverity::Hint,
                QT_TRANSLATE_NOOP("LintRule", "Text instead of enum")},
    LintRuleRow{LintRule::ListOfReferences, "list-of-references", LintSeverity::Hint,
                QT_TRANSLATE_NOOP("LintRule", "List of references")},
    LintRuleRow{LintRule::InconsistentName, "inconsistent-name", LintSeverity::Hint,
                QT_TRANSLATE_NOOP("LintRule", "Inconsistent naming")},
    LintRuleRow{LintRule::MissingDescription, "missing-description", LintSeverity::Hint,
                QT_TRANSLATE_NOOP("LintRule", "Missing description")},
};

static_assert(
    [] {
        for (std::size_t i = 0; i < lintRules.size(); ++i) {
            if (lintRules[i].rule != static_cast<LintRule>(i) || lintRules[i].key.empty())
                return false;
            for (std::size_t j = 0; j < i; ++j)
                if (lintRules[j].key == lintRules[i].key)
                    return false;
        }
        return true;
    }(),
    "the rows stand in the order of the enumeration, with unique keys");

constexpr const LintRuleRow &lintRuleRow(LintRule rule)
{
    return lintRules[static_cast<std::size_t>(rule)];
}

/// A set of rules. A value; bits in the order of LintRule.
class LintRuleSet {
public:
    [[nodiscard]] bool contains(LintRule rule) const { return m_rules.test(static_cast<std::size_t>(rule)); }
    void set(LintRule rule, bool isIn) { m_rules.set(static_cast<std::size_t>(rule), isIn); }
    [[nodiscard]] int count() const { return static_cast<int>(m_rules.count()); }
    /// LintRuleRow::key of each.
    [[nodiscard]] QStringList keys() const;
    /// What is no rule (any more) is left out.
    static LintRuleSet fromKeys(const QStringList &keys);
    bool operator==(const LintRuleSet &) const = default;

private:
    std::bitset<lintRules.size()> m_rules;
};

/// "Reference without index", for people.
QString lintRuleName(LintRule rule);
/// "problem", "warning" or "hint", for people.
QString lintSeverityName(LintSeverity severity);

} // namespace metascope
