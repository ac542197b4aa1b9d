// SPDX-License-Identifier: GPL-3.0-or-later
// What the Problems dock asks of the editor.
#include "ui/editors/table/schemapane.h"
#include "ui/editors/table/tableeditor.h"

#include <QtWidgets/QStackedWidget>

#include <algorithm>

namespace metascope {

namespace {

/// Of the top-level field whose path that is, or whose nested one's; names may hold dots.
std::optional<EntryKey> keyOf(const QList<Keyed<Field>> &fields, const QString &path)
{
    const auto found = std::ranges::find_if(fields, [&path](const Keyed<Field> &entry) {
        return path == entry.value.name || path.startsWith(entry.value.name + QLatin1Char('.'));
    });
    return found == fields.end() ? std::nullopt : std::optional(found->key);
}

} // namespace

void TableEditor::goTo(const LintFinding &finding)
{
    if (!m_loaded) {
        m_goal = finding;
        return;
    }
    if (isWriting())
        return; // what is being sent stays in sight
    m_lint.refresh();
    const auto &all = m_lint.findings();
    const auto live = std::ranges::find_if(all, [&finding](const LintFinding &each) { return each.isSameAs(finding); });
    auto key = live == all.end() ? std::nullopt : std::optional(live->key);
    if (!key && !finding.isIndex)
        key = keyOf(m_document.current().fields, finding.subject);
    m_pages->setCurrentIndex(0);
    if (key)
        m_pane->showEntry(*key, finding.isIndex);
    else
        Q_EMIT statusMessage(tr("“%1” is not in %2 any more.").arg(finding.subject, title()));
}

void TableEditor::fix(const QList<LintFinding> &findings)
{
    if (!m_loaded || m_draftOffered) {
        m_toFix += findings;
        return;
    }
    if (isWriting()) {
        Q_EMIT statusMessage(tr("Changes to %1 are being applied: fix it when they are through.").arg(title()));
        return;
    }
    m_lint.refresh();
    QList<SchemaFix> fixes;
    QList<LintFinding> rest = m_lint.findings(); // of indexes that are the same, each counts once
    for (const LintFinding &finding : findings) {
        const auto live
            = std::ranges::find_if(rest, [&finding](const LintFinding &each) { return each.isSameAs(finding); });
        if (live == rest.end())
            continue;
        if (live->fix)
            fixes.append(*live->fix);
        rest.erase(live);
    }
    if (fixes.isEmpty()) {
        Q_EMIT statusMessage(tr("Nothing is left to be fixed in %1.").arg(title()));
        return;
    }
    const int count = static_cast<int>(fixes.size());
    const bool areAlike
        = std::ranges::all_of(fixes, [&fixes](const SchemaFix &each) { return each.name == fixes.constFirst().name; });
    m_pages->setCurrentIndex(0);
    m_document.stage(areAlike ? fixes.constFirst().name : tr("Fix %n Problem(s)", nullptr, count), fixes);
    m_lint.refresh();
    Q_EMIT statusMessage(tr("Staged %n fix(es) of %1.", nullptr, count).arg(title()));
}

} // namespace metascope
