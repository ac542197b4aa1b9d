// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/domain/nodepath.h"
#include "app/domain/target.h"
#include "app/domain/workspace.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>

class QAction;
class QActionGroup;
class QMenu;

namespace metascope {

class LazyTree;
class MainWindow;
class NameIndex;
class Session;
class Sessions;
class TargetBar;

/// Fills the menus of branch and data source when they are opened, and carries out what is picked there: what is opened next
/// uses it, the explorer's lists are read again, and tabs stay as they are. GUI thread.
class TargetPickers final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    struct Parts {
        MainWindow &window;
        Sessions &sessions;
        LazyTree &tree;
        NameIndex &names;
    };

    explicit TargetPickers(const Parts &parts, QObject *parent = nullptr);

private:
    /// What the workspace of a node is opened with now; nothing where its instance is not open.
    [[nodiscard]] std::optional<Target> targetOf(const NodePath &path) const;
    void watch(const InstanceId &instance);
    Session *begin(QMenu &menu, QActionGroup *&group, const QString &reading);
    void readBranches();
    void readDataSources();
    void showBranches(Session &session, WorkspaceId workspace, const QList<Branch> &branches);
    void showDataSources(Session &session, WorkspaceId workspace, const QList<DataSource> &sources);
    QAction *addChoice(QMenu &menu, QActionGroup &group, const QString &text, bool isCurrent);
    void tell(QMenu &menu, const QString &sentence);
    /// Reads the lists of a workspace that hold a branch's own objects again, where they are on view; drops the others.
    void reread(const InstanceId &instance, WorkspaceId workspace);

    Parts m_parts;
    TargetBar &m_bar;
    QActionGroup *m_branches = nullptr;
    QActionGroup *m_dataSources = nullptr;
    ReplyScope m_readingBranches;
    ReplyScope m_readingDataSources;
    QHash<InstanceId, QPointer<Session>> m_watched;
};

} // namespace metascope
