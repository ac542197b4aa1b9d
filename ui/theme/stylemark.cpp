// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylemark.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QPalette>

#include <algorithm>

namespace metascope {

void StyleMark::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const QPalette palette = QGuiApplication::palette();
    const QColor color = mode == QIcon::Disabled ? palette.color(QPalette::Disabled, QPalette::Text)
                                                 : palette.color(QPalette::PlaceholderText);
    const qreal side = std::min(rect.width(), rect.height());
    const qreal arm = side * 0.19;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, side * 0.09, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    switch (m_shape) {
    case Shape::Clear:
        painter->drawLine(QPointF(-arm, -arm), QPointF(arm, arm));
        painter->drawLine(QPointF(arm, -arm), QPointF(-arm, arm));
        break;
    case Shape::More:
        for (const qreal left : {-arm, arm / 2})
            painter->drawPolyline(QPolygonF({{left, -arm}, {left + arm, 0}, {left, arm}}));
        break;
    }
    painter->restore();
}

QPixmap StyleMark::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap made(size);
    made.fill(Qt::transparent);
    QPainter painter(&made);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    return made;
}

} // namespace metascope
