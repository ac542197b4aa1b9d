// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problemsmodel.h"

#include "app/model/schematext.h"
#include "ui/theme/icons.h"

namespace metascope {

namespace {

QIcon iconOf(const IconProvider &icons, LintSeverity severity)
{
    switch (severity) {
    case LintSeverity::Problem: return icons.icon(Icon::Error, IconTint::Error);
    case LintSeverity::Warning: return icons.icon(Icon::Warning, IconTint::Changed);
    case LintSeverity::Hint: break;
    }
    return icons.icon(Icon::Info, IconTint::Info);
}

} // namespace

ProblemsModel::ProblemsModel(const IconProvider &icons, QObject *parent) : RowTable<ProblemRow>(parent), m_icons(icons)
{}

void ProblemsModel::setProblems(const QList<Problem> &problems)
{
    QHash<QString, quint64> ids;
    QHash<QString, int> times;
    QList<ProblemRow> next;
    next.reserve(problems.size());
    for (const Problem &each : problems) {
        const LintFinding &finding = each.finding;
        // Two indexes can have the same fields.
        const QString same = QStringLiteral("%1 %2 %3 ")
                                 .arg(each.table.key())
                                 .arg(static_cast<int>(finding.rule))
                                 .arg(finding.isIndex ? 1 : 0)
            + finding.subject;
        const int time = times[same]++;
        const QString name = time == 0 ? same : same + QChar(QChar::Null) + QString::number(time);
        const auto known = m_ids.constFind(name);
        const quint64 id = known == m_ids.constEnd() ? ++m_lastId : *known;
        ids.insert(name, id);
        next.append({id, each});
    }
    m_ids = ids;
    update(next);
}

const Problem *ProblemsModel::problem(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? &rows().at(index.row()).problem : nullptr;
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ProblemsModel::text(const Problem &problem, int column)
{
    switch (column) {
    case SeverityColumn: return lintSeverityName(problem.finding.severity());
    case TableColumn: return problem.tableName;
    case FieldColumn:
        return problem.finding.isIndex ? tr("index on %1").arg(problem.finding.subject) : problem.finding.subject;
    case SentenceColumn: return problem.finding.sentence;
    case RuleColumn: return lintRuleName(problem.finding.rule);
    default: return {};
    }
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    const Problem *shown = problem(index);
    if (!shown)
        return {};
    const auto &fix = shown->finding.fix;
    const QString fixWords = fix ? tr("Fix: %1").arg(fix->name) : tr("No fix can be given: decide in the table.");
    switch (role) {
    case Qt::DisplayRole: return text(*shown, index.column());
    case Qt::DecorationRole:
        return index.column() == SeverityColumn ? iconOf(m_icons, shown->finding.severity()) : QVariant();
    case Qt::ToolTipRole: return schematext::toolTip(text(*shown, index.column()) + QLatin1Char('\n') + fixWords);
    case Qt::AccessibleDescriptionRole: return fixWords;
    default: return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn: return tr("Severity");
    case TableColumn: return tr("Table");
    case FieldColumn: return tr("Field");
    case SentenceColumn: return tr("Problem");
    case RuleColumn: return tr("Rule");
    default: return {};
    }
}

} // namespace metascope
