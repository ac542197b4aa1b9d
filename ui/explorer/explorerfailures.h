// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

class QModelIndex;

namespace metascope {

class LazyTree;
class MessageBar;

/// Tells in one bar which nodes could not be loaded, with Retry for all of them.
class ExplorerFailures final : public QObject {
    Q_OBJECT
public:
    /// Both outlive this.
    ExplorerFailures(LazyTree &tree, MessageBar &bar, QObject *parent = nullptr);

    void clear();

private:
    void nodeLoaded(const QModelIndex &index);
    void show();

    LazyTree &m_tree;
    MessageBar &m_bar;
    QStringList m_failed; ///< keys, latest last
};

} // namespace metascope
