// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerdock.h"

#include "ui/explorer/explorerdelegate.h"
#include "ui/explorer/explorerexpansion.h"
#include "ui/explorer/explorerfailures.h"
#include "ui/explorer/explorerfilter.h"
#include "ui/explorer/explorerfound.h"
#include "ui/explorer/explorertree.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

ExplorerDock::ExplorerDock(const Parts &parts, QWidget *parent)
    : QDockWidget(tr("Explorer"), parent), m_model(parts.tree), m_names(parts.names),
      m_proxy(new ExplorerProxy(parts.tree, parts.icons, this)), m_loader(new BackgroundLoader(parts.tree, this)),
      m_filter(new ExplorerFilter(parts.icons, this)), m_tree(new ExplorerTree(this)), m_empty(new EmptyState(this)),
      m_views(new QStackedWidget(this)), m_actions(ExplorerActions::make(parts.icons, this))
{
    setObjectName(QStringLiteral("explorerDock"));
    setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this));
    m_found = new ExplorerFound({m_names, parts.theme, parts.icons, *m_filter, *m_loader, *m_actions.groupByTag}, this);
    build(parts);
    connectView(m_tree);
    connect(m_tree, &QTreeView::expanded, this, &ExplorerDock::expansionChanged);
    connect(m_tree, &QTreeView::collapsed, this, &ExplorerDock::expansionChanged);
    connectView(&m_found->view());
    connectActions();
    connect(m_filter, &ExplorerFilter::queryChanged, this, &ExplorerDock::applyFilter);
    connect(m_filter, &ExplorerFilter::left, this, &ExplorerDock::focusTree);
    connect(m_filter, &ExplorerFilter::loadRequested, m_loader, &BackgroundLoader::request);
    connect(m_found, &ExplorerFound::shown, this, [this] {
        updateActions();
        updateView();
    });
    m_expansion = new ExplorerExpansion(m_model, *m_proxy, *m_tree, this);
    connect(m_empty, &EmptyState::actionTriggered, this, &ExplorerDock::emptyAction);
    connect(&m_model, &LazyTree::loaded, this, &ExplorerDock::nodeLoaded);
    connect(&m_model, &LazyTree::refreshed, this, &ExplorerDock::tellRefreshed);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ExplorerDock::updateView);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ExplorerDock::updateView);
    connect(m_loader, &BackgroundLoader::progressed, this, [this](int done, int wanted) {
        m_actions.setLoading(true);
        if (done < wanted)
            Q_EMIT statusMessage(tr("Loading names: %1 of about %2 lists").arg(done).arg(wanted));
    });
    connect(m_loader, &BackgroundLoader::finished, this, [this](bool isWhole) {
        m_actions.setLoading(false);
        Q_EMIT statusMessage(isWhole ? tr("All names that may be read of the open instances are loaded")
                                     : tr("Loading names has stopped before its end"));
        m_found->show();
    });
    updateActions();
    updateView();
}

void ExplorerDock::build(const Parts &parts)
{
    m_tree->setItemDelegate(new ExplorerDelegate(parts.theme, parts.icons, *m_proxy, m_tree));
    m_tree->setModel(m_proxy);
    auto *bar = new MessageBar(parts.theme, parts.icons, this);
    bar->setStacked(true);
    m_failures = new ExplorerFailures(m_model, *bar, this);
    for (QWidget *page :
         {static_cast<QWidget *>(m_tree), static_cast<QWidget *>(&m_found->view()), static_cast<QWidget *>(m_empty)})
        m_views->addWidget(page);

    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_filter);
    layout->addWidget(m_views, 1);
    layout->addWidget(bar);
    setWidget(content);
    for (const ExplorerTree *view : {m_tree, &m_found->view()})
        connect(&parts.theme, &Theme::changed, view->viewport(), qOverload<>(&QWidget::update));

    QMenu &options = m_filter->menu();
    options.addSeparator();
    QMenu *order = options.addMenu(tr("&Sort"));
    order->setObjectName(QStringLiteral("menuExplorerOrder"));
    order->addActions(m_actions.order->actions());
    options.addActions(m_actions.ofView());
    options.addSeparator();
    options.addActions({m_actions.loadAll, m_actions.collapseAll});
}

