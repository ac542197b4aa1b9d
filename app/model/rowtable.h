// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QList>

#include <algorithm>
#include <iterator>

namespace metascope {

/// A flat table over a list of values that goes from one list to the next by inserts, removals, moves and data changes,
/// never by a reset: persistent indexes, and with them selection and scroll, survive.
/// Row has `==` and a member `id`, unique in the list and stable, which says what is the same row.
template <typename Row>
class RowTable : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

protected:
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

    void update(const QList<Row> &next)
    {
        if (m_rows.isEmpty() && !next.isEmpty()) {
            beginInsertRows({}, 0, static_cast<int>(next.size()) - 1);
            m_rows = next;
            endInsertRows();
            return;
        }
        removeGone(next);
        for (qsizetype i = 0; i < next.size(); ++i)
            place(next, i);
        for (qsizetype i = 0; i < next.size(); ++i) {
            if (m_rows.at(i) == next.at(i))
                continue;
            m_rows[i] = next.at(i);
            touch(i);
        }
    }

    /// Everything about a row may look different.
    void touch(qsizetype row)
    {
        const int at = static_cast<int>(row);
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
    }

private:
    /// `hint` is where it probably is: mostly nothing has moved.
    static qsizetype find(const QList<Row> &list, const Row &row, qsizetype hint)
    {
        if (hint < list.size() && list.at(hint).id == row.id)
            return hint;
        const auto found = std::ranges::find(list, row.id, &Row::id);
        return found == list.end() ? -1 : std::distance(list.begin(), found);
    }

    void removeGone(const QList<Row> &next)
    {
        for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
            if (find(next, m_rows.at(i), i) >= 0)
                continue;
            beginRemoveRows({}, static_cast<int>(i), static_cast<int>(i));
            m_rows.removeAt(i);
            endRemoveRows();
        }
    }

    /// Makes the row at `i` the one of `next`; the rows before it are in place.
    void place(const QList<Row> &next, qsizetype i)
    {
        const qsizetype from = find(m_rows, next.at(i), i);
        if (from == i)
            return;
        if (from < 0) {
            beginInsertRows({}, static_cast<int>(i), static_cast<int>(i));
            m_rows.insert(i, next.at(i));
            endInsertRows();
            return;
        }
        // One row dragged down is one move, not one for each row that it passes.
        const qsizetype to = std::min(find(next, m_rows.at(i), i), m_rows.size() - 1);
        if (from == i + 1 && to > i)
            moveRow(i, to);
        else
            moveRow(from, i);
    }

    void moveRow(qsizetype from, qsizetype to)
    {
        beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {},
                      static_cast<int>(to > from ? to + 1 : to));
        m_rows.move(from, to);
        endMoveRows();
    }

    QList<Row> m_rows;
};

} // namespace metascope
