// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palettedelegate.h"

#include "ui/palette/palettemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/rowtext.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QApplication>

#include <cmath>

namespace metascope {

namespace {

/// The part of a row that what stands at the right may take from the name, in hundredths.
constexpr int mostTrailing = 45;
/// What it leaves to the detail, in characters.
constexpr int leastDetail = 10;

} // namespace

PaletteDelegate::PaletteDelegate(const Theme &theme, const PaletteModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
{}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Not the text's width: the list never scrolls sideways, and measuring a name of 10,000 characters takes time.
    return {0, option.fontMetrics.height() + spacing::rowPadding};
}

int PaletteDelegate::paintName(QPainter &painter, const QStyleOptionViewItem &option, const PaletteRow &row,
                               const QRect &room) const
{
    const QString whole = shortened(oneLine(row.text), rowtext::longest);
    // Measured as if all of it were strong, so that it cannot be too wide.
    const QFontMetrics metrics(row.spans.isEmpty() ? option.font : rowtext::strong(option.font), painter.device());
    const QString text = metrics.elidedText(whole, Qt::ElideRight, room.width());
    const qsizetype kept = text == whole ? row.text.size() : text.size() - 1;

    QTextLayout layout(text, option.font, painter.device());
    QTextOption direction(Qt::AlignLeft | Qt::AlignAbsolute);
    direction.setWrapMode(QTextOption::NoWrap);
    direction.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(direction);
    QList<QTextLayout::FormatRange> formats;
    for (const MatchSpan &span : row.spans) {
        const qsizetype end = std::min({span.start + span.length, kept, text.size()});
        if (end <= span.start)
            break;
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(span.start);
        range.length = static_cast<int>(end - span.start);
        range.format.setFontWeight(QFont::DemiBold);
        // The accent has too little contrast with the ground of a selected row.
        if (!option.state.testFlag(QStyle::State_Selected))
            range.format.setForeground(m_theme.tokens().accent);
        formats.append(range);
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(room.width());
    layout.endLayout();
    if (!line.isValid())
        return 0;
    const int width = std::min(room.width(), static_cast<int>(std::ceil(line.naturalTextWidth())));
    const QRect place
        = QStyle::visualRect(option.direction, option.rect, QRect(room.topLeft(), QSize(width, room.height())));
    painter.setPen(m_theme.tokens().text);
    layout.draw(&painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2));
    return width;
}

int PaletteDelegate::leadingWidth(const QStyleOptionViewItem &option, const PaletteRow &row)
{
    const QFontMetrics metrics(rowtext::strong(option.font));
    const int name = metrics.horizontalAdvance(shortened(oneLine(row.text), rowtext::longest));
    if (row.detail.isEmpty())
        return name;
    const int detail = option.fontMetrics.horizontalAdvance(shortened(oneLine(row.detail), rowtext::longest));
    return name + spacing::control + std::min(detail, option.fontMetrics.averageCharWidth() * leastDetail);
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Not initStyleOption(): it would lay out the whole name.
    QStyleOptionViewItem item = option;
    item.index = index;
    item.state.setFlag(QStyle::State_HasFocus, false);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    const PaletteRow &row = m_model.row(index.row());
    QRect room = item.rect.adjusted(spacing::control, 0, -spacing::control, 0);
    painter->save();
    if (row.type == PaletteRow::Type::Heading) {
        item.font = rowtext::strong(item.font);
        item.fontMetrics = QFontMetrics(item.font);
        rowtext::paintMuted(*painter, item, m_theme, row.text, room, Qt::AlignLeft, Qt::ElideRight);
        painter->restore();
        return;
    }
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const int iconSize = style->pixelMetric(QStyle::PM_SmallIconSize, &item, item.widget);
    row.icon.paint(
        painter,
        QStyle::visualRect(item.direction, item.rect, QRect(room.left(), room.top(), iconSize, room.height())));
    room.setLeft(room.left() + iconSize + spacing::control);

    if (!row.trailing.isEmpty()) {
        const QString trailing = shortened(oneLine(row.trailing), rowtext::longest);
        // One more than the advance, which is rounded.
        const int width = std::min(
            item.fontMetrics.horizontalAdvance(trailing) + 1,
            std::max(room.width() * mostTrailing / 100, room.width() - spacing::group - leadingWidth(item, row)));
        rowtext::paintMuted(*painter, item, m_theme, trailing,
                            QRect(room.right() - width + 1, room.top(), width, room.height()), Qt::AlignRight,
                            Qt::ElideMiddle);
        room.setRight(room.right() - width - spacing::group);
    }
    const int taken = paintName(*painter, item, row, room);
    room.setLeft(room.left() + taken + spacing::control);
    if (!row.detail.isEmpty() && room.width() > item.fontMetrics.averageCharWidth() * 3)
        rowtext::paintMuted(*painter, item, m_theme, shortened(oneLine(row.detail), rowtext::longest), room,
                            Qt::AlignLeft, Qt::ElideRight);
    painter->restore();
}

} // namespace metascope