void ExplorerDock::connectView(ExplorerTree *view)
{
    connect(view, &ExplorerTree::previewRequested, this, [this](const QModelIndex &index) { request(index, false); });
    connect(view, &ExplorerTree::openRequested, this, [this](const QModelIndex &index) { request(index, true); });
    connect(view, &QWidget::customContextMenuRequested, this,
            [this, view](const QPoint &position) { showMenu(view, position); });
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExplorerDock::updateActions);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ExplorerDock::updateActions);
}

void ExplorerDock::connectActions()
{
    connect(m_actions.open, &QAction::triggered, this, &ExplorerDock::openSelected);
    connect(m_actions.refresh, &QAction::triggered, this, &ExplorerDock::refreshSelected);
    connect(m_actions.loadAll, &QAction::triggered, m_loader,
            [this] { m_loader->isRunning() ? m_loader->cancel() : m_loader->request(); });
    connect(m_actions.collapseAll, &QAction::triggered, m_tree, &QTreeView::collapseAll);
    connect(m_actions.copyName, &QAction::triggered, this, [this] { copySelected(Qt::DisplayRole); });
    connect(m_actions.copyId, &QAction::triggered, this, [this] { copySelected(LazyTree::IdRole); });
    connect(m_actions.copyLink, &QAction::triggered, this, [this] { Q_EMIT linkCopied(selectedPaths()); });
    connect(m_actions.openInBrowser, &QAction::triggered, this, [this] {
        if (const auto path = currentPath())
            Q_EMIT openInBrowserRequested(*path);
    });
    connect(m_actions.pin, &QAction::triggered, this, &ExplorerDock::pinSelected);
    connect(m_actions.removeInstance, &QAction::triggered, this, [this] {
        if (const auto path = currentPath())
            Q_EMIT removeInstanceRequested(path->instance);
    });
    connect(m_actions.nextMatch, &QAction::triggered, this, [this] { m_found->step(true); });
    connect(m_actions.previousMatch, &QAction::triggered, this, [this] { m_found->step(false); });
    connect(m_actions.groupByTag, &QAction::toggled, this, [this](bool isGrouped) {
        m_found->model().setGroupedByTag(isGrouped);
        applyFilter();
    });
    connect(m_actions.showIds, &QAction::toggled, m_proxy, &ExplorerProxy::setIdsShown);
    connect(m_actions.showIds, &QAction::toggled, &m_found->proxy(), &ExplorerProxy::setIdsShown);
    connect(m_actions.showIds, &QAction::toggled, m_views, qOverload<>(&QWidget::update));
    connect(m_actions.hideEmpty, &QAction::toggled, m_tree, &ExplorerTree::setEmptyGroupsHidden);
    connect(m_actions.order, &QActionGroup::triggered, this,
            [this](const QAction *action) { m_model.setOrder(action->data().value<LazyTree::Order>()); });
}

ExplorerTree *ExplorerDock::view() const
{
    return isFiltering() ? &m_found->view() : m_tree;
}

QModelIndex ExplorerDock::sourceOf(const QModelIndex &index) const
{
    return index.model() == m_proxy ? m_proxy->mapToSource(index)
                                    : m_model.indexOf(index.data(LazyTree::KeyRole).toString());
}

void ExplorerDock::setMarks(const ExplorerProxy::Marks &marks)
{
    m_proxy->setMarks(marks);
    m_found->proxy().setMarks(marks);
}

void ExplorerDock::setTimeZones(const ZoneOf &zones)
{
    m_proxy->setTimeZones(zones);
    m_found->proxy().setTimeZones(zones);
    m_loader->setZones(zones);
    touch();
    m_found->show();
}

void ExplorerDock::touch()
{
    m_proxy->touch();
    m_found->proxy().touch();
}

std::optional<NodePath> ExplorerDock::currentPath() const
{
    const QString key = view()->currentIndex().data(LazyTree::KeyRole).toString();
    return key.isEmpty() ? std::nullopt : NodePath::fromKey(key);
}

