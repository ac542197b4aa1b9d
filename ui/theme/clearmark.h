// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QIconEngine>

namespace metascope {

/// The cross that empties an edit, in the colour that the application's palette has for placeholders when it is painted. The
/// style's own one looks through the desktop's icon themes first, which is a tenth of a start.
class ClearMark final : public QIconEngine {
public:
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override { return new ClearMark(*this); }
    bool isNull() override { return false; }
};

} // namespace metascope
