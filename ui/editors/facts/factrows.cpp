// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factrows.h"

#include <algorithm>

namespace metascope {

FactRows::FactRows(QList<FactColumn> columns, QObject *parent) : RowTable(parent), m_columns(std::move(columns)) {}

int FactRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant FactRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rows().size())
        return {};
    const FactRow &row = rows().at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.cells.value(index.column());
    case Qt::ToolTipRole: {
        // Qt takes what looks like HTML for HTML.
        const QString text = row.more.isEmpty() ? row.cells.value(index.column()) : row.more;
        return text.isEmpty() ? QVariant() : QVariant(QStringLiteral("<p>") + text.left(2000).toHtmlEscaped());
    }
    case Qt::TextAlignmentRole:
        return QVariant(m_columns.at(index.column()).isNumber ? Qt::AlignRight | Qt::AlignVCenter
                                                              : Qt::AlignLeft | Qt::AlignVCenter);
    case IdRole: return row.id;
    case SortRole: {
        const QVariant key = row.sortKeys.value(index.column());
        if (key.isValid() || m_columns.at(index.column()).isNumber)
            return key;
        return row.cells.value(index.column());
    }
    case CodeRole: return m_columns.at(index.column()).isCode;
    case KindRole: return row.icon;
    case StrongRole: return row.isStrong;
    case LinkRole: return row.link == index.column();
    default: return {};
    }
}

QVariant FactRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns.at(section).title;
    if (role == Qt::TextAlignmentRole && m_columns.at(section).isNumber)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

FactRowsOrder::FactRowsOrder(FactRows &rows, QObject *parent) : QSortFilterProxyModel(parent), m_rows(rows)
{
    setSourceModel(&rows);
    setSortRole(FactRows::SortRole);
    setDynamicSortFilter(true);
}

void FactRowsOrder::setText(const QString &text)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

bool FactRowsOrder::filterAcceptsRow(int row, const QModelIndex &) const
{
    const FactRow &each = m_rows.all().at(row);
    return std::ranges::all_of(m_words, [&each](const QString &word) {
        return std::ranges::any_of(each.cells,
                                   [&word](const QString &cell) { return cell.contains(word, Qt::CaseInsensitive); });
    });
}

bool FactRowsOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(FactRows::SortRole);
    const QVariant b = right.data(FactRows::SortRole);
    if (a.isValid() != b.isValid())
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    if (a.userType() == QMetaType::QString && b.userType() == QMetaType::QString)
        return a.toString().localeAwareCompare(b.toString()) < 0;
    return QVariant::compare(a, b) < 0;
}

} // namespace metascope
