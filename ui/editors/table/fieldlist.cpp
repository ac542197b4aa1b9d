// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/fieldlist.h"

#include "app/model/roles.h"
#include "app/model/schemamodel.h"
#include "ui/editors/table/fielddelegate.h"
#include "ui/editors/table/schemaviews.h"
#include "ui/theme/theme.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

constexpr int storedOrder = -1; ///< as a column

} // namespace

FieldList::FieldList(SchemaModel &model, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_model(model), m_shown(new QSortFilterProxyModel(this)), m_view(new QTableView(this)),
      m_filter(new QLineEdit(this)), m_order(new QComboBox(this)), m_orderNote(new QLabel(this))
{
    m_shown->setSourceModel(&model);
    m_shown->setFilterKeyColumn(SchemaModel::NameColumn);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSortCaseSensitivity(Qt::CaseInsensitive);

    m_view->setModel(m_shown);
    m_view->setAccessibleName(tr("Fields"));
    m_view->setObjectName(QStringLiteral("fields"));
    schemaviews::dress(m_view);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setItemDelegate(
        new FieldDelegate(theme, icons, SchemaModel::ChangeColumn, SchemaModel::NameColumn, m_view));
    m_view->setDragDropOverwriteMode(false);
    m_view->setDefaultDropAction(Qt::MoveAction);
    QHeaderView *head = m_view->horizontalHeader();
    head->setSortIndicator(storedOrder, Qt::AscendingOrder);
    head->setSortIndicatorClearable(true);
    m_view->setSortingEnabled(true);
    schemaviews::setColumnWidths(m_view,
                                 {{SchemaModel::ChangeColumn, 16},
                                  {SchemaModel::NameColumn, 28},
                                  {SchemaModel::TypeColumn, 26},
                                  {SchemaModel::RequiredColumn, 12},
                                  {SchemaModel::NullableColumn, 12},
                                  {SchemaModel::DefaultColumn, 14}});
    m_bar = buildBar();
    m_orderNote->setText(tr("Shown in another order than the stored one, which stays as it is."));
    m_orderNote->setObjectName(QStringLiteral("orderNote"));
    m_orderNote->setForegroundRole(QPalette::PlaceholderText);
    m_orderNote->setContentsMargins(spacing::edge, 0, spacing::edge, spacing::tight);
    m_orderNote->setWordWrap(true);
    m_orderNote->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_orderNote);
    layout->addWidget(m_view, 1);
    updateDragging();

    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FieldList::selectionChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FieldList::selectionChanged);
    connect(head, &QHeaderView::sortIndicatorChanged, this, &FieldList::showOrder);
}

QHBoxLayout *FieldList::buildBar()
{
    m_filter->setPlaceholderText(tr("Filter Fields"));
    m_filter->setAccessibleName(tr("Filter Fields"));
    m_filter->setObjectName(QStringLiteral("filterFields"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(m_filter->fontMetrics().averageCharWidth() * 40);
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    m_order->addItem(tr("stored"), storedOrder);
    for (int column = 0; column < SchemaModel::ColumnCount; ++column)
        m_order->addItem(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), column);
    m_order->setObjectName(QStringLiteral("fieldOrder"));
    m_order->setAccessibleName(tr("Order"));
    auto *order = new QLabel(tr("Order"), this);
    order->setBuddy(m_order);
    connect(m_order, &QComboBox::activated, this, &FieldList::chooseOrder);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    bar->setSpacing(spacing::control);
    bar->addWidget(m_filter, 1);
    bar->addWidget(order);
    bar->addWidget(m_order);
    bar->addStretch();
    return bar;
}

void FieldList::addButton(QAction *action)
{
    m_bar->addWidget(schemaviews::actionButton(action, this));
}

std::optional<FieldPlace> FieldList::current() const
{
    return m_model.placeAt(m_shown->mapToSource(m_view->currentIndex()));
}

QList<FieldPlace> FieldList::selected() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QList<FieldPlace> places;
    for (const QModelIndex &row : rows)
        if (const auto place = m_model.placeAt(m_shown->mapToSource(row)))
            places.append(*place);
    return places;
}

bool FieldList::hasChanges(const QList<FieldPlace> &places) const
{
    return std::ranges::any_of(
        places, [this](const FieldPlace &place) { return m_model.indexOf(place).data(roles::Change).toInt() != 0; });
}

bool FieldList::isStoredOrder() const
{
    return m_shown->sortColumn() == storedOrder;
}

void FieldList::select(const FieldPlace &place)
{
    if (!m_shown->mapFromSource(m_model.indexOf(place)).isValid())
        m_filter->clear();
    m_view->setCurrentIndex(m_shown->mapFromSource(m_model.indexOf(place)));
    m_view->scrollTo(m_view->currentIndex());
}

void FieldList::setMovable(bool movable)
{
    m_movable = movable;
    updateDragging();
}

void FieldList::chooseOrder(int entry)
{
    const int column = m_order->itemData(entry).toInt();
    // What is staged comes first, which sorts after nothing.
    m_view->horizontalHeader()->setSortIndicator(
        column, column == SchemaModel::ChangeColumn ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void FieldList::showOrder(int column)
{
    m_order->setCurrentIndex(m_order->findData(column));
    m_orderNote->setVisible(!isStoredOrder());
    updateDragging();
    Q_EMIT orderChanged();
}

void FieldList::updateDragging()
{
    m_view->setDragDropMode(m_movable && isStoredOrder() ? QAbstractItemView::InternalMove
                                                         : QAbstractItemView::NoDragDrop);
}

} // namespace metascope
