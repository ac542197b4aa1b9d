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
    /// `tree` knows the names; both must outlive this.
    EditorOpener(LazyTree &tree, ExplorerSource::OpenSession open, QObject *parent = nullptr);

    /// May ask the keychain (where the instance is not open yet) and for the live branch's label.
    Reply<EditorRequest> resolve(const NodePath &path, const QString &name);

private:
    LazyTree &m_tree;
    ExplorerSource::OpenSession m_open;
};

} // namespace metascope
