// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/referencelist.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/onelinetext.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTreeWidget>

#include <algorithm>

namespace metascope {

namespace {

constexpr int mostRows = 8; ///< shown at once
enum Column { NameColumn, WhereColumn, ColumnCount };
constexpr QChar almost(0x2248); ///< ≈, the mark of a text match

} // namespace

ReferenceList::ReferenceList(Reference::Direction direction, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_direction(direction), m_icons(icons), m_title(new QLabel(this)), m_nothing(new QLabel(this)),
      m_rows(new QTreeWidget(this))
{
    const bool uses = direction == Reference::Direction::Uses;
    setObjectName(uses ? QStringLiteral("inspectorUses") : QStringLiteral("inspectorUsedBy"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_title->setText(uses ? tr("Uses") : tr("Used By"));
    m_title->setTextFormat(Qt::PlainText);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_nothing->setText(uses ? tr("Nothing that is known here.") : tr("Nothing that is known here uses it."));
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setWordWrap(true);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_rows->setObjectName(objectName() + QStringLiteral("Rows"));
    m_rows->setAccessibleName(uses ? tr("Uses") : tr("Used By"));
    m_rows->setColumnCount(ColumnCount);
    m_rows->setHeaderHidden(true);
    m_rows->setRootIsDecorated(false);
    m_rows->setUniformRowHeights(true);
    m_rows->setAllColumnsShowFocus(true);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->header()->setStretchLastSection(false);
    m_rows->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_rows->header()->setSectionResizeMode(WhereColumn, QHeaderView::ResizeToContents);
    m_rows->header()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 24);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_title);
    layout->addWidget(m_nothing);
    layout->addWidget(m_rows);
    connect(m_rows, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem *item) { activate(m_rows->indexOfTopLevelItem(item)); });
    connect(m_rows, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { activate(m_rows->indexOfTopLevelItem(item)); });
}

void ReferenceList::tint()
{
    const QBrush muted = palette().brush(QPalette::PlaceholderText);
    for (int row = 0; row < m_rows->topLevelItemCount(); ++row)
        m_rows->topLevelItem(row)->setForeground(WhereColumn, muted);
}

void ReferenceList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void ReferenceList::activate(int row)
{
    if (const Reference &reference = m_references.at(row); !reference.key.isEmpty())
        Q_EMIT activated(reference);
}

void ReferenceList::setReferences(const QList<Reference> &references)
{
    m_references = references;
    m_references.removeIf([this](const Reference &each) { return each.direction != m_direction; });
    m_rows->clear();
    QList<QTreeWidgetItem *> items;
    items.reserve(m_references.size());
    for (const Reference &each : std::as_const(m_references)) {
        auto *item = new QTreeWidgetItem({oneLine(each.name), oneLine(each.where)});
        item->setIcon(NameColumn, m_icons.forKind(each.kind, IconTint::Muted));
        item->setToolTip(NameColumn, each.name.toHtmlEscaped());
        item->setToolTip(WhereColumn, each.where.toHtmlEscaped());
        if (!each.isCertain) {
            item->setText(WhereColumn, item->text(WhereColumn) + QLatin1Char(' ') + almost);
            item->setToolTip(WhereColumn, tr("The name stands in this text. It may mean something else."));
            item->setData(NameColumn, Qt::AccessibleDescriptionRole, tr("text match"));
        }
        items.append(item);
    }
    m_rows->addTopLevelItems(items);
    tint();
    const auto count = static_cast<int>(items.size());
    m_nothing->setVisible(count == 0);
    m_rows->setVisible(count > 0);
    const int rowHeight = count > 0 ? m_rows->sizeHintForRow(0) : 0;
    m_rows->setFixedHeight(rowHeight * std::min(count, mostRows) + 2 * m_rows->frameWidth());
}

} // namespace metascope
