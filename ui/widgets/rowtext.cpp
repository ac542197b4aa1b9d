// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowtext.h"

#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

namespace metascope {

QFont rowtext::strong(const QFont &base)
{
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

void rowtext::paintMuted(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme, const QString &text,
                         const QRect &room, Qt::Alignment side, Qt::TextElideMode elide)
{
    const QRect place = QStyle::visualRect(option.direction, option.rect, room);
    painter.setPen(theme.tokens().muted);
    painter.setFont(option.font);
    painter.drawText(place,
                     static_cast<int>(QStyle::visualAlignment(option.direction, side) | Qt::AlignAbsolute
                                      | Qt::AlignVCenter | Qt::TextSingleLine),
                     option.fontMetrics.elidedText(text, elide, place.width()));
}

} // namespace metascope
