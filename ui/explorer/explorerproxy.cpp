// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerproxy.h"

#include "app/model/lazytree.h"
#include "ui/theme/icons.h"

namespace metascope {

ExplorerProxy::ExplorerProxy(LazyTree &tree, const IconProvider &icons, QObject *parent)
    : QSortFilterProxyModel(parent), m_tree(tree), m_folder(icons.icon(Icon::Folder, IconTint::Muted))
{
    for (const KindRow &row : kindTable)
        m_kindIcons[static_cast<std::size_t>(row.kind)] = icons.forKind(row.kind, IconTint::Muted);
    setRecursiveFilteringEnabled(true);
    setSourceModel(&tree);
}

void ExplorerProxy::setFilterText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed == m_text)
        return;
    m_text = trimmed;
    invalidateFilter();
}

QList<NodeMark> ExplorerProxy::marks(const QModelIndex &index) const
{
    return m_marks ? m_marks(index.data(LazyTree::KeyRole).toString()) : QList<NodeMark>();
}

void ExplorerProxy::touch()
{
    const int rows = rowCount();
    if (rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, 0));
    for (int row = 0; row < rows; ++row) {
        const QModelIndex instance = index(row, 0);
        if (const int below = rowCount(instance); below > 0)
            Q_EMIT dataChanged(index(0, 0, instance), index(below - 1, 0, instance));
    }
}

bool ExplorerProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    const QModelIndex index = m_tree.index(row, 0, parent);
    return m_tree.data(index).toString().contains(m_text, Qt::CaseInsensitive);
}

QString ExplorerProxy::description(const QModelIndex &index) const
{
    QStringList parts{QSortFilterProxyModel::data(index, Qt::AccessibleDescriptionRole).toString()};
    if (const QVariant count = index.data(LazyTree::CountRole); count.isValid())
        parts.append(tr("%n item(s)", nullptr, count.toInt()));
    const QList<NodeMark> words = marks(index);
    for (const NodeMark &mark : words)
        parts.append(mark.text);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QVariant ExplorerProxy::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DecorationRole:
        if (index.data(LazyTree::IsGroupRole).toBool())
            return m_folder;
        return m_kindIcons[index.data(LazyTree::KindRole).toUInt()];
    case Qt::ToolTipRole: {
        QString text = QSortFilterProxyModel::data(index, role).toString();
        const QList<NodeMark> words = marks(index);
        for (const NodeMark &mark : words)
            text += QLatin1String("<br>") + mark.text.toHtmlEscaped();
        return text;
    }
    case Qt::AccessibleTextRole: return QSortFilterProxyModel::data(index, Qt::DisplayRole);
    case Qt::AccessibleDescriptionRole: return description(index);
    default: return QSortFilterProxyModel::data(index, role);
    }
}

} // namespace metascope
