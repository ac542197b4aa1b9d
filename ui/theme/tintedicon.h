// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QPointer>
#include <QtGui/QIconEngine>

namespace metascope {

/// Draws one black-stroked SVG in a colour of the theme, at the moment it is asked to.
class TintedIcon final : public QIconEngine {
public:
    TintedIcon(const Theme &theme, const QString &file, IconTint tint);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine *clone() const override { return new TintedIcon(*this); }
    QString key() const override { return QStringLiteral("metascope-tinted"); }
    bool isNull() override { return m_svg.isEmpty(); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const;

    QPointer<const Theme> m_theme;
    QString m_file;
    QByteArray m_svg;
    IconTint m_tint;
};

} // namespace metascope
