// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/rowtable.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

namespace metascope {

/// One row of a table that is only read: texts as they are shown.
struct FactRow {
    QString id; ///< unique and stable: what is the same row
    QStringList cells; ///< plain text; a missing one is empty
    QList<QVariant> sortKeys = {}; ///< by column, where the text does not sort: a number, a moment
    QString more = {}; ///< of the row, on hovering; plain text
    int icon = -1; ///< a Kind, drawn in the first column
    bool isStrong = false; ///< semibold: the live one
    int link = -1; ///< the column whose text is a command
    bool operator==(const FactRow &) const = default;
};

struct FactColumn {
    QString title;
    bool isNumber = false; ///< drawn at the right
    bool isCode = false; ///< drawn in the fixed font
    int characters = 12; ///< wide; 0: takes what is left
};

/// A table of such rows that goes from one list to the next by differences.
class FactRows final : public RowTable<FactRow> {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 30, SortRole, CodeRole, KindRole, StrongRole, LinkRole };

    explicit FactRows(QList<FactColumn> columns, QObject *parent = nullptr);

    void setRows(const QList<FactRow> &rows) { update(rows); }
    [[nodiscard]] const QList<FactRow> &all() const { return rows(); }
    [[nodiscard]] const QList<FactColumn> &columns() const { return m_columns; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<FactColumn> m_columns;
};

/// Those of them that hold all words of a text, in the order of a column. What has no sort key comes last.
class FactRowsOrder final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit FactRowsOrder(FactRows &rows, QObject *parent = nullptr);

    /// Without regard to case; any column may hold a word.
    void setText(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    FactRows &m_rows;
    QStringList m_words;
};

} // namespace metascope
