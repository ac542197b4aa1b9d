// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetsettings.h"

#include "ui/shell/markdialog.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace metascope {

namespace {

/// Takes what is as the instance off the list again, so that only what a person set is on it.
template <typename F>
void editWorkspace(InstanceEntry &entry, WorkspaceId workspace, const F &edit)
{
    WorkspaceSettings settings = entry.workspaces.value(workspace);
    edit(settings);
    if (settings.isDefault())
        entry.workspaces.remove(workspace);
    else
        entry.workspaces.insert(workspace, settings);
}

} // namespace

TargetSettings::TargetSettings(InstanceRegistry &registry, const Theme &theme, bool forced, QWidget &window,
                               QObject *parent)
    : QObject(parent), m_registry(registry), m_theme(theme), m_forced(forced), m_window(window)
{}

QString TargetSettings::levelName(GuardLevel level)
{
    switch (level) {
    case GuardLevel::Normal: return tr("Normal");
    case GuardLevel::Confirm: return tr("Confirm");
    case GuardLevel::ReadOnly: break;
    }
    return tr("Read-only");
}

const InstanceEntry *TargetSettings::entry(const InstanceId &instance) const
{
    const auto &entries = m_registry.entries();
    const auto found = std::ranges::find(entries, instance, &InstanceEntry::id);
    return found == entries.end() ? nullptr : &*found;
}

GuardLevel TargetSettings::level(const TargetScope &scope) const
{
    if (m_forced)
        return GuardLevel::ReadOnly;
    const InstanceEntry *found = entry(scope.instance);
    if (scope.workspace || !found)
        return m_registry.guardLevel(scope.instance, scope.workspace.value_or(WorkspaceId()));
    return found->guard;
}

std::optional<GuardLevel> TargetSettings::ownLevel(const TargetScope &scope) const
{
    const InstanceEntry *found = entry(scope.instance);
    if (!found)
        return std::nullopt;
    return scope.workspace ? found->workspaces.value(*scope.workspace).guard : std::optional(found->guard);
}

TargetMark TargetSettings::mark(const InstanceId &instance, std::optional<WorkspaceId> workspace) const
{
    const InstanceEntry *found = entry(instance);
    if (!found)
        return {};
    if (workspace)
        if (const TargetMark own = found->workspaces.value(*workspace).mark; !own.isEmpty())
            return own;
    return found->mark;
}

void TargetSettings::setLevel(const TargetScope &scope, std::optional<GuardLevel> own)
{
    const InstanceEntry *found = entry(scope.instance);
    if (!found || own == ownLevel(scope))
        return;
    const GuardLevel next = own.value_or(found->guard);
    // The levels are in order: each lets less through than the one before.
    if (next < level(scope))
        askToLoosen(scope, own, next);
    else
        store(scope, own);
}

void TargetSettings::askToLoosen(const TargetScope &scope, std::optional<GuardLevel> own, GuardLevel level)
{
    auto *box = new QMessageBox(&m_window);
    box->setObjectName(QStringLiteral("loosenBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setWindowTitle(tr("Guard Level"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Set the guard of %1 to %2?").arg(visibleName(scope.name), levelName(level)));
    box->setInformativeText(level == GuardLevel::Normal ? tr(
                                "Single actions that destroy nothing are then sent from their own button, without a "
                                "review. Changes to a schema still come from one.")
                                                        : tr("Changes can then be sent to it, each from a review."));
    QPushButton *loosen = box->addButton(tr("Set to %1").arg(levelName(level)), QMessageBox::AcceptRole);
    loosen->setObjectName(QStringLiteral("confirmLoosen"));
    loosen->setAccessibleName(loosen->text());
    QPushButton *keep = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    keep->setAccessibleName(keep->text());
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(loosen, &QPushButton::clicked, this, [this, scope, own] { store(scope, own); });
    box->open();
}

void TargetSettings::change(const TargetScope &scope, const std::function<void(InstanceEntry &)> &edit)
{
    if (const auto changed = m_registry.change(scope.instance, edit); !changed)
        Q_EMIT failed(changed.error());
}

void TargetSettings::store(const TargetScope &scope, std::optional<GuardLevel> level)
{
    change(scope, [&](InstanceEntry &entry) {
        if (!scope.workspace) {
            entry.guard = level.value_or(GuardLevel::Confirm);
            // A person who tightens an instance means all of it.
            const auto workspaces = entry.workspaces.keys();
            for (const WorkspaceId workspace : workspaces)
                editWorkspace(entry, workspace, [&entry](WorkspaceSettings &settings) {
                    if (settings.guard && *settings.guard < entry.guard)
                        settings.guard.reset();
                });
        } else
            editWorkspace(entry, *scope.workspace, [level](WorkspaceSettings &settings) { settings.guard = level; });
    });
}

void TargetSettings::storeMark(const TargetScope &scope, const TargetMark &mark)
{
    change(scope, [&](InstanceEntry &entry) {
        if (!scope.workspace)
            entry.mark = mark;
        else
            editWorkspace(entry, *scope.workspace, [&mark](WorkspaceSettings &settings) { settings.mark = mark; });
    });
}

void TargetSettings::editMark(const TargetScope &scope)
{
    const InstanceEntry *found = entry(scope.instance);
    if (!found)
        return;
    const TargetMark own = scope.workspace ? found->workspaces.value(*scope.workspace).mark : found->mark;
    auto *dialog = new MarkDialog(scope.name, own, m_theme, &m_window);
    connect(dialog, &MarkDialog::chosen, this, [this, scope](const TargetMark &mark) { storeMark(scope, mark); });
    dialog->open();
}

} // namespace metascope
