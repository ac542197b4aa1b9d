// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/schematext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope::schematext {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(metascope::SchemaModel)
};

/// An object is marked for what is wrong inside it too.
bool isInside(const Finding &finding, const QList<qsizetype> &child)
{
    return finding.path.size() >= child.size() && std::equal(child.begin(), child.end(), finding.path.begin());
}

} // namespace

QString changeWord(EntryChanges changes)
{
    if (changes.testFlag(EntryChange::Added))
        return Words::tr("added");
    if (changes.testFlag(EntryChange::Removed))
        return Words::tr("removed");
    return changes ? Words::tr("changed") : QString();
}

QString changeText(EntryChanges changes, const QString &before)
{
    QStringList parts;
    if (changes.testFlag(EntryChange::Added))
        parts.append(Words::tr("added"));
    if (changes.testFlag(EntryChange::Removed))
        parts.append(Words::tr("removed"));
    if (changes.testFlag(EntryChange::Renamed))
        parts.append(Words::tr("renamed from %1").arg(before));
    if (changes.testFlag(EntryChange::Options))
        parts.append(Words::tr("changed"));
    if (changes.testFlag(EntryChange::Moved))
        parts.append(Words::tr("moved"));
    return parts.join(QStringLiteral("; "));
}

QString yesNo(bool value)
{
    return value ? Words::tr("yes") : Words::tr("no");
}

QString findingText(const QList<Finding> &findings, EntryKey key, const QList<qsizetype> &child)
{
    QStringList lines;
    for (const Finding &finding : findings) {
        if (finding.key == key && isInside(finding, child))
            lines.append(finding.message);
    }
    return lines.join(QLatin1Char('\n'));
}

int findingLevel(const QList<Finding> &findings, EntryKey key, const QList<qsizetype> &child)
{
    int level = 0;
    for (const Finding &finding : findings) {
        if (finding.key == key && isInside(finding, child))
            level = std::max(level, finding.severity == Severity::Problem ? 2 : 1);
    }
    return level;
}

QString toolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

} // namespace metascope::schematext
