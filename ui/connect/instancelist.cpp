// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/instancelist.h"

#include "ui/theme/tokens.h"

#include <QtGui/QPainter>

namespace metascope {

void InstanceListModel::setRows(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int InstanceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant InstanceListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return row.name;
    case HostRole:
    case Qt::AccessibleDescriptionRole: return row.host;
    case Qt::ToolTipRole: return QString(row.name + QStringLiteral(", ") + row.host).toHtmlEscaped();
    default: return {};
    }
}

Qt::ItemFlags InstanceListModel::flags(const QModelIndex &index) const
{
    const bool isAllowed = checkIndex(index, CheckIndexOption::IndexIsValid) && m_rows[index.row()].isAllowed;
    return isAllowed ? QAbstractListModel::flags(index) : Qt::ItemFlags(Qt::NoItemFlags);
}

void InstanceListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const int nameWidth = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * spacing::group;
    const QRect rest = option.rect.adjusted(nameWidth, 0, -spacing::control, 0);
    painter->save();
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    painter->drawText(rest, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine),
                      option.fontMetrics.elidedText(index.data(InstanceListModel::HostRole).toString(), Qt::ElideMiddle,
                                                    rest.width()));
    painter->restore();
}

} // namespace metascope
