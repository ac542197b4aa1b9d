// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/facttable.h"

#include "ui/editors/facts/factdelegate.h"
#include "ui/editors/facts/factrows.h"
#include "ui/theme/theme.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace metascope {

FactTable::FactTable(const QString &name, FactRows *rows, const Theme &theme, const IconProvider &icons,
                     QWidget *parent)
    : QTableView(parent), m_rows(rows), m_order(new FactRowsOrder(*rows, this))
{
    m_rows->setParent(this);
    setAccessibleName(name);
    setModel(m_order);
    setItemDelegate(new FactDelegate(theme, icons, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + spacing::rowPadding);
    QHeaderView *head = horizontalHeader();
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    layOutColumns();
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!index.data(FactRows::LinkRole).toBool())
            Q_EMIT opened(index.data(FactRows::IdRole).toString());
    });
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.data(FactRows::LinkRole).toBool())
            Q_EMIT linkClicked(index.data(FactRows::IdRole).toString());
    });
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_order, changed, this, &FactTable::fit);
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, &FactTable::fit);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void FactTable::layOutColumns()
{
    const int character = fontMetrics().averageCharWidth();
    const QList<FactColumn> &columns = m_rows->columns();
    int fixed = 0;
    int rest = -1;
    for (int column = 0; column < columns.size(); ++column) {
        if (isColumnHidden(column))
            continue;
        if (columns.at(column).characters == 0) {
            rest = column;
            continue;
        }
        const int wide
            = std::max(character * columns.at(column).characters, horizontalHeader()->sectionSizeHint(column));
        setColumnWidth(column, wide);
        fixed += wide;
    }
    if (rest >= 0)
        setColumnWidth(rest, std::max(viewport()->width() - fixed, character * 20));
}

void FactTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() == event->oldSize().width())
        return;
    // Widths that a person dragged stay; the wide column takes the difference.
    const QList<FactColumn> &columns = m_rows->columns();
    int others = 0;
    int rest = -1;
    for (int column = 0; column < columns.size(); ++column) {
        if (isColumnHidden(column))
            continue;
        if (columns.at(column).characters == 0)
            rest = column;
        else
            others += columnWidth(column);
    }
    if (rest >= 0)
        setColumnWidth(rest, std::max(viewport()->width() - others, fontMetrics().averageCharWidth() * 20));
    fit();
}

void FactTable::setFitting(int most)
{
    m_most = most;
    setSizePolicy(QSizePolicy::Expanding, most > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    fit();
}

void FactTable::setSortable(int column, Qt::SortOrder order)
{
    horizontalHeader()->setSortIndicator(column, order);
    setSortingEnabled(true);
}

void FactTable::setColumnShown(int column, bool isShown)
{
    if (isColumnHidden(column) != isShown)
        return;
    setColumnHidden(column, !isShown);
    layOutColumns();
}

QString FactTable::currentId() const
{
    return currentIndex().data(FactRows::IdRole).toString();
}

int FactTable::heightOfRows(int rows) const
{
    const bool hasBar = horizontalScrollBar()->maximum() > 0;
    return horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth()
        + (hasBar ? horizontalScrollBar()->sizeHint().height() : 0);
}

void FactTable::fit()
{
    if (m_most > 0)
        setFixedHeight(heightOfRows(std::clamp(m_order->rowCount(), 1, m_most)));
}

QSize FactTable::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 40, heightOfRows(std::clamp(m_order->rowCount(), 1, 12))};
}

QSize FactTable::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, heightOfRows(m_most > 0 ? 1 : 4)};
}

void FactTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT opened(currentId());
        return;
    }
    QTableView::keyPressEvent(event);
}

void FactTable::wheelEvent(QWheelEvent *event)
{
    // One that shows all of its rows leaves the wheel to the page around it.
    if (m_most > 0 && verticalScrollBar()->maximum() == 0)
        event->ignore();
    else
        QTableView::wheelEvent(event);
}

} // namespace metascope
