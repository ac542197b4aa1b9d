// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QPainter>

namespace metascope {

namespace {

QFont badgeFont(const QFont &base)
{
    QFont font = base;
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * 0.8);
    font.setWeight(QFont::DemiBold);
    font.setItalic(false);
    return font;
}

MarkColors colorsOf(Badge::Kind kind, const ThemeTokens &tokens)
{
    switch (kind) {
    case Badge::Kind::Neutral: return {tokens.muted, tokens.alternate};
    case Badge::Kind::Info: return tokens.info;
    case Badge::Kind::Live: return tokens.live;
    case Badge::Kind::Added: return tokens.added;
    case Badge::Kind::Changed: return tokens.changed;
    case Badge::Kind::Removed: return tokens.removed;
    case Badge::Kind::Red: return tokens.target(MarkColour::Red);
    case Badge::Kind::Orange: return tokens.target(MarkColour::Orange);
    case Badge::Kind::Green: return tokens.target(MarkColour::Green);
    case Badge::Kind::Blue: return tokens.target(MarkColour::Blue);
    case Badge::Kind::Purple: return tokens.target(MarkColour::Purple);
    case Badge::Kind::Grey: return tokens.target(MarkColour::Grey);
    }
    return {tokens.muted, tokens.alternate};
}

} // namespace

Badge::Badge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&m_theme, &Theme::changed, this, [this] { update(); });
}

Badge::Badge(const Theme &theme, Kind kind, const QString &text, QWidget *parent) : Badge(theme, parent)
{
    setBadge(kind, text);
}

void Badge::setBadge(Kind kind, const QString &text)
{
    m_kind = kind;
    m_text = text;
    setAccessibleName(text);
    // Showing a widget without a parent would open a window.
    if (text.isEmpty())
        hide();
    else if (parentWidget())
        show();
    updateGeometry();
    update();
}

void Badge::setMark(const TargetMark &mark)
{
    setBadge(kindOf(mark.colour), wordOf(mark));
}

Badge::Kind Badge::kindOf(MarkColour colour)
{
    switch (colour) {
    case MarkColour::Red: return Kind::Red;
    case MarkColour::Orange: return Kind::Orange;
    case MarkColour::Green: return Kind::Green;
    case MarkColour::Blue: return Kind::Blue;
    case MarkColour::Purple: return Kind::Purple;
    case MarkColour::Grey: return Kind::Grey;
    case MarkColour::None: break;
    }
    return Kind::Neutral;
}

QString Badge::wordOf(const TargetMark &mark)
{
    return visibleName(mark.tag);
}

QSize Badge::sizeHint() const
{
    return sizeFor(m_text, font());
}

QSize Badge::sizeFor(const QString &text, const QFont &font)
{
    const QFontMetrics metrics(badgeFont(font));
    return {metrics.horizontalAdvance(text) + 12, metrics.height() + 4};
}

void Badge::paint(QPainter &painter, const QRect &rect, Kind kind, const QString &text, const QFont &font,
                  const ThemeTokens &tokens)
{
    const MarkColors colors = colorsOf(kind, tokens);
    const QSize size = sizeFor(text, font);
    const int top = rect.top() + (rect.height() - size.height()) / 2;
    const QRectF box(rect.left(), top, size.width(), size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(kind == Kind::Neutral ? QPen(tokens.line) : QPen(Qt::NoPen));
    painter.setBrush(colors.ground);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(badgeFont(font));
    painter.setPen(colors.mark);
    painter.drawText(box, Qt::AlignCenter, text);
    painter.restore();
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), m_kind, m_text, font(), m_theme.tokens());
}

} // namespace metascope
