// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/sessions.h"
#include "ui/connect/expirynotice.h"
#include "ui/explorer/explorerproxy.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

namespace metascope {

class ConnectWays;
class LazyTree;
struct NodePath;
class MainWindow;
class WelcomePage;

/// What the commands about instances do: keeps the tree and the welcome page in step with the registry, opens, connects
/// and removes. Opening is always a person's act; nothing here runs at start but painting the list.
class InstanceDesk final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        InstanceRegistry &registry;
        Sessions &sessions;
        LazyTree &tree;
        MainWindow &window;
        WelcomePage &welcome;
        ConnectWays &connectWays;
        bool readOnly = false; ///< the --read-only of the whole run
        std::function<QDateTime()> now = &QDateTime::currentDateTimeUtc;
    };

    /// All parts must outlive the desk.
    explicit InstanceDesk(const Parts &parts, QObject *parent = nullptr);

    /// Shows the instance's workspaces in the explorer.
    void openInstance(const InstanceId &instance);
    /// Shows the node of that key, loading what is on the way.
    void openNode(const QString &key);
    /// Points at what a link names, or at the nearest node above it that is known, and says so; nothing is opened and no request
    /// is sent. What is no link is refused with a sentence.
    void point(const QString &link);
    /// Asks first; then closes, takes the token out of its store and the entry off the list.
    void askToRemove(const InstanceId &instance);

private:
    /// Whether a request budget is known of it.
    [[nodiscard]] bool isLimited(const InstanceId &instance) const;
    void copyLinks(const QList<NodePath> &paths);
    void refresh();
    void remove(const InstanceId &instance);
    [[nodiscard]] QString stateText(const InstanceEntry &entry) const;

    Parts m_parts;
    ExpiryNotice m_expiry;
    QTimer m_ticks; ///< tokens come nearer to their end
    QHash<QString, QList<NodeMark>> m_marks; ///< by the node's key
    ReplyScope m_scope;
};

} // namespace metascope
