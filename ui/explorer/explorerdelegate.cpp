// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerdelegate.h"

#include "app/model/filteredtree.h"
#include "app/model/lazytree.h"
#include "ui/explorer/explorerproxy.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/onelinetext.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace metascope {

namespace {
constexpr int leastNameCharacters = 8;
constexpr int longestMarkCharacters = 18;

/// The time of a moment of today, the date of another.
QString asOf(const QDateTime &moment)
{
    const QLocale locale;
    const bool isToday = moment.date() == QDateTime::currentDateTimeUtc().toTimeZone(moment.timeZone()).date();
    const QString when = isToday ? locale.toString(moment.time(), QStringLiteral("HH:mm"))
                                 : locale.toString(moment.date(), QLocale::ShortFormat);
    return ExplorerDelegate::tr("as of %1").arg(when);
}
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
    // Of the whole instance at its root; the lists say it in their tooltips.
    const bool isRoot = static_cast<Kind>(index.data(LazyTree::KindRole).toInt()) == Kind::Instance;
    if (const QVariant readAt = index.data(LazyTree::ReadAtRole); isRoot && readAt.isValid())
        text(asOf(readAt.toDateTime().toTimeZone(m_model.zone(index))), m_theme.tokens().muted);
    switch (static_cast<LazyTree::News>(index.data(LazyTree::NewsRole).toInt())) {
    case LazyTree::News::Added: text(tr("new"), m_theme.tokens().added.mark); break;
    case LazyTree::News::Changed: text(tr("changed"), m_theme.tokens().changed.mark); break;
    case LazyTree::News::None: break;
    }
    if (const QString gone = ExplorerProxy::goneWords(index); !gone.isEmpty())
        text(gone, m_theme.tokens().removed.mark);
    if (m_model.areIdsShown())
        if (const QString id = index.data(LazyTree::IdRole).toString(); !id.isEmpty())
            text(id, m_theme.tokens().muted);
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

void ExplorerDelegate::paintSpans(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariantList spans = index.data(FilteredTree::SpansRole).toList();
    // Where letters run from the right their place is not that of the sum of those before them.
    if (spans.isEmpty() || option.text.isRightToLeft())
        return;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
    painter.save();
    painter.setClipRect(text);
    for (const QVariant &each : spans) {
        const QPoint span = each.toPoint();
        const int left = option.fontMetrics.horizontalAdvance(option.text.left(span.x()));
        const int width = option.fontMetrics.horizontalAdvance(option.text.mid(span.x(), span.y()));
        const QRect mark(text.left() + margin + left, text.center().y() + option.fontMetrics.ascent() / 2 + 2, width,
                         2);
        painter.fillRect(mark, m_theme.tokens().accent);
    }
    painter.restore();
}

QString ExplorerDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    return oneLine(QStyledItemDelegate::displayText(value, locale));
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
    paintSpans(*painter, name, index);
    if (item.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect ring;
        ring.QStyleOption::operator=(item);
        ring.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, painter, item.widget);
    }
}

} // namespace metascope
