// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerdelegate.h"

#include "app/model/lazytree.h"
#include "ui/explorer/explorerproxy.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace metascope {

namespace {
constexpr int leastNameCharacters = 8;
constexpr int longestMarkCharacters = 18;
} // namespace

ExplorerDelegate::ExplorerDelegate(const Theme &theme, const IconProvider &icons, const ExplorerProxy &model,
                                   QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_icons(icons), m_model(model)
{}

QSize ExplorerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + spacing::rowPadding};
}

int ExplorerDelegate::paintTrailing(QPainter &painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    QRect rest = option.rect.adjusted(0, 0, -spacing::control, 0);
    const auto text = [&](const QString &word, const QColor &color) {
        painter.setPen(color);
        painter.setFont(option.font);
        painter.drawText(rest, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine), word);
        rest.setRight(rest.right() - option.fontMetrics.horizontalAdvance(word) - spacing::control);
    };
    switch (index.data(LazyTree::StateRole).value<LazyTree::State>()) {
    case LazyTree::State::Loading: text(tr("Loading…"), m_theme.tokens().muted); break;
    case LazyTree::State::Failed:
        text(tr("Failed"), m_theme.tokens().error);
        m_icons.icon(Icon::Error, IconTint::Error)
            .paint(&painter, QRect(rest.right() - 16, rest.center().y() - 8, 16, 16));
        rest.setRight(rest.right() - 20);
        break;
    case LazyTree::State::Absent: text(tr("Not available"), m_theme.tokens().muted); break;
    case LazyTree::State::NotLoaded:
    case LazyTree::State::Loaded:
        if (const QVariant count = index.data(LazyTree::CountRole); count.isValid())
            text(QLocale().toString(count.toInt()), m_theme.tokens().muted);
        break;
    }
    switch (static_cast<LazyTree::News>(index.data(LazyTree::NewsRole).toInt())) {
    case LazyTree::News::Added: text(tr("new"), m_theme.tokens().added.mark); break;
    case LazyTree::News::Changed: text(tr("changed"), m_theme.tokens().changed.mark); break;
    case LazyTree::News::None: break;
    }
    const QList<NodeMark> marks = m_model.marks(index);
    // The name comes first: marks give way, and the tooltip has them whole.
    const int leastName = option.fontMetrics.averageCharWidth() * leastNameCharacters;
    for (const NodeMark &mark : marks) {
        const QString word = option.fontMetrics.elidedText(
            mark.text, Qt::ElideRight, option.fontMetrics.averageCharWidth() * longestMarkCharacters);
        const QSize size = Badge::sizeFor(word, option.font);
        if (rest.width() - size.width() < leastName)
            break;
        Badge::paint(painter, QRect(rest.right() - size.width(), rest.top(), size.width(), rest.height()), mark.kind,
                     word, option.font, m_theme.tokens());
        rest.setRight(rest.right() - size.width() - spacing::tight);
    }
    return option.rect.right() - rest.right();
}

void ExplorerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    painter->save();
    const int taken = paintTrailing(*painter, item, index);
    painter->restore();

    QStyleOptionViewItem name = item;
    name.rect.setRight(item.rect.right() - taken);
    // The ground and the ring belong to the whole row.
    name.state &= ~(QStyle::State_HasFocus | QStyle::State_Selected);
    name.backgroundBrush = Qt::NoBrush;
    style->drawControl(QStyle::CE_ItemViewItem, &name, painter, name.widget);
    if (item.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect ring;
        ring.QStyleOption::operator=(item);
        ring.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, painter, item.widget);
    }
}

} // namespace metascope
