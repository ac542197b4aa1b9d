// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerdock.h"

#include "app/model/lazytree.h"
#include "ui/explorer/explorerdelegate.h"
#include "ui/explorer/explorertree.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

ExplorerDock::ExplorerDock(LazyTree &tree, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QDockWidget(tr("Explorer"), parent), m_model(tree), m_proxy(new ExplorerProxy(tree, icons, this)),
      m_filter(new QLineEdit(this)), m_tree(new ExplorerTree(this)), m_empty(new EmptyState(this)),
      m_bar(new MessageBar(theme, icons, this))
{
    setObjectName(QStringLiteral("explorerDock"));
    setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this));

    m_filter->setObjectName(QStringLiteral("explorerFilter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setToolTip(tr("Shows the names that are loaded and contain this text"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);

    m_tree->setItemDelegate(new ExplorerDelegate(theme, icons, *m_proxy, m_tree));
    m_tree->setModel(m_proxy);
    m_bar->setStacked(true);

    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::control);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(spacing::control, 0, spacing::control, 0);
    filterRow->addWidget(m_filter);
    layout->addLayout(filterRow);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_bar);
    setWidget(content);

    makeActions(icons);
    connect(m_filter, &QLineEdit::textChanged, this, &ExplorerDock::applyFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, &ExplorerDock::focusTree);
    connect(m_tree, &ExplorerTree::previewRequested, this, [this](const QModelIndex &index) { request(index, false); });
    connect(m_tree, &ExplorerTree::openRequested, this, [this](const QModelIndex &index) { request(index, true); });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ExplorerDock::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExplorerDock::updateActions);
    connect(m_empty, &EmptyState::actionTriggered, this, &ExplorerDock::emptyAction);
    connect(&m_model, &LazyTree::loaded, this, &ExplorerDock::nodeLoaded);
    for (const QAbstractItemModel *model :
         {static_cast<const QAbstractItemModel *>(&m_model), static_cast<const QAbstractItemModel *>(m_proxy)}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &ExplorerDock::updateEmpty);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &ExplorerDock::updateEmpty);
    }
    connect(&theme, &Theme::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
    updateActions();
    updateEmpty();
}

void ExplorerDock::makeActions(const IconProvider &icons)
{
    const auto add = [this](const QString &text, const char *name, const QIcon &icon = {}) {
        auto *action = new QAction(icon, text, this);
        action->setObjectName(QLatin1String(name));
        return action;
    };
    m_actions.open = add(tr("&Open"), "actionOpen");
    m_actions.refresh = add(tr("&Refresh"), "actionRefresh", icons.icon(Icon::Refresh));
    m_actions.refresh->setShortcut(QKeySequence(QKeySequence::Refresh));
    m_actions.collapseAll = add(tr("&Collapse All"), "actionCollapseAll");
    m_actions.copyName = add(tr("Copy &Name"), "actionCopyName");
    m_actions.removeInstance = add(tr("Remove &Instance…"), "actionRemoveInstance", icons.icon(Icon::Remove));
    connect(m_actions.open, &QAction::triggered, this, [this] { request(m_tree->currentIndex(), true); });
    connect(m_actions.refresh, &QAction::triggered, this, &ExplorerDock::refreshCurrent);
    connect(m_actions.collapseAll, &QAction::triggered, m_tree, &QTreeView::collapseAll);
    connect(m_actions.copyName, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_tree->currentIndex().data().toString()); });
    connect(m_actions.removeInstance, &QAction::triggered, this, [this] {
        if (const auto path = currentPath())
            Q_EMIT removeInstanceRequested(path->instance);
    });
}

QModelIndex ExplorerDock::sourceIndex(const QModelIndex &index) const
{
    return m_proxy->mapToSource(index);
}

std::optional<NodePath> ExplorerDock::currentPath() const
{
    const auto item = m_model.item(sourceIndex(m_tree->currentIndex()));
    return item ? NodePath::fromKey(item->key) : std::nullopt;
}

void ExplorerDock::request(const QModelIndex &index, bool pinned)
{
    const auto item = m_model.item(sourceIndex(index));
    const auto path = item ? NodePath::fromKey(item->key) : std::nullopt;
    if (path && path->isObject())
        Q_EMIT objectRequested(*path, item->name, pinned);
}

void ExplorerDock::refreshCurrent()
{
    QModelIndex index = m_tree->currentIndex();
    // An object has nothing below it to fetch: its list is fetched again, which is what stands around it.
    if (index.isValid() && !m_proxy->hasChildren(index) && index.parent().isValid())
        index = index.parent();
    m_model.refresh(sourceIndex(index));
}

