// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tintedicon.h"

#include <QtCore/QFile>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtSvg/QSvgRenderer>

namespace metascope {

TintedIcon::TintedIcon(const Theme &theme, const QString &file, IconTint tint)
    : m_theme(&theme), m_file(file), m_tint(tint)
{
    QFile source(file);
    if (source.open(QIODevice::ReadOnly))
        m_svg = source.readAll();
}

QColor TintedIcon::color(QIcon::Mode mode) const
{
    const ThemeTokens tokens = m_theme ? m_theme->tokens() : ThemeTokens::lightTokens();
    if (mode == QIcon::Disabled)
        return tokens.disabled;
    switch (m_tint) {
    case IconTint::Text: return tokens.text;
    case IconTint::Muted: return tokens.muted;
    case IconTint::Accent: return tokens.accent;
    case IconTint::OnAccent: return tokens.onAccent;
    case IconTint::Added: return tokens.added.mark;
    case IconTint::Changed: return tokens.changed.mark;
    case IconTint::Removed: return tokens.removed.mark;
    case IconTint::Error: return tokens.error;
    case IconTint::Info: return tokens.info.mark;
    }
    return tokens.text;
}

void TintedIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal scale = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
    const QSize size = (QSizeF(rect.size()) * scale).toSize();
    painter->drawPixmap(rect, scaledPixmap(size, mode, state, scale));
}

QPixmap TintedIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap TintedIcon::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal)
{
    const QColor tint = color(mode);
    const QString cacheKey
        = m_file % u'|' % tint.name() % u'|' % QString::number(size.width()) % u'x' % QString::number(size.height());
    QPixmap made;
    if (QPixmapCache::find(cacheKey, &made))
        return made;
    made = QPixmap(size);
    made.fill(Qt::transparent);
    QByteArray svg = m_svg;
    svg.replace("#000", tint.name().toLatin1());
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&made);
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(cacheKey, made);
    return made;
}

} // namespace metascope