QList<NodePath> ExplorerDock::selectedPaths() const
{
    QList<NodePath> paths;
    QSet<QString> known;
    QModelIndexList indexes = view()->selectionModel()->selectedIndexes();
    indexes.prepend(view()->currentIndex());
    for (const QModelIndex &index : std::as_const(indexes)) {
        const QString key = index.data(LazyTree::KeyRole).toString();
        const auto path = known.contains(key) || key.isEmpty() ? std::nullopt : NodePath::fromKey(key);
        known.insert(key);
        if (path)
            paths.append(*path);
    }
    return paths;
}

void ExplorerDock::request(const QModelIndex &index, bool pinned, bool isByCommand)
{
    const auto path = NodePath::fromKey(index.data(LazyTree::KeyRole).toString());
    if (!path || (index.data(LazyTree::IsGroupRole).toBool() && !path->isPage()))
        return;
    // Found or shown as it was: expanding it would not open it.
    const bool isClosed = index.model() == &m_found->proxy() || index.data(LazyTree::ReadAtRole).isValid();
    if (!path->workspace && pinned && isClosed)
        Q_EMIT instanceRequested(path->instance);
    else if (path->isObject()
             || (path->isPage()
                 && isByCommand)) // what holds others is expanded by a click or Enter, and opened by Open
        Q_EMIT objectRequested(*path, index.data().toString(), pinned);
}

void ExplorerDock::openSelected()
{
    const auto selected = view()->selectionModel()->selectedIndexes();
    for (const QModelIndex &index : selected)
        request(index, true, true);
}

void ExplorerDock::refreshSelected()
{
    QStringList refreshed;
    const auto selected = view()->selectionModel()->selectedIndexes();
    for (const QModelIndex &each : selected) {
        QModelIndex index = sourceOf(each);
        if (refreshBelow(index))
            continue;
        // An object has nothing below it to fetch: its list is fetched again, which is what stands around it.
        if (index.isValid() && !m_model.item(index)->mayHaveChildren && index.parent().isValid())
            index = index.parent();
        if (const QString key = index.data(LazyTree::KeyRole).toString(); !refreshed.contains(key)) {
            refreshed.append(key);
            m_model.refresh(index);
        }
    }
}

bool ExplorerDock::refreshBelow(const QModelIndex &index)
{
    const auto path = NodePath::fromKey(index.data(LazyTree::KeyRole).toString());
    if (!path || !path->workspace || path->kind)
        return false;
    // A workspace and a section hold groups, which no server is asked for: the lists that were read in them are.
    for (int row = 0; row < m_model.rowCount(index); ++row) {
        const QModelIndex group = m_model.index(row, 0, index);
        if (!refreshBelow(group) && m_model.state(group) == LazyTree::State::Loaded)
            m_model.refresh(group);
    }
    return true;
}

