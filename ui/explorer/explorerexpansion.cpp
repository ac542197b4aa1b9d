// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerexpansion.h"

#include "ui/explorer/explorerproxy.h"
#include "ui/explorer/explorertree.h"

#include <QtCore/QScopedValueRollback>

#include <algorithm>

namespace metascope {

ExplorerExpansion::ExplorerExpansion(LazyTree &model, ExplorerProxy &proxy, ExplorerTree &view, QObject *parent)
    : QObject(parent), m_model(model), m_proxy(proxy), m_view(view)
{
    connect(&view, &QTreeView::expanded, this, &ExplorerExpansion::expandedByPerson);
}

void ExplorerExpansion::reveal(const QString &key, bool expand)
{
    m_revealKey = key;
    m_revealExpand = expand;
    follow();
}

void ExplorerExpansion::follow()
{
    if (m_revealKey.isEmpty())
        return;
    const QScopedValueRollback<bool> pointing(m_isPointing, !m_revealExpand);
    QStringList way;
    for (QString key = m_revealKey; !key.isEmpty(); key = key.left(std::max<qsizetype>(0, key.lastIndexOf(u'/'))))
        way.prepend(key);
    for (const QString &key : std::as_const(way)) {
        // Not every prefix of a key is a node: "…/table/7" has the nodes "…/table" and "…/table/7".
        const QModelIndex source = m_model.indexOf(key);
        if (!source.isValid())
            continue;
        const QModelIndex index = m_proxy.mapFromSource(source);
        if (key != m_revealKey) {
            m_view.expand(index);
            continue;
        }
        m_revealKey.clear();
        m_view.setCurrentIndex(index);
        if (m_revealExpand)
            m_view.expand(index);
        m_view.scrollTo(index);
        return;
    }
}

void ExplorerExpansion::eachExpanded(const QModelIndex &parent,
                                     const std::function<void(const QModelIndex &)> &visit) const
{
    const int rows = m_proxy.rowCount(parent);
    for (int row = 0; row < rows; ++row) {
        const QModelIndex index = m_proxy.index(row, 0, parent);
        if (!m_view.isExpanded(index))
            continue;
        visit(index);
        eachExpanded(index, visit);
    }
}

void ExplorerExpansion::expandedByPerson(const QModelIndex &index)
{
    const QModelIndex source = m_proxy.mapToSource(index);
    if (!m_isPointing && m_model.isOld(source))
        m_model.refresh(source);
}

void ExplorerExpansion::connected(const InstanceId &instance, bool isLimited, const std::optional<NodePath> &current)
{
    const QModelIndex root = m_model.indexOf(NodePath::ofInstance(instance).key());
    QList<QModelIndex> lists;
    const auto add = [&](const QModelIndex &source) {
        if (m_model.isOld(source) && source != root && !lists.contains(source))
            lists.append(source);
    };
    // What is looked at first, and what was asked for.
    const QModelIndex at = m_proxy.mapToSource(m_view.currentIndex());
    if (current && current->instance == instance)
        add(m_model.item(at) && m_model.item(at)->mayHaveChildren ? at : at.parent());
    if (!isLimited)
        eachExpanded(m_proxy.mapFromSource(root), [&](const QModelIndex &index) { add(m_proxy.mapToSource(index)); });
    if (m_model.state(root) == LazyTree::State::Failed)
        m_model.refresh(root);
    else if (m_model.isOld(root))
        m_model.refreshQuietly(root);
    for (qsizetype i = 0; i < std::min<qsizetype>(lists.size(), mostLists); ++i)
        m_model.refreshQuietly(lists[i]);
}

QStringList ExplorerExpansion::keys() const
{
    QStringList keys;
    eachExpanded({}, [&keys](const QModelIndex &index) { keys.append(index.data(LazyTree::KeyRole).toString()); });
    return keys;
}

void ExplorerExpansion::expandKnown(const QStringList &keys)
{
    const QScopedValueRollback<bool> pointing(m_isPointing, true);
    for (const QString &key : keys)
        if (const QModelIndex index = m_model.indexOf(key); m_model.rowCount(index) > 0 && index.isValid())
            m_view.expand(m_proxy.mapFromSource(index));
}

QString ExplorerExpansion::topKey() const
{
    return m_view.indexAt(QPoint(0, 0)).data(LazyTree::KeyRole).toString();
}

void ExplorerExpansion::showKnown(const QString &current, const QString &top)
{
    const QScopedValueRollback<bool> pointing(m_isPointing, true);
    const auto indexOf = [this](const QString &key) { return m_proxy.mapFromSource(m_model.indexOf(key)); };
    if (const QModelIndex index = indexOf(current); index.isValid())
        m_view.setCurrentIndex(index);
    if (const QModelIndex index = indexOf(top); index.isValid())
        m_view.scrollTo(index, QAbstractItemView::PositionAtTop);
}

} // namespace metascope
