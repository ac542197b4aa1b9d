// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QtWidgets/QProxyStyle>

class QStyleOptionToolButton;

namespace metascope {

/// Fusion without gradients and shadows, in the colours of the theme, with a focus ring of 2 px and rows of font height
/// + 8 px. Owned by the application like every style; knows the tokens by value so that nothing can dangle.
class FlatStyle final : public QProxyStyle {
    Q_OBJECT
public:
    FlatStyle();

    void setTokens(const ThemeTokens &tokens) { m_tokens = tokens; }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returned) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap icon, const QStyleOption *option,
                                     const QWidget *widget) const override;
    [[nodiscard]] QPalette standardPalette() const override { return m_tokens.palette(); }
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;

private:
    enum class Mark { Check, Dash, Close, ChevronDown, ChevronUp, ChevronRight };

    void box(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, bool focused) const;
    void mark(QPainter *painter, const QRect &rect, Mark mark, const QColor &color) const;
    void button(const QStyleOption *option, QPainter *painter) const;
    void indicator(const QStyleOption *option, QPainter *painter, bool round) const;
    void tab(const QStyleOption *option, QPainter *painter) const;
    void header(const QStyleOption *option, QPainter *painter) const;
    void comboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void spinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    void scrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const;
    /// The whole button opens a menu, and says so with a mark.
    [[nodiscard]] static bool opensMenu(const QStyleOptionToolButton &button);
    [[nodiscard]] QColor edgeColor(const QStyleOption *option) const;

    static constexpr int menuMarkRoom = 14; ///< pixels, beside the text of a button that opens a menu

    ThemeTokens m_tokens;
};

} // namespace metascope