void ExplorerDock::copySelected(int role)
{
    QStringList lines;
    const auto selected = view()->selectionModel()->selectedIndexes();
    for (const QModelIndex &index : selected) {
        const QString text
            = role == LazyTree::IdRole ? sourceOf(index).data(role).toString() : index.data(role).toString();
        if (!text.isEmpty())
            lines.append(text);
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void ExplorerDock::pinSelected()
{
    QStringList keys;
    const auto paths = selectedPaths();
    for (const NodePath &path : paths)
        keys.append(path.key());
    m_names.setPinned(keys, m_actions.pin->isChecked());
    view()->viewport()->update();
}

void ExplorerDock::showMenu(ExplorerTree *view, const QPoint &position)
{
    if (!view->indexAt(position).isValid())
        return;
    QMenu *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_actions.ofNode());
    const auto path = currentPath();
    if (path && !path->kind && !path->section) {
        menu->addSeparator();
        menu->addActions(m_targetActions);
    }
    if (path && !path->workspace) {
        menu->addSeparator();
        menu->addAction(m_actions.removeInstance);
    }
    menu->popup(view->viewport()->mapToGlobal(position));
}

void ExplorerDock::nodeLoaded(const QModelIndex &sourceIndex)
{
    // Given up: expanding it again is how it is asked for again. What is not there holds nothing.
    const LazyTree::State state = m_model.state(sourceIndex);
    if (state == LazyTree::State::NotLoaded || state == LazyTree::State::Absent)
        m_tree->collapse(m_proxy->mapFromSource(sourceIndex));
    if (m_actions.hideEmpty->isChecked())
        m_tree->setEmptyGroupsHidden(true);
    m_expansion->follow();
}

void ExplorerDock::tellRefreshed(const QModelIndex &sourceIndex, const LazyTree::Difference &difference)
{
    QStringList parts;
    if (difference.added > 0)
        parts.append(tr("%n new", nullptr, difference.added));
    if (difference.changed > 0)
        parts.append(tr("%n changed", nullptr, difference.changed));
    if (!difference.vanished.isEmpty())
        parts.append(difference.vanished.size() == 1
                         ? tr("%1 is gone").arg(isolated(shortened(oneLine(difference.vanished.constFirst()), 40)))
                         : tr("%n are gone", nullptr, static_cast<int>(difference.vanished.size())));
    Q_EMIT statusMessage(
        tr("%1: %2").arg(isolated(shortened(sourceIndex.data().toString(), 40)), parts.join(QStringLiteral(", "))));
}

void ExplorerDock::reveal(const QString &key, bool expand)
{
    // It is in the tree itself that it is pointed at.
    m_actions.groupByTag->setChecked(false);
    if (!m_filter->query().isEmpty())
        m_filter->clear();
    m_expansion->reveal(key, expand);
}

void ExplorerDock::reset()
{
    m_loader->cancel();
    m_expansion->stop();
    m_actions.groupByTag->setChecked(false);
    m_filter->clear();
    m_tree->collapseAll();
    for (int row = 0; row < m_model.rowCount(); ++row)
        m_model.forget(m_model.index(row, 0));
    m_failures->clear();
}

void ExplorerDock::applyFilter()
{
    m_found->apply();
    updateView();
    updateActions();
}

void ExplorerDock::updateActions()
{
    const auto path = currentPath();
    const bool isObject = path && path->isObject();
    m_actions.open->setEnabled(path && path->isPage());
    m_actions.refresh->setEnabled(path.has_value());
    m_actions.copyName->setEnabled(path.has_value());
    m_actions.copyId->setEnabled(isObject || (path && path->workspace && !path->kind && !path->section));
    m_actions.copyLink->setEnabled(path.has_value());
    m_actions.openInBrowser->setEnabled(path.has_value());
    m_actions.pin->setEnabled(path && (isObject || !path->kind));
    m_actions.pin->setChecked(path && m_names.isPinned(path->key()));
    m_actions.removeInstance->setEnabled(path.has_value());
    m_actions.nextMatch->setEnabled(isFiltering());
    m_actions.previousMatch->setEnabled(isFiltering());
    Q_EMIT currentNodeChanged();
}

void ExplorerDock::updateView()
{
    const bool nothing = m_model.rowCount() == 0;
    const bool nothingMatches = !nothing && isFiltering() && m_found->model().rowCount() == 0;
    if (nothingMatches)
        m_empty->setContent(tr("No known name matches."), tr("Clear Filter"));
    else
        m_empty->setContent(tr("No instance yet."), tr("Connect…"));
    m_views->setCurrentWidget(nothing || nothingMatches ? static_cast<QWidget *>(m_empty)
                                                        : static_cast<QWidget *>(view()));
}

void ExplorerDock::emptyAction()
{
    if (m_model.rowCount() == 0) {
        Q_EMIT connectRequested();
        return;
    }
    m_actions.groupByTag->setChecked(false);
    m_filter->clear();
}

void ExplorerDock::focusFilter()
{
    m_filter->focus();
}

void ExplorerDock::collapseIfEmpty(const QString &key)
{
    const QModelIndex index = m_proxy->mapFromSource(m_model.indexOf(key));
    if (m_proxy->rowCount(index) == 0)
        m_tree->collapse(index);
}

void ExplorerDock::focusTree()
{
    ExplorerTree *shown = view();
    shown->setFocus(Qt::ShortcutFocusReason);
    if (!shown->currentIndex().isValid())
        shown->setCurrentIndex(shown->model()->index(0, 0));
}

} // namespace metascope
