// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lazytree.h"
#include "app/session/session.h"

#include <functional>
#include <optional>

namespace metascope {

/// Where a node of the explorer stands; made from and turned into its key: `INSTANCE[/WORKSPACE[/KIND[/ID[/KIND/ID]]]]`.
struct NodePath {
    InstanceId instance;
    std::optional<WorkspaceId> workspace;
    std::optional<Kind> kind; ///< of the group or the object
    std::optional<ObjectId> id; ///< an object; without it, a group
    std::optional<ObjectId> group; ///< the API group of an endpoint

    [[nodiscard]] QString key() const;
    static std::optional<NodePath> fromKey(const QString &key);
    bool operator==(const NodePath &) const = default;
};

/// Gives the explorer its nodes: Instance > Workspace > Tables / API / Functions / Tasks > items.
class ExplorerSource final : public QObject, public TreeSource {
    Q_OBJECT
public:
    /// Opens the session of an instance (which may ask the keychain), or hands out the open one.
    using OpenSession = std::function<Reply<Session *>(const InstanceId &)>;

    explicit ExplorerSource(OpenSession open, QObject *parent = nullptr);

    Reply<QList<TreeItem>> children(const TreeItem &parent) override;

private:
    Reply<QList<TreeItem>> workspaces(Session *session);
    Reply<QList<TreeItem>> objects(Session *session, const NodePath &group);
    static QList<TreeItem> groups(const NodePath &workspace);

    OpenSession m_open;
};

} // namespace metascope
