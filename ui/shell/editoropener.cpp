// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/editoropener.h"

#include "app/model/lazytree.h"
#include "app/session/session.h"

namespace metascope {

EditorOpener::EditorOpener(LazyTree &tree, ExplorerSource::OpenSession open, ExplorerSource::FindSession find,
                           QObject *parent)
    : QObject(parent), m_tree(tree), m_open(std::move(open)), m_find(std::move(find))
{}

Reply<EditorRequest> EditorOpener::resolve(const NodePath &path, const QString &name, const Target &as,
                                           const EditorSpot &spot)
{
    if (!path.isPage())
        return Reply<EditorRequest>::ready(
            Failure(Error::local(ErrorKind::Validation, tr("This cannot be opened in an editor."))));
    return andThen(m_open(path.instance), this, [this, path, name, as, spot](Session *session) {
        // An answer is handed on by the event loop: it may have been closed meanwhile.
        if (m_find && m_find(path.instance) != session)
            return Reply<EditorRequest>::ready(Failure(Error::local(ErrorKind::Cancelled, {})));
        const bool isAsBefore = !as.branch.value().isEmpty();
        return andThen(isAsBefore ? Reply<BranchLabel>::ready(as.branch) : session->branch(*path.workspace), session,
                       [this, path, name, as, spot, isAsBefore, session](const BranchLabel &branch) {
                           const NodePath workspace = NodePath::ofWorkspace(path.instance, *path.workspace);
                           const auto node = m_tree.item(m_tree.indexOf(workspace.key()));
                           EditorRequest request;
                           request.path = path;
                           request.name = name;
                           request.session = session;
                           request.spot = spot;
                           request.target.instance = path.instance;
                           request.target.instanceName = session->address().name;
                           request.target.workspace = *path.workspace;
                           request.target.workspaceName = node ? node->name : QString::number(path.workspace->value());
                           request.target.branch = branch;
                           request.target.dataSource
                               = isAsBefore ? as.dataSource : session->dataSource(*path.workspace);
                           return Reply<EditorRequest>::ready(std::move(request));
                       });
    });
}

} // namespace metascope
