// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lintmarks.h"

#include <algorithm>

namespace metascope {

QList<Finding> lintMarks(const QList<LintFinding> &lint, const QList<Finding> &said)
{
    QList<Finding> marks;
    for (const LintFinding &each : lint) {
        const auto isAlike = [&each](const Finding &other) {
            return other.key == each.key
                && ((each.rule == LintRule::EnumWithoutValues && other.member == FieldMember::Values)
                    || (each.rule == LintRule::MissingTable && other.member == FieldMember::Reference)
                    || (each.rule == LintRule::DuplicateIndex && other.member == FieldMember::Index));
        };
        if (each.severity() == LintSeverity::Hint || std::ranges::any_of(said, isAlike))
            continue;
        marks.append({each.key, each.isIndex ? FieldMember::Index : FieldMember::Type, Severity::Warning,
                      lintRuleName(each.rule) + QStringLiteral(": ") + each.sentence});
    }
    return marks;
}

} // namespace metascope
