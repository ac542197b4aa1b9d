// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/finddelegate.h"

#include "ui/search/findmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/rowtext.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QApplication>

#include <algorithm>

namespace metascope {

namespace {

/// The part of a row that the place may take from the name, in hundredths.
constexpr int mostPlace = 45;

} // namespace

FindDelegate::FindDelegate(const Theme &theme, const FindModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
{}

QSize FindDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Not the text's width: the list never scrolls sideways.
    return {0, option.fontMetrics.height() + spacing::rowPadding};
}

FindDelegate::Shown FindDelegate::aroundMatch(const SearchMatch &match, const QFontMetrics &metrics, int width)
{
    QString text = oneLine(match.text);
    const qsizetype start = std::clamp<qsizetype>(match.start, 0, text.size());
    qsizetype indent = 0;
    while (indent < start && text.at(indent).isSpace())
        ++indent;
    // Of what stands before the match as much as leaves room for what comes after it.
    const QString before = metrics.elidedText(text.mid(indent, start - indent), Qt::ElideLeft, width / 3);
    text = before + text.mid(start, rowtext::longest);
    Shown shown;
    shown.text = metrics.elidedText(text, Qt::ElideRight, width);
    // Without its ellipsis; where not even that fits nothing is shown.
    const qsizetype kept = shown.text == text ? text.size() : std::max<qsizetype>(0, shown.text.size() - 1);
    shown.start = std::min(before.size(), kept);
    shown.length = std::clamp<qsizetype>(match.length, 0, kept - shown.start);
    return shown;
}

void FindDelegate::paintObject(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const FindHit &hit = m_model.hit(index);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    QRect room = option.rect.adjusted(spacing::tight, 0, -spacing::control, 0);
    const int iconSize = style->pixelMetric(QStyle::PM_SmallIconSize, &option, option.widget);
    qvariant_cast<QIcon>(index.data(Qt::DecorationRole))
        .paint(
            &painter,
            QStyle::visualRect(option.direction, option.rect, QRect(room.left(), room.top(), iconSize, room.height())));
    room.setLeft(room.left() + iconSize + spacing::control);
    const QString place = shortened(oneLine(hit.place), rowtext::longest);
    // One more than the advance, which is rounded.
    const int placeWidth = std::min(option.fontMetrics.horizontalAdvance(place) + 1, room.width() * mostPlace / 100);
    rowtext::paintMuted(painter, option, m_theme, place,
                        QRect(room.right() - placeWidth + 1, room.top(), placeWidth, room.height()), Qt::AlignRight,
                        Qt::ElideMiddle);
    room.setRight(room.right() - placeWidth - spacing::group);
    const QFont font = rowtext::strong(option.font);
    painter.setFont(font);
    painter.setPen(m_theme.tokens().text);
    painter.drawText(
        QStyle::visualRect(option.direction, option.rect, room),
        static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter
                         | Qt::TextSingleLine),
        QFontMetrics(font).elidedText(shortened(oneLine(hit.name), rowtext::longest), Qt::ElideRight, room.width()));
}

void FindDelegate::paintLine(QPainter &painter, const QStyleOptionViewItem &option, const SearchMatch &match) const
{
    QRect room = option.rect.adjusted(spacing::tight, 0, -spacing::control, 0);
    // The same for all, so that the lines begin below each other.
    const int partWidth = option.fontMetrics.horizontalAdvance(tr("XanoScript, line %1").arg(99999));
    rowtext::paintMuted(painter, option, m_theme, FindModel::partInWords(match),
                        QRect(room.left(), room.top(), std::min(partWidth, room.width() / 3), room.height()),
                        Qt::AlignLeft, Qt::ElideMiddle);
    room.setLeft(room.left() + std::min(partWidth, room.width() / 3) + spacing::group);
    const QFont font = match.part == SearchPart::Script ? Theme::codeFont(option.font) : option.font;
    const Shown shown = aroundMatch(match, QFontMetrics(rowtext::strong(font), painter.device()), room.width());

    QTextLayout layout(shown.text, font, painter.device());
    QTextOption direction(Qt::AlignLeft | Qt::AlignAbsolute);
    direction.setWrapMode(QTextOption::NoWrap);
    direction.setTextDirection(shown.text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(direction);
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(shown.start);
    range.length = static_cast<int>(shown.length);
    range.format.setFontWeight(QFont::DemiBold);
    // The accent has too little contrast with the ground of a selected row.
    if (!option.state.testFlag(QStyle::State_Selected))
        range.format.setForeground(m_theme.tokens().accent);
    layout.setFormats({range});
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(room.width());
    layout.endLayout();
    if (!line.isValid())
        return;
    const int width = std::min(room.width(), qCeil(line.naturalTextWidth()));
    const QRect place
        = QStyle::visualRect(option.direction, option.rect, QRect(room.topLeft(), QSize(width, room.height())));
    painter.setPen(m_theme.tokens().text);
    layout.draw(&painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2));
}

void FindDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Not initStyleOption(): it would lay out the whole text.
    QStyleOptionViewItem item = option;
    item.index = index;
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    painter->save();
    if (const SearchMatch *match = m_model.match(index))
        paintLine(*painter, item, *match);
    else
        paintObject(*painter, item, index);
    painter->restore();
    if (!item.state.testFlag(QStyle::State_HasFocus))
        return;
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(item);
    focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
    style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, item.widget);
}

} // namespace metascope
