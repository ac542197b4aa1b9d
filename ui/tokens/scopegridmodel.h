// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tokenfacts.h"

#include <QtCore/QAbstractTableModel>

namespace metascope {

/// The boxes of Xano's screen for access tokens, an area in each row and a right in each column. Shows what it is given
/// and tells of ticks by a signal; it keeps none itself.
class ScopeGridModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Nothing is shown as no box ticked.
    void setGrid(const std::optional<ScopeGrid> &grid);
    /// Whether boxes can be ticked.
    void setEditable(bool editable);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The person ticked or cleared a box: this is what the grid is to be.
    void edited(const metascope::ScopeGrid &grid);

private:
    ScopeGrid m_grid;
    bool m_isEditable = false;
};

} // namespace metascope
