// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/calltable.h"

#include "ui/theme/tokens.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace metascope {

CallTable::CallTable(QWidget *parent) : QTableView(parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + spacing::rowPadding);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_isAtEnd = value >= verticalScrollBar()->maximum(); });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (m_followsEnd && m_isAtEnd)
            verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    });
}

void CallTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (selectionModel())
        connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &CallTable::pickChanged);
}

void CallTable::setCharacters(const QList<std::pair<int, int>> &widths)
{
    const int character = fontMetrics().averageCharWidth();
    for (const auto &[column, characters] : widths)
        setColumnWidth(column, std::max(character * characters, horizontalHeader()->sectionSizeHint(column)));
}

void CallTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT pickChanged();
}

} // namespace metascope
