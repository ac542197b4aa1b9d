// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/fieldplace.h"
#include "app/domain/schemachanges.h"
#include "app/domain/validation.h"
#include "app/model/rowtable.h"

#include <QtCore/QHash>

namespace metascope {

/// One row of the table "Fields".
struct SchemaRow {
    QString id; ///< unique: the key, and the path below it for a nested field
    EntryKey key;
    int depth = 0;
    QString path; ///< the name on screen
    Field field;
    std::optional<Field> before;
    EntryChanges changes;
    bool primary = false;
    QList<qsizetype> child; ///< of a nested one, the way down
    bool operator==(const SchemaRow &) const = default;
};

/// The table "Fields": what is staged, with removed fields and the nested ones of objects as rows of their own. Shows
/// values that it is given and asks for moves by a signal; it edits nothing itself. A new value is shown by row inserts,
/// removals, moves and data changes, never by a reset: selection and scroll survive.
class SchemaModel final : public RowTable<SchemaRow> {
    Q_OBJECT
public:
    enum Column {
        ChangeColumn,
        NameColumn,
        TypeColumn,
        RequiredColumn,
        NullableColumn,
        DefaultColumn,
        DescriptionColumn,
        ColumnCount
    };

    explicit SchemaModel(QObject *parent = nullptr);

    /// Shows this state of a document.
    void setSchema(const TableSchema &base, const TableSchema &current);
    /// The findings that belong to it: marks rows and says them in the tooltips.
    void setFindings(const QList<Finding> &findings);
    /// How a referenced table is called, where it is known; for the Type column.
    void setTableNames(const QHash<TableId, QString> &names);

    /// The top-level field of a row (a nested one's is its object); none for an invalid index.
    [[nodiscard]] std::optional<EntryKey> keyAt(const QModelIndex &index) const;
    /// The Name cell of a top-level field; invalid for an unknown key.
    [[nodiscard]] QModelIndex indexOf(EntryKey key) const;
    [[nodiscard]] std::optional<FieldPlace> placeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const FieldPlace &place) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                       const QModelIndex &parent) const override;
    /// Asks for the move and answers false: the view must not remove the dragged row, since the document moves it.
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    /// A drag ended: `key` is to stand at `position` among the staged fields (as SchemaDocument::moveField() counts).
    void moveRequested(metascope::EntryKey key, qsizetype position);

private:
    static QList<SchemaRow> rowsOf(const TableSchema &base, const TableSchema &current);
    static void appendChildren(QList<SchemaRow> &rows, const SchemaRow &parent, const Field *loaded);
    [[nodiscard]] QString display(const SchemaRow &row, int column) const;
    [[nodiscard]] QString typeText(const Field &field) const;
    [[nodiscard]] QString toolTip(const SchemaRow &row) const;
    [[nodiscard]] QString findingText(const SchemaRow &row) const;
    [[nodiscard]] std::optional<EntryKey> draggedKey(const QMimeData *data) const;
    [[nodiscard]] std::optional<qsizetype> dropPosition(EntryKey key, int row, const QModelIndex &parent) const;

    QList<Finding> m_findings;
    QHash<TableId, QString> m_tableNames;
    QByteArray m_dragToken; ///< in the dragged data: a drop from another table's model is none
};

} // namespace metascope
