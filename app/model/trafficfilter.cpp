// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/trafficfilter.h"

#include "app/model/trafficmodel.h"

#include <algorithm>

namespace metascope {

TrafficFilter::TrafficFilter(TrafficModel &model, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSourceModel(&model);
    setSortRole(TrafficModel::SortRole);
}

void TrafficFilter::setText(const QString &text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void TrafficFilter::setOnlyFailed(bool onlyFailed)
{
    m_onlyFailed = onlyFailed;
    invalidateRowsFilter();
}

void TrafficFilter::setInstance(const InstanceId &instance)
{
    m_instance = instance;
    invalidateRowsFilter();
}

bool TrafficFilter::isFiltering() const
{
    return !m_words.isEmpty() || m_onlyFailed || !m_instance.value().isEmpty();
}

bool TrafficFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex first = sourceModel()->index(row, 0, parent);
    if (m_onlyFailed && !first.data(TrafficModel::FailedRole).toBool())
        return false;
    if (!m_instance.value().isEmpty() && first.data(TrafficModel::InstanceIdRole).toString() != m_instance.value())
        return false;
    if (m_words.isEmpty())
        return true;
    QString text;
    for (const int column : {TrafficModel::InstanceColumn, TrafficModel::MethodColumn, TrafficModel::PathColumn,
                             TrafficModel::StatusColumn})
        text += first.siblingAtColumn(column).data().toString() + QLatin1Char('\n');
    return std::ranges::all_of(m_words,
                               [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool TrafficFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(TrafficModel::SortRole);
    const QVariant b = right.data(TrafficModel::SortRole);
    // What is not known comes last, whichever way is sorted.
    if (a.isValid() != b.isValid())
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    const auto order = QVariant::compare(a, b);
    return order == QPartialOrdering::Equivalent ? left.row() < right.row() : order == QPartialOrdering::Less;
}

} // namespace metascope
