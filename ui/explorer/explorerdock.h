// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/model/backgroundloader.h"
#include "ui/explorer/exploreractions.h"
#include "ui/explorer/explorerexpansion.h"
#include "ui/explorer/explorerfound.h"
#include "ui/explorer/explorerproxy.h"

#include <QtWidgets/QDockWidget>

class QAction;
class QStackedWidget;

namespace metascope {

class EmptyState;
class ExplorerFailures;
class ExplorerFilter;
class ExplorerTree;
class IconProvider;
class Theme;

/// The left dock: filter, tree, what the filter finds, and what went wrong at a node with Retry. Sends nothing by itself: the
/// tree loads what is expanded, and what a person asks for.
class ExplorerDock final : public QDockWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the dock.
    struct Parts {
        LazyTree &tree;
        NameIndex &names;
        const Theme &theme;
        const IconProvider &icons;
    };

    explicit ExplorerDock(const Parts &parts, QWidget *parent = nullptr);

    [[nodiscard]] const ExplorerActions &actions() const { return m_actions; }
    /// More commands for the menu of an instance or a workspace; not owned.
    void setTargetActions(const QList<QAction *> &actions) { m_targetActions = actions; }
    [[nodiscard]] ExplorerProxy &proxy() const { return *m_proxy; }
    [[nodiscard]] FilteredTree &filtered() const { return m_found->model(); }
    [[nodiscard]] BackgroundLoader &loader() const { return *m_loader; }
    void setMarks(const ExplorerProxy::Marks &marks);
    void touch();
    /// In whose zone moments are told, by instance; UTC without it.
    void setTimeZones(const ZoneOf &zones);
    /// The node that the commands are about.
    [[nodiscard]] std::optional<NodePath> currentPath() const;
    /// All selected nodes, the current one first.
    [[nodiscard]] QList<NodePath> selectedPaths() const;
    /// Expands the nodes on the way to `key`, loading each one when the one before has arrived, and selects it.
    void reveal(const QString &key, bool expand);
    /// An instance was opened: what is shown of it from another time is read again where a person looks: its workspaces, and
    /// of the expanded lists the first `mostLists`; of an instance with a request limit only the one around the current node.
    void connected(const InstanceId &instance, bool isLimited)
    {
        m_expansion->connected(instance, isLimited, currentPath());
    }
    static constexpr int mostLists = ExplorerExpansion::mostLists;
    void focusFilter();
    void focusTree();
    /// What holds nothing any more is expanded no more: expanding it is how it is asked for again.
    void collapseIfEmpty(const QString &key);

    /// Keys of the expanded nodes, and of the current one.
    [[nodiscard]] QStringList expandedKeys() const { return m_expansion->keys(); }
    /// Expands what is there of them without sending anything.
    void expandKnown(const QStringList &keys) { m_expansion->expandKnown(keys); }
    /// The node at the upper edge; empty where there is none.
    [[nodiscard]] QString topKey() const { return m_expansion->topKey(); }
    /// Makes a node the current one and another one the upper edge's, where they are there. Sends nothing.
    void showKnown(const QString &current, const QString &top) { m_expansion->showKnown(current, top); }

    /// As it was before anything was opened: collapsed, nothing filtered, nothing to be revealed.
    void reset();

Q_SIGNALS:
    /// Another node is the one that the commands are about, or its name changed.
    void currentNodeChanged();
    void expansionChanged();
    /// A click (a preview) or a double click, Enter or Open (`pinned`) on an object, never on a group.
    void objectRequested(const metascope::NodePath &path, const QString &name, bool pinned);
    /// An instance that is shown as it was at another time is to be opened.
    void instanceRequested(const metascope::InstanceId &instance);
    void removeInstanceRequested(const metascope::InstanceId &instance);
    void linkCopied(const QList<metascope::NodePath> &paths);
    void openInBrowserRequested(const metascope::NodePath &path);
    /// The action of the empty tree.
    void connectRequested();
    /// One line for the status bar.
    void statusMessage(const QString &text);

private:
    void build(const Parts &parts);
    void connectActions();
    void connectView(ExplorerTree *view);
    void request(const QModelIndex &index, bool pinned, bool isByCommand = false);
    void openSelected();
    void refreshSelected();
    /// The lists that were read below a workspace or a section; false for another node.
    bool refreshBelow(const QModelIndex &index);
    void copySelected(int role);
    void pinSelected();
    void showMenu(ExplorerTree *view, const QPoint &position);
    void nodeLoaded(const QModelIndex &sourceIndex);
    void tellRefreshed(const QModelIndex &sourceIndex, const LazyTree::Difference &difference);
    void updateActions();
    void updateView();
    void emptyAction();
    void applyFilter();
    [[nodiscard]] ExplorerTree *view() const;
    [[nodiscard]] bool isFiltering() const { return m_found->isWanted(); }
    [[nodiscard]] QModelIndex sourceOf(const QModelIndex &index) const;

    LazyTree &m_model;
    NameIndex &m_names;
    ExplorerProxy *m_proxy;
    BackgroundLoader *m_loader;
    ExplorerFilter *m_filter;
    ExplorerTree *m_tree;
    ExplorerFound *m_found; ///< what the filter leaves; the tree itself stays as it is behind it
    ExplorerExpansion *m_expansion;
    EmptyState *m_empty;
    QStackedWidget *m_views;
    ExplorerFailures *m_failures;
    ExplorerActions m_actions;
    QList<QAction *> m_targetActions;
};

} // namespace metascope
