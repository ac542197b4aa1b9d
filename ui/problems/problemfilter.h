// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/problems/problem.h"

namespace metascope {

/// How many problems of each weight there are.
struct ProblemCounts {
    int problems = 0;
    int warnings = 0;
    int hints = 0;
    [[nodiscard]] int total() const { return problems + warnings + hints; }
    bool operator==(const ProblemCounts &) const = default;
};
ProblemCounts countProblems(const QList<Problem> &problems);
/// "1 problem, 2 warnings, 3 hints"; what there is none of is left out.
QString describe(const ProblemCounts &counts);

/// Those of at least that weight in whose columns all words of `text` stand, the heaviest first, at most mostProblems.
QList<Problem> filterProblems(const QList<Problem> &problems, const QString &text, LintSeverity least);

/// So many are shown at once: more than anybody reads.
inline constexpr qsizetype mostProblems = 2000;

} // namespace metascope
