// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/editor.h"

#include <QtCore/QObject>

namespace metascope {

class LazyTree;

/// Turns a node into what an editor needs: an open session and the full target. GUI thread.
class EditorOpener final : public QObject {
    Q_OBJECT
public:
    /// In which branch what is kept of a node was read; empty where there is none, or nothing is kept.
    using KeptBranch = std::function<Reply<BranchLabel>(const NodePath &)>;

    /// `tree` knows the names; both must outlive this.
    EditorOpener(LazyTree &tree, ExplorerSource::OpenSession open, ExplorerSource::FindSession find,
                 QObject *parent = nullptr);

    /// From now on what cannot be read is resolved all the same: without a session, to show what is kept, with the problem.
    void setKeptBranch(KeptBranch keptBranch) { m_keptBranch = std::move(keptBranch); }

    /// In the branch and the data source of `as`, where it has a branch; else in those of the workspace. May ask the keychain (where the instance is not open yet) and for the label of the live branch, where no other is chosen.
    Reply<EditorRequest> resolve(const NodePath &path, const QString &name, const Target &as = {},
                                 const EditorSpot &spot = {});

    /// Whether what it was made with is still there.
    [[nodiscard]] bool isCurrent(const EditorRequest &request) const
    {
        return !m_find || request.problem || m_find(request.path.instance) == request.session;
    }

private:
    Reply<EditorRequest> resolveOpen(const NodePath &path, const QString &name, const Target &as,
                                     const EditorSpot &spot);
    [[nodiscard]] EditorRequest requestFor(const NodePath &path, const QString &name) const;

    LazyTree &m_tree;
    ExplorerSource::OpenSession m_open;
    ExplorerSource::FindSession m_find;
    KeptBranch m_keptBranch;
};

} // namespace metascope
