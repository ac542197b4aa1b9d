// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace metascope {

class InstanceRegistry;
class MainWindow;
class NameIndex;
class Session;
class Sessions;
class ViewState;

/// Keeps which branch and data source were picked for a workspace, and has them used again when its instance is opened, which
/// it says: the target bar names both, and a bar tells that they are from the last time, with a way back to the live ones.
/// Sends nothing. What belongs to instances of one run is not kept. GUI thread.
class ChosenTargets final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this.
    struct Parts {
        ViewState &state;
        InstanceRegistry &registry;
        Sessions &sessions;
        NameIndex &names;
        MainWindow &window;
    };

    /// To be made before whoever hears of another branch and reads lists again (TargetPickers): what an instance is opened with
    /// is no change.
    explicit ChosenTargets(const Parts &parts, QObject *parent = nullptr);

private:
    void watch(const InstanceId &instance);
    void recall(Session &session);
    void note(const Session &session, WorkspaceId workspace);
    void useLive(Session &session, const QList<WorkspaceId> &workspaces);
    [[nodiscard]] bool isKept(const InstanceId &instance) const;

    Parts m_parts;
    QHash<InstanceId, QPointer<Session>> m_watched;
};

} // namespace metascope
