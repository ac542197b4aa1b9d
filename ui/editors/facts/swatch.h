// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtWidgets/QWidget>

namespace metascope {

/// A small box of a colour that somebody picked, with an edge that shows on every ground. The value stands beside it in words.
class Swatch final : public QWidget {
    Q_OBJECT
public:
    explicit Swatch(const QColor &color, QWidget *parent = nullptr);

    [[nodiscard]] QColor color() const { return m_color; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_color;
};

} // namespace metascope
