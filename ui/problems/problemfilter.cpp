// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problemfilter.h"

#include "ui/problems/problemsmodel.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct FilterText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ProblemsPane)
};

bool holds(const Problem &problem, const QStringList &words)
{
    if (words.isEmpty())
        return true;
    QString text;
    for (int column = 0; column < ProblemsModel::ColumnCount; ++column)
        text += ProblemsModel::text(problem, column) + QLatin1Char('\n');
    return std::ranges::all_of(words,
                               [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

ProblemCounts countProblems(const QList<Problem> &problems)
{
    ProblemCounts counts;
    for (const Problem &each : problems) {
        switch (each.finding.severity()) {
        case LintSeverity::Problem: ++counts.problems; break;
        case LintSeverity::Warning: ++counts.warnings; break;
        case LintSeverity::Hint: ++counts.hints; break;
        }
    }
    return counts;
}

QString describe(const ProblemCounts &counts)
{
    QStringList parts;
    if (counts.problems > 0)
        parts.append(FilterText::tr("%n problem(s)", nullptr, counts.problems));
    if (counts.warnings > 0)
        parts.append(FilterText::tr("%n warning(s)", nullptr, counts.warnings));
    if (counts.hints > 0)
        parts.append(FilterText::tr("%n hint(s)", nullptr, counts.hints));
    return parts.join(QStringLiteral(", "));
}

QList<Problem> filterProblems(const QList<Problem> &problems, const QString &text, LintSeverity least)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<Problem> shown;
    for (const LintSeverity severity : {LintSeverity::Problem, LintSeverity::Warning, LintSeverity::Hint}) {
        if (severity < least)
            break;
        for (const Problem &each : problems) {
            if (shown.size() >= mostProblems)
                return shown;
            if (each.finding.severity() == severity && holds(each, words))
                shown.append(each);
        }
    }
    return shown;
}

} // namespace metascope
