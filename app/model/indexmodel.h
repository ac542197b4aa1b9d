// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemachanges.h"
#include "app/domain/validation.h"
#include "app/model/rowtable.h"

namespace metascope {

/// One row of the table "Indexes".
struct IndexTableRow {
    EntryKey id;
    IndexRow row;
    bool operator==(const IndexTableRow &) const = default;
};

/// The table "Indexes": what is staged, removed ones included. As SchemaModel, it shows values and never resets.
class IndexModel final : public RowTable<IndexTableRow> {
    Q_OBJECT
public:
    enum Column { ChangeColumn, TypeColumn, FieldsColumn, IdColumn, ColumnCount };

    explicit IndexModel(QObject *parent = nullptr);

    /// Shows this state of a document.
    void setSchema(const TableSchema &base, const TableSchema &current);
    /// The findings that belong to it: marks rows and says them in the tooltips.
    void setFindings(const QList<Finding> &findings);

    [[nodiscard]] std::optional<EntryKey> keyAt(const QModelIndex &index) const;
    /// The first cell of an index; invalid for an unknown key.
    [[nodiscard]] QModelIndex indexOf(EntryKey key) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString findingText(EntryKey key) const;

    QList<Finding> m_findings;
};

} // namespace metascope
