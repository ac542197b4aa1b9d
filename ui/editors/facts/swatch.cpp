// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/swatch.h"

#include <QtGui/QPainter>

namespace metascope {

Swatch::Swatch(const QColor &color, QWidget *parent) : QWidget(parent), m_color(color)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Swatch::sizeHint() const
{
    const int side = fontMetrics().ascent();
    return {side * 2, side};
}

void Swatch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.setBrush(m_color);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace metascope
