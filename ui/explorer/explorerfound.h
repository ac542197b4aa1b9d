// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/filteredtree.h"
#include "app/search/filterquery.h"

#include <QtCore/QObject>

class QAction;
class QWidget;

namespace metascope {

class BackgroundLoader;
class ExplorerFilter;
class ExplorerProxy;
class ExplorerTree;
class IconProvider;
class NameIndex;
class Theme;

/// What the explorer's filter finds, or all that is known by tag: the tree of it, its view, and stepping through the matches.
class ExplorerFound final : public QObject {
    Q_OBJECT
public:
    /// The collaborators must outlive it.
    struct Parts {
        NameIndex &names;
        const Theme &theme;
        const IconProvider &icons;
        ExplorerFilter &filter;
        const BackgroundLoader &loader;
        const QAction &groupByTag;
    };

    /// The view is made as a child of `widget`, whose it is.
    ExplorerFound(const Parts &parts, QWidget *widget);

    [[nodiscard]] FilteredTree &model() const { return *m_model; }
    [[nodiscard]] ExplorerProxy &proxy() const { return *m_proxy; }
    [[nodiscard]] ExplorerTree &view() const { return *m_view; }
    /// Whether it is what is to be seen, instead of the tree itself.
    [[nodiscard]] bool isWanted() const;
    /// Looks for what the filter says now.
    void apply();
    /// Shows what was found, and says in the filter how much that is of what.
    void show();
    /// To the next match, or the one before.
    void step(bool forward);

Q_SIGNALS:
    /// show() has shown what was found.
    void shown();

private:
    NameIndex &m_names;
    ExplorerFilter &m_filter;
    const BackgroundLoader &m_loader;
    const QAction &m_groupByTag;
    FilteredTree *m_model;
    ExplorerProxy *m_proxy;
    ExplorerTree *m_view;
    FilterQuery m_shownQuery;
    QString m_currentKey; ///< before the found ones were looked for again
};

} // namespace metascope
