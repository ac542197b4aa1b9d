// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/lintrule.h"

#include <QtCore/QCoreApplication>

namespace metascope {

QStringList LintRuleSet::keys() const
{
    QStringList keys;
    for (const LintRuleRow &row : lintRules)
        if (contains(row.rule))
            keys.append(QString::fromLatin1(row.key.data(), static_cast<qsizetype>(row.key.size())));
    return keys;
}

LintRuleSet LintRuleSet::fromKeys(const QStringList &keys)
{
    LintRuleSet rules;
    for (const LintRuleRow &row : lintRules)
        rules.set(row.rule, keys.contains(QLatin1String(row.key.data(), static_cast<qsizetype>(row.key.size()))));
    return rules;
}

QString lintRuleName(LintRule rule)
{
    return QCoreApplication::translate("LintRule", lintRuleRow(rule).name);
}

QString lintSeverityName(LintSeverity severity)
{
    switch (severity) {
    case LintSeverity::Hint: return QCoreApplication::translate("LintRule", "hint");
    case LintSeverity::Warning: return QCoreApplication::translate("LintRule", "warning");
    case LintSeverity::Problem: return QCoreApplication::translate("LintRule", "problem");
    }
    return {};
}

} // namespace metascope
