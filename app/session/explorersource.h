// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/model/lazytree.h"
#include "app/session/session.h"

#include <functional>

namespace metascope {

/// Gives the explorer its nodes: Instance > Workspace > groups > items, each list when its node is expanded.
class ExplorerSource final : public QObject, public TreeSource {
    Q_OBJECT
public:
    /// Opens the session of an instance (which may ask the keychain), or hands out the open one.
    using OpenSession = std::function<Reply<Session *>(const InstanceId &)>;
    /// Its open session, or null.
    using FindSession = std::function<Session *(const InstanceId &)>;

    /// Without `find` the sessions that `open` gives live on, and every instance counts as open.
    explicit ExplorerSource(OpenSession open, QObject *parent = nullptr, FindSession find = {});

    Reply<QList<TreeItem>> children(const TreeItem &parent) override;
    [[nodiscard]] bool isConnected(const TreeItem &parent) const override;
    [[nodiscard]] bool isAbsence(const TreeItem &parent, const Error &error) const override;

    /// The nodes that stand below a workspace or a section, which no server is asked for; nothing for other paths.
    [[nodiscard]] static std::optional<QList<TreeItem>> fixedChildren(const NodePath &parent);
    /// The node of an object that was listed below `parent` (an instance, a group, or an API group).
    [[nodiscard]] static TreeItem itemOf(const ObjectSummary &object, const NodePath &parent);
    /// The nodes of all of a list, which is of one kind.
    [[nodiscard]] static QList<TreeItem> itemsOf(const QList<ObjectSummary> &objects, const NodePath &parent);

Q_SIGNALS:
    /// A list was read, in whole but for a history: what stands below that node now.
    /// `isChosen`: of a branch that a person chose beside the live one.
    void listed(const metascope::NodePath &parent, const metascope::BranchLabel &branch,
                const QList<metascope::ObjectSummary> &objects, bool isChosen);

private:
    Reply<QList<TreeItem>> workspaces(Session *session);
    Reply<QList<TreeItem>> objects(Session *session, const NodePath &group);
    Reply<QList<TreeItem>> objectsOf(Session *session, const NodePath &group, const BranchLabel &branch);

    OpenSession m_open;
    FindSession m_find;
};

} // namespace metascope
