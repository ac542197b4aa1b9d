// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/editoropener.h"

#include "app/base/unreachable.h"
#include "app/model/lazytree.h"
#include "app/session/session.h"

namespace metascope {

EditorOpener::EditorOpener(LazyTree &tree, ExplorerSource::OpenSession open, ExplorerSource::FindSession find,
                           QObject *parent)
    : QObject(parent), m_tree(tree), m_open(std::move(open)), m_find(std::move(find))
{}

EditorRequest EditorOpener::requestFor(const NodePath &path, const QString &name) const
{
    const auto item = [this](const NodePath &node) { return m_tree.item(m_tree.indexOf(node.key())); };
    const auto instance = item(NodePath::ofInstance(path.instance));
    const auto workspace = item(NodePath::ofWorkspace(path.instance, *path.workspace));
    EditorRequest request;
    request.path = path;
    request.name = name;
    request.target.instance = path.instance;
    request.target.instanceName = instance ? instance->name : path.instance.value();
    request.target.workspace = *path.workspace;
    request.target.workspaceName = workspace ? workspace->name : QString::number(path.workspace->value());
    return request;
}

Reply<EditorRequest> EditorOpener::resolve(const NodePath &path, const QString &name, const Target &as,
                                           const EditorSpot &spot)
{
    if (!path.isPage())
        return Reply<EditorRequest>::ready(
            Failure(Error::local(ErrorKind::Validation, tr("This cannot be opened in an editor."))));
    const Reply<EditorRequest> opened = resolveOpen(path, name, as, spot);
    if (!m_keptBranch)
        return opened;
    const ReplyPromise<EditorRequest> promise;
    promise.setAbort([opened] { opened.abort(); });
    opened.then(this, [this, promise, path, name, as, spot](const Result<EditorRequest> &result) {
        if (result || !isUnreachable(result.error())) {
            promise.resolve(result);
            return;
        }
        EditorRequest request = requestFor(path, name);
        request.spot = spot;
        request.problem = result.error();
        request.target.dataSource = as.dataSource;
        request.keepsBranch = !as.branch.value().isEmpty();
        const Reply<BranchLabel> branch
            = as.branch.value().isEmpty() ? m_keptBranch(path) : Reply<BranchLabel>::ready(as.branch);
        promise.setAbort([branch] { branch.abort(); });
        branch.then(this, [promise, request](const Result<BranchLabel> &kept) mutable {
            request.target.branch = kept.value_or(BranchLabel());
            promise.resolve(std::move(request));
        });
    });
    return promise.reply();
}

Reply<EditorRequest> EditorOpener::resolveOpen(const NodePath &path, const QString &name, const Target &as,
                                               const EditorSpot &spot)
{
    return andThen(m_open(path.instance), this, [this, path, name, as, spot](Session *session) {
        // An answer is handed on by the event loop: it may have been closed meanwhile.
        if (m_find && m_find(path.instance) != session)
            return Reply<EditorRequest>::ready(Failure(Error::local(ErrorKind::Cancelled, {})));
        const bool isAsBefore = !as.branch.value().isEmpty();
        return andThen(isAsBefore ? Reply<BranchLabel>::ready(as.branch) : session->branch(*path.workspace), session,
                       [this, path, name, as, spot, isAsBefore, session](const BranchLabel &branch) {
                           EditorRequest request = requestFor(path, name);
                           request.session = session;
                           request.spot = spot;
                           request.target.instanceName = session->address().name;
                           request.target.branch = branch;
                           request.target.dataSource
                               = isAsBefore ? as.dataSource : session->dataSource(*path.workspace);
                           return Reply<EditorRequest>::ready(std::move(request));
                       });
    });
}

} // namespace metascope
