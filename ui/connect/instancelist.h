// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtWidgets/QStyledItemDelegate>

namespace metascope {

/// The instances of an account, to pick from by their check boxes. The text of a row is the bare name; its host is painted beside
/// it and told in the accessible description.
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
    /// None of them is picked.
    void setRows(const QList<Row> &rows);
    /// The rows whose boxes are checked, ascending.
    [[nodiscard]] QList<int> picked() const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

private:
    QList<Row> m_rows;
    QList<bool> m_picked; ///< by row
};

/// Paints the host right of the name, in the colour of secondary text. A click anywhere on a row checks and unchecks it.
class InstanceListDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

} // namespace metascope