void ExplorerDock::showMenu(const QPoint &position)
{
    if (!m_tree->indexAt(position).isValid())
        return;
    QMenu *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions.open, m_actions.refresh, m_actions.copyName});
    const auto path = currentPath();
    if (path && !path->kind) {
        menu->addSeparator();
        menu->addActions(m_targetActions);
    }
    if (path && !path->workspace) {
        menu->addSeparator();
        menu->addAction(m_actions.removeInstance);
    }
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void ExplorerDock::nodeLoaded(const QModelIndex &sourceIndex)
{
    const QString key = sourceIndex.data(LazyTree::KeyRole).toString();
    m_failed.removeAll(key);
    switch (m_model.state(sourceIndex)) {
    case LazyTree::State::Failed: m_failed.append(key); break;
    // Given up: expanding it again is how it is asked for again.
    case LazyTree::State::NotLoaded: m_tree->collapse(m_proxy->mapFromSource(sourceIndex)); break;
    case LazyTree::State::Loading:
    case LazyTree::State::Loaded:
    case LazyTree::State::Absent: break;
    }
    showFailures();
    followReveal();
}

void ExplorerDock::showFailures()
{
    m_failed.removeIf(
        [this](const QString &key) { return m_model.state(m_model.indexOf(key)) != LazyTree::State::Failed; });
    if (m_failed.isEmpty()) {
        m_bar->dismiss();
        return;
    }
    const QModelIndex last = m_model.indexOf(m_failed.constLast());
    const QString what = tr("%1: %2").arg(last.data().toString(), last.data(LazyTree::ErrorRole).toString());
    m_bar->showMessage(
        MessageBar::Kind::Error,
        m_failed.size() == 1 ? what : tr("%1 (and %n more)", nullptr, static_cast<int>(m_failed.size() - 1)).arg(what));
    QPushButton *retry = m_bar->addButton(tr("Retry"));
    retry->setObjectName(QStringLiteral("explorerRetry"));
    connect(retry, &QPushButton::clicked, this, [this] {
        const QStringList keys = m_failed;
        for (const QString &key : keys)
            m_model.refresh(m_model.indexOf(key));
    });
}

void ExplorerDock::reveal(const QString &key, bool expand)
{
    m_revealKey = key;
    m_revealExpand = expand;
    followReveal();
}

void ExplorerDock::followReveal()
{
    if (m_revealKey.isEmpty())
        return;
    QStringList way;
    for (QString key = m_revealKey; !key.isEmpty(); key = key.left(std::max<qsizetype>(0, key.lastIndexOf(u'/'))))
        way.prepend(key);
    for (const QString &key : std::as_const(way)) {
        // Not every prefix of a key is a node: "…/table/7" has the nodes "…/table" and "…/table/7".
        const QModelIndex source = m_model.indexOf(key);
        if (!source.isValid())
            continue;
        const QModelIndex index = m_proxy->mapFromSource(source);
        if (key != m_revealKey) {
            m_tree->expand(index);
            continue;
        }
        m_revealKey.clear();
        m_tree->setCurrentIndex(index);
        if (m_revealExpand)
            m_tree->expand(index);
        m_tree->scrollTo(index);
        return;
    }
}

void ExplorerDock::reset()
{
    m_revealKey.clear();
    m_filter->clear();
    m_tree->collapseAll();
    for (int row = 0; row < m_model.rowCount(); ++row)
        m_model.forget(m_model.index(row, 0));
    m_failed.clear();
    m_bar->dismiss();
}

void ExplorerDock::applyFilter(const QString &text)
{
    m_proxy->setFilterText(text);
    updateEmpty();
    if (m_proxy->isFiltering())
        return;
    m_tree->scrollTo(m_tree->currentIndex());
}

void ExplorerDock::updateActions()
{
    const auto path = currentPath();
    m_actions.open->setEnabled(path && path->isObject());
    m_actions.refresh->setEnabled(path.has_value());
    m_actions.copyName->setEnabled(path.has_value());
    m_actions.removeInstance->setEnabled(path.has_value());
    Q_EMIT currentNodeChanged();
}

void ExplorerDock::updateEmpty()
{
    const bool nothing = m_model.rowCount() == 0;
    const bool nothingMatches = !nothing && m_proxy->isFiltering() && m_proxy->rowCount() == 0;
    if (nothingMatches)
        m_empty->setContent(tr("No loaded name contains “%1”.").arg(m_filter->text()), tr("Clear Filter"));
    else
        m_empty->setContent(tr("No instance yet."), tr("Connect…"));
    m_empty->setVisible(nothing || nothingMatches);
    m_tree->setVisible(!nothing && !nothingMatches);
}

void ExplorerDock::emptyAction()
{
    if (m_model.rowCount() == 0)
        Q_EMIT connectRequested();
    else
        m_filter->clear();
}

void ExplorerDock::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ExplorerDock::focusTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_proxy->index(0, 0));
}

} // namespace metascope
