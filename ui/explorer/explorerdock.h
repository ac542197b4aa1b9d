// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/explorersource.h"
#include "ui/explorer/explorerproxy.h"

#include <QtWidgets/QDockWidget>

class QAction;
class QLineEdit;

namespace metascope {

class EmptyState;
class ExplorerTree;
class IconProvider;
class MessageBar;
class Theme;

/// The left dock: filter, tree, and what went wrong at a node with Retry. Sends nothing by itself: the tree loads what is
/// expanded.
class ExplorerDock final : public QDockWidget {
    Q_OBJECT
public:
    /// The commands on the selected node. The same objects stand in the menus of the window; owned by the dock.
    struct Actions {
        QAction *open;
        QAction *refresh;
        QAction *collapseAll;
        QAction *copyName;
        QAction *removeInstance;
    };

    /// The collaborators must outlive the dock.
    ExplorerDock(LazyTree &tree, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    [[nodiscard]] const Actions &actions() const { return m_actions; }
    /// More commands for the menu of an instance or a workspace; not owned.
    void setTargetActions(const QList<QAction *> &actions) { m_targetActions = actions; }
    [[nodiscard]] ExplorerProxy &proxy() const { return *m_proxy; }
    /// The node that the commands are about.
    [[nodiscard]] std::optional<NodePath> currentPath() const;
    /// Expands the nodes on the way to `key`, loading each one when the one before has arrived, and selects it.
    void reveal(const QString &key, bool expand);
    void focusFilter();
    void focusTree();

    /// As it was before anything was opened: collapsed, nothing filtered, nothing to be revealed.
    void reset();

Q_SIGNALS:
    /// Another node is the one that the commands are about, or its name changed.
    void currentNodeChanged();
    /// A click (a preview) or a double click, Enter or Open (`pinned`) on an object, never on a group.
    void objectRequested(const metascope::NodePath &path, const QString &name, bool pinned);
    void removeInstanceRequested(const metascope::InstanceId &instance);
    /// The action of the empty tree.
    void connectRequested();

private:
    void makeActions(const IconProvider &icons);
    void request(const QModelIndex &index, bool pinned);
    void refreshCurrent();
    void showMenu(const QPoint &position);
    void nodeLoaded(const QModelIndex &sourceIndex);
    void showFailures();
    void followReveal();
    void updateActions();
    void updateEmpty();
    void emptyAction();
    void applyFilter(const QString &text);
    [[nodiscard]] QModelIndex sourceIndex(const QModelIndex &index) const;

    LazyTree &m_model;
    ExplorerProxy *m_proxy;
    QLineEdit *m_filter;
    ExplorerTree *m_tree;
    EmptyState *m_empty;
    MessageBar *m_bar;
    Actions m_actions{};
    QList<QAction *> m_targetActions;
    QStringList m_failed; ///< keys, latest last
    QString m_revealKey;
    bool m_revealExpand = false;
};

} // namespace metascope
