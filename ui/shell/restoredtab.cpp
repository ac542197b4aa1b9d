// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/restoredtab.h"

#include "ui/widgets/emptystate.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {
constexpr qsizetype longestName = 80; ///< in characters
}

RestoredTab::RestoredTab(EditorRequest request, IsOpen isOpen, QWidget *parent)
    : Editor(std::move(request), parent), m_isOpen(std::move(isOpen)), m_state(new EmptyState(this))
{
    setObjectName(QStringLiteral("restoredTab"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);
    connect(m_state, &EmptyState::actionTriggered, this, &RestoredTab::loadRequested);
    update();
}

void RestoredTab::showEvent(QShowEvent *event)
{
    update();
    Editor::showEvent(event);
}

void RestoredTab::update()
{
    const Target &target = request().target;
    const QString instance = visibleName(target.instanceName);
    QString place = target.workspaceName.isEmpty()
        ? instance
        : QStringLiteral("%1 › %2").arg(instance, visibleName(target.workspaceName));
    // Workspaces and tables are shared by all branches.
    const auto kind = request().path.kind;
    if (kind && kind != Kind::Table && !target.branch.value().isEmpty())
        place = tr("%1 › branch %2").arg(place, shortened(visibleName(target.branch.value()), longestName));
    const QString what = tr("%1 — %2, not loaded yet.").arg(shortened(visibleName(title()), longestName), place);
    const QString why = canLoad()
        ? tr("The tab is from the last time; nothing was sent for it so far.")
        : tr("The tab is from the last time, and %1 is not open: Load opens it, which may ask the keychain.")
              .arg(instance);
    m_state->setContent(what + u'\n' + why, tr("Load"));
}

} // namespace metascope
