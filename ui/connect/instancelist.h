// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtWidgets/QStyledItemDelegate>

namespace metascope {

/// The instances of an account, to pick from. The text of a row is the bare name; its host is painted beside it and told
/// in the accessible description.
class InstanceListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { HostRole = Qt::UserRole + 1 };
    struct Row {
        QString name;
        QString host; ///< or why it cannot be picked
        bool isAllowed = true;
    };

    using QAbstractListModel::QAbstractListModel;
    void setRows(const QList<Row> &rows);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<Row> m_rows;
};

/// Paints the host right of the name, in the colour of secondary text.
class InstanceListDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace metascope
