// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/nodemarks.h"

#include "app/model/tokenwords.h"
#include "app/session/explorersource.h"

namespace metascope {

namespace {

void addMark(QList<NodeMark> &marks, const TargetMark &mark)
{
    if (!mark.isEmpty())
        marks.append({Badge::kindOf(mark.colour), Badge::wordOf(mark)});
}

} // namespace

QHash<QString, QList<NodeMark>> NodeMarks::of(const QList<InstanceEntry> &entries, bool forced, const QDateTime &now)
{
    QHash<QString, QList<NodeMark>> marks;
    const auto guard = [](QList<NodeMark> &list, GuardLevel level) {
        switch (level) {
        case GuardLevel::ReadOnly: list.append({Badge::Kind::Info, tr("READ-ONLY")}); break;
        case GuardLevel::Normal: list.append({Badge::Kind::Changed, tr("NORMAL")}); break;
        case GuardLevel::Confirm: list.append({Badge::Kind::Neutral, tr("CONFIRM")}); break;
        }
    };
    for (const InstanceEntry &entry : entries) {
        QList<NodeMark> own;
        addMark(own, entry.mark);
        // What nobody has changed needs no word.
        if (forced || entry.guard != GuardLevel::Confirm)
            guard(own, forced ? GuardLevel::ReadOnly : entry.guard);
        if (entry.place == TokenPlace::Session)
            own.append({Badge::Kind::Neutral, tr("SESSION")});
        const ExpiryState expiry = expiryState(entry.token.expiry, now);
        if (expiry == ExpiryState::Expired)
            own.append({Badge::Kind::Removed, tr("EXPIRED")});
        else if (expiry == ExpiryState::Soon)
            own.append(
                {Badge::Kind::Changed, tr("EXPIRES %1").arg(tokenwords::ends(entry.token.expiry, now)).toUpper()});
        if (!own.isEmpty())
            marks.insert(NodePath::ofInstance(entry.id).key(), own);
        for (auto it = entry.workspaces.cbegin(); it != entry.workspaces.cend(); ++it) {
            QList<NodeMark> workspace;
            addMark(workspace, it->mark);
            if (!forced && it->guard && *it->guard != entry.guard)
                guard(workspace, *it->guard);
            if (!workspace.isEmpty())
                marks.insert(NodePath::ofWorkspace(entry.id, it.key()).key(), workspace);
        }
    }
    return marks;
}

} // namespace metascope
