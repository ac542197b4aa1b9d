// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QIconEngine>

namespace metascope {

/// A mark that widgets of Qt's take from the style, in the colour that the application's palette has for it when it is painted.
/// The style's own ones are looked for in the desktop's icon themes first, which was a tenth of a start.
class StyleMark final : public QIconEngine {
public:
    enum class Shape {
        Clear, ///< the cross that empties an edit
        More, ///< what has no room in a bar is behind it
    };

    explicit StyleMark(Shape shape) : m_shape(shape) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override { return new StyleMark(*this); }
    bool isNull() override { return false; }

private:
    Shape m_shape;
};

} // namespace metascope
