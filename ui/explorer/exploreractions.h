// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>

class QAction;
class QActionGroup;
class QWidget;

namespace metascope {

class IconProvider;

/// The commands on what is selected in the explorer, and on how it is shown. The same objects stand in the menus of the
/// window; owned by the widget that they were made for.
struct ExplorerActions {
    QAction *open;
    QAction *refresh;
    QAction *loadAll;
    QAction *collapseAll;
    QAction *copyName;
    QAction *copyId;
    QAction *copyLink;
    QAction *openInBrowser;
    QAction *pin;
    QAction *removeInstance;
    QAction *nextMatch;
    QAction *previousMatch;
    QAction *groupByTag;
    QAction *showIds;
    QAction *hideEmpty;
    QActionGroup *order;

    static ExplorerActions make(const IconProvider &icons, QWidget *owner);
    /// Whether `loadAll` begins or stops.
    void setLoading(bool isLoading) const;
    /// On what is selected.
    [[nodiscard]] QList<QAction *> ofNode() const
    {
        return {open, refresh, pin, copyName, copyId, copyLink, openInBrowser};
    }
    /// How it is shown.
    [[nodiscard]] QList<QAction *> ofView() const { return {groupByTag, showIds, hideEmpty}; }
};

} // namespace metascope
