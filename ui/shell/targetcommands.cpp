// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetcommands.h"

#include "app/domain/target.h"
#include "app/model/lazytree.h"
#include "ui/explorer/explorerdock.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QAction>

namespace metascope {

namespace {

constexpr int longestName = 40; ///< in a menu's text, in characters

QString inMenu(const QString &name)
{
    QString text = visibleName(name);
    if (text.size() > longestName)
        text = text.left(longestName - 1) + QChar(0x2026);
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

TargetCommands::TargetCommands(TargetSettings &settings, ExplorerDock &explorer, const LazyTree &tree, QWidget &window)
    : QObject(&window), m_settings(settings), m_explorer(explorer), m_tree(tree),
      m_nodeGuard(new GuardMenu(settings, QStringLiteral("menuGuard"), &window)),
      m_targetGuard(new GuardMenu(settings, QStringLiteral("menuTargetGuard"), &window)), m_mark(new QAction(this))
{
    m_mark->setObjectName(QStringLiteral("actionMark"));
    connect(m_mark, &QAction::triggered, this, [this] {
        if (const auto scope = nodeScope())
            m_settings.editMark(*scope);
    });
    connect(&m_explorer, &ExplorerDock::currentNodeChanged, this, &TargetCommands::update);
    update();
}

QList<QAction *> TargetCommands::nodeActions() const
{
    return {m_nodeGuard->menuAction(), m_mark};
}

std::optional<TargetScope> TargetCommands::nodeScope() const
{
    const auto path = m_explorer.currentPath();
    if (!path)
        return std::nullopt;
    NodePath target = NodePath::ofInstance(path->instance);
    target.workspace = path->workspace;
    const QString key = target.key();
    return TargetScope{path->instance, path->workspace, m_tree.indexOf(key).data().toString()};
}

void TargetCommands::update()
{
    const auto scope = nodeScope();
    m_nodeGuard->setScope(scope);
    m_mark->setEnabled(scope.has_value());
    m_nodeGuard->setTitle(scope ? tr("&Guard Level of %1").arg(inMenu(scope->name)) : tr("&Guard Level"));
    m_mark->setText(scope ? tr("Colour and &Tag of %1…").arg(inMenu(scope->name)) : tr("Colour and &Tag…"));
}

void TargetCommands::setTarget(const std::optional<Target> &target)
{
    m_targetGuard->setScope(
        target ? std::optional(TargetScope{target->instance, target->workspace, target->workspaceName}) : std::nullopt);
}

} // namespace metascope
