// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/instancelist.h"

#include "ui/theme/tokens.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace metascope {

void InstanceListModel::setRows(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    m_picked = QList<bool>(rows.size(), false);
    endResetModel();
}

QList<int> InstanceListModel::picked() const
{
    QList<int> rows;
    for (int row = 0; row < static_cast<int>(m_picked.size()); ++row)
        if (m_picked[row])
            rows.append(row);
    return rows;
}

bool InstanceListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    m_picked[index.row()] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    return true;
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
    case Qt::CheckStateRole: return m_picked[index.row()] ? Qt::Checked : Qt::Unchecked;
    case HostRole:
    case Qt::AccessibleDescriptionRole: return row.host;
    case Qt::ToolTipRole: return QString(row.name + QStringLiteral(", ") + row.host).toHtmlEscaped();
    default: return {};
    }
}

Qt::ItemFlags InstanceListModel::flags(const QModelIndex &index) const
{
    const bool isAllowed = checkIndex(index, CheckIndexOption::IndexIsValid) && m_rows[index.row()].isAllowed;
    return isAllowed ? QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable : Qt::ItemFlags(Qt::NoItemFlags);
}

void InstanceListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const int boxWidth = style->pixelMetric(QStyle::PM_IndicatorWidth, &option, option.widget);
    const int nameWidth = boxWidth + option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * spacing::group;
    const QRect rest = option.rect.adjusted(nameWidth, 0, -spacing::control, 0);
    painter->save();
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    painter->drawText(rest, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine),
                      option.fontMetrics.elidedText(index.data(InstanceListModel::HostRole).toString(), Qt::ElideMiddle,
                                                    rest.width()));
    painter->restore();
}

bool InstanceListDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                       const QModelIndex &index)
{
    const bool isRelease = event->type() == QEvent::MouseButtonRelease;
    if (isRelease && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton)
        return model->setData(index,
                              index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                              Qt::CheckStateRole);
    // The box is told by the release: a click that is the second of two would count twice.
    if (isRelease || event->type() == QEvent::MouseButtonDblClick)
        return false;
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace metascope
