// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/viewstate.h"
#include "ui/editors/editor.h"

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace metascope {

class InstanceRegistry;
class LazyTree;
class MainWindow;
class NameIndex;
class Sessions;

/// Keeps how the window was left, and brings it back: tabs, what the explorer shows, pins and recents. Bringing back sends
/// nothing. What belongs to instances of one run is not kept. GUI thread.
class ViewKeeper final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    struct Parts {
        ViewState &state;
        InstanceRegistry &registry;
        Sessions &sessions;
        LazyTree &tree;
        NameIndex &names;
        MainWindow &window;
        bool startsEmpty = false; ///< tabs and expansion of the last run stay away
    };

    explicit ViewKeeper(const Parts &parts, QObject *parent = nullptr);

    /// Pins, recents and tabs. Before the window is shown.
    void restore();
    /// What the explorer showed, once that is in the tree again.
    void restoreExplorer();
    /// Writes down how things are now.
    void save();

Q_SIGNALS:
    /// It is not on the list any more.
    void instanceGone(const metascope::InstanceId &instance);

private:
    void collect();
    void collectExplorer(ViewContent &content) const;
    void collectTabs(ViewContent &content) const;
    void changed() { m_collecting.start(); }
    void explorerChanged();
    void park(const InstanceId &instance);
    void opened(const InstanceId &instance);
    void registryChanged();
    [[nodiscard]] bool isKept(const QString &key) const;
    [[nodiscard]] EditorRequest requestOf(const NodePath &path, const ViewContent::Tab &tab) const;
    void addTab(const ViewContent::Tab &tab);

    Parts m_parts;
    QSet<InstanceId> m_instances; ///< on the list
    QHash<InstanceId, QList<ViewContent::Tab>> m_parked; ///< closed with their session, and to come back with it
    bool m_isExplorerRestored = false;
    bool m_isExplorerChanged = false; ///< since it was last looked at
    QTimer m_collecting;
};

} // namespace metascope
