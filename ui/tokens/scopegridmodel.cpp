// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/scopegridmodel.h"

namespace metascope {

void ScopeGridModel::setGrid(const std::optional<ScopeGrid> &grid)
{
    const ScopeGrid next = grid.value_or(ScopeGrid());
    if (next == m_grid)
        return;
    m_grid = next;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void ScopeGridModel::setEditable(bool editable)
{
    if (editable == m_isEditable)
        return;
    m_isEditable = editable;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ScopeGridModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(scopeAreas.size());
}

int ScopeGridModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(scopeRights.size());
}

QVariant ScopeGridModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ScopeArea area = scopeAreas.at(static_cast<std::size_t>(index.row()));
    const ScopeRight right = scopeRights.at(static_cast<std::size_t>(index.column()));
    switch (role) {
    case Qt::CheckStateRole: return static_cast<int>(m_grid.has(area, right) ? Qt::Checked : Qt::Unchecked);
    case Qt::AccessibleTextRole: return tr("%1: %2").arg(scopeAreaName(area), scopeRightName(right));
    default: return {};
    }
}

bool ScopeGridModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !m_isEditable || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    ScopeGrid next = m_grid;
    next.set(scopeAreas.at(static_cast<std::size_t>(index.row())),
             scopeRights.at(static_cast<std::size_t>(index.column())), value.toInt() == Qt::Checked);
    Q_EMIT edited(next);
    return true;
}

Qt::ItemFlags ScopeGridModel::flags(const QModelIndex &) const
{
    return m_isEditable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren
                        : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

QVariant ScopeGridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Vertical)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || section < 0)
        return {};
    return orientation == Qt::Vertical ? scopeAreaName(scopeAreas.at(static_cast<std::size_t>(section)))
                                       : scopeRightName(scopeRights.at(static_cast<std::size_t>(section)));
}

} // namespace metascope
