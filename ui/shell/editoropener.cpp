// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/editoropener.h"

#include "app/model/lazytree.h"
#include "app/session/session.h"

namespace metascope {

EditorOpener::EditorOpener(LazyTree &tree, ExplorerSource::OpenSession open, QObject *parent)
    : QObject(parent), m_tree(tree), m_open(std::move(open))
{}

Reply<EditorRequest> EditorOpener::resolve(const NodePath &path, const QString &name)
{
    if (!path.workspace || !path.isObject())
        return Reply<EditorRequest>::ready(
            Failure(Error::local(ErrorKind::Validation, tr("This cannot be opened in an editor."))));
    return andThen(m_open(path.instance), this, [this, path, name](Session *session) {
        return andThen(session->liveBranch(*path.workspace), this,
                       [this, path, name, session](const BranchLabel &branch) {
                           const NodePath workspace = NodePath::ofWorkspace(path.instance, *path.workspace);
                           const auto node = m_tree.item(m_tree.indexOf(workspace.key()));
                           EditorRequest request;
                           request.path = path;
                           request.name = name;
                           request.session = session;
                           request.target.instance = path.instance;
                           request.target.instanceName = session->address().name;
                           request.target.workspace = *path.workspace;
                           request.target.workspaceName = node ? node->name : QString::number(path.workspace->value());
                           request.target.branch = branch;
                           return Reply<EditorRequest>::ready(std::move(request));
                       });
    });
}

} // namespace metascope
