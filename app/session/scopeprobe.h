// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"

#include <QtCore/QObject>

namespace metascope {

/// Asks what a token may read: one small call for each list of the first workspace. The answers' statuses are what is learned
/// (ApiClient::answered); create, update and delete cannot be known without doing them. Lives with its session.
class ScopeProbe final : public QObject {
    Q_OBJECT
public:
    /// Calls of one run, at most.
    static constexpr int mostCalls = 8;

    /// The session owns it.
    explicit ScopeProbe(Session &session);
    /// Ends when all calls were answered, refused ones included; then the probe is gone. Error: that of the first call, where not
    /// even the workspaces can be listed.
    Reply<Done> run();

private:
    template <typename T>
    void then(const Reply<T> &reply, std::function<void(const Result<T> &)> next);
    void readWorkspaces();
    void readTables();
    void readRecords(TableId table);
    void readKind(std::size_t index);
    void finish(Result<Done> result);

    Session &m_session;
    ReplyPromise<Done> m_promise;
    WorkspaceId m_workspace;
    BranchLabel m_branch;
    bool m_isAborted = false;
};

} // namespace metascope
